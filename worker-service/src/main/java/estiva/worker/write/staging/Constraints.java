package estiva.worker.write.staging;

import estiva.worker.convert.TargetColumn;
import estiva.worker.write.TablePlace;
import estiva.worker.write.TargetTable;
import estiva.worker.write.TargetVendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a table demands of its rows beyond their types, as far as a set of rows can be asked for it. */
record Constraints(List<UniqueIndex> uniqueIndexes, List<ForeignKey> foreignKeys, List<Check> checks) {

    /** @param columns in the index's order */
    record UniqueIndex(String name, List<String> columns) {

        @Override
        public String toString() {
            return name + " (" + String.join(", ", columns) + ")";
        }
    }

    /** @param columns of the table, with the parent's column that each refers to */
    record ForeignKey(String name, TablePlace parent, Map<String, String> columns) {}

    record Check(String name, String condition) {}

    static Constraints of(Connection connection, TargetTable table) throws SQLException {
        return new Constraints(
                uniqueIndexes(connection, table), foreignKeys(connection, table), checks(connection, table));
    }

    /** Of all rows: a filtered index says nothing of those outside of its filter. */
    static List<UniqueIndex> uniqueIndexes(Connection connection, TargetTable table) throws SQLException {
        return table.vendor() == TargetVendor.SQL_SERVER
                ? sysIndexes(connection, table)
                : jdbcIndexes(connection, table.place());
    }

    private static List<UniqueIndex> sysIndexes(Connection connection, TargetTable table) throws SQLException {
        String query = ofTable(table, """
                SELECT i.name, c.name FROM %1$sindexes i
                  JOIN %1$sindex_columns ic ON ic.object_id = i.object_id AND ic.index_id = i.index_id
                  JOIN %1$scolumns c ON c.object_id = ic.object_id AND c.column_id = ic.column_id
                  JOIN %1$sobjects o ON o.object_id = i.object_id
                  JOIN %1$sschemas s ON s.schema_id = o.schema_id
                 WHERE s.name = ? AND o.name = ? AND i.is_unique = 1 AND i.is_disabled = 0 AND i.has_filter = 0
                   AND ic.key_ordinal > 0
                 ORDER BY i.index_id, ic.key_ordinal""");
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = prepare(connection, query, table.place());
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                columns.computeIfAbsent(found.getString(1), name -> new ArrayList<>())
                        .add(found.getString(2));
            }
        }
        return indexes(columns);
    }

    private static List<UniqueIndex> jdbcIndexes(Connection connection, TablePlace place) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (ResultSet found =
                connection.getMetaData().getIndexInfo(place.database(), place.schema(), place.table(), true, true)) {
            while (found.next()) {
                columns.computeIfAbsent(found.getString("INDEX_NAME"), name -> new ArrayList<>())
                        .add(found.getString("COLUMN_NAME"));
            }
        }
        return indexes(columns);
    }

    private static List<UniqueIndex> indexes(Map<String, List<String>> columns) {
        return columns.entrySet().stream()
                .map(it -> new UniqueIndex(it.getKey(), it.getValue()))
                .toList();
    }

    private static List<ForeignKey> foreignKeys(Connection connection, TargetTable table) throws SQLException {
        Set<String> disabled = disabledForeignKeys(connection, table);
        Map<String, ForeignKey> keys = new LinkedHashMap<>();
        TablePlace place = table.place();
        try (ResultSet found =
                connection.getMetaData().getImportedKeys(place.database(), place.schema(), place.table())) {
            while (found.next()) {
                TablePlace parent = new TablePlace(
                        place.database(), found.getString("PKTABLE_SCHEM"), found.getString("PKTABLE_NAME"));
                String parentColumn = found.getString("PKCOLUMN_NAME");
                String column = found.getString("FKCOLUMN_NAME");
                String name = found.getString("FK_NAME");
                if (!disabled.contains(name)) {
                    keys.computeIfAbsent(name, it -> new ForeignKey(it, parent, new LinkedHashMap<>()))
                            .columns()
                            .put(column, parentColumn);
                }
            }
        }
        return List.copyOf(keys.values());
    }

    private static Set<String> disabledForeignKeys(Connection connection, TargetTable table) throws SQLException {
        Set<String> disabled = new HashSet<>();
        if (table.vendor() == TargetVendor.SQL_SERVER) {
            String query = ofTable(table, """
                    SELECT f.name FROM %1$sforeign_keys f
                      JOIN %1$sobjects o ON o.object_id = f.parent_object_id
                      JOIN %1$sschemas s ON s.schema_id = o.schema_id
                     WHERE s.name = ? AND o.name = ? AND f.is_disabled = 1""");
            try (PreparedStatement statement = prepare(connection, query, table.place());
                    ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    disabled.add(found.getString(1));
                }
            }
        }
        return disabled;
    }

    private static List<Check> checks(Connection connection, TargetTable table) throws SQLException {
        String query = table.vendor() == TargetVendor.SQL_SERVER ? ofTable(table, """
                        SELECT c.name, c.definition FROM %1$scheck_constraints c
                          JOIN %1$sobjects o ON o.object_id = c.parent_object_id
                          JOIN %1$sschemas s ON s.schema_id = o.schema_id
                         WHERE s.name = ? AND o.name = ? AND c.is_disabled = 0""") : """
                  SELECT c.CONSTRAINT_NAME, c.CHECK_CLAUSE
                    FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS t
                    JOIN INFORMATION_SCHEMA.CHECK_CONSTRAINTS c
                      ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
                   WHERE t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ?""";
        List<Check> checks = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, query, table.place());
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                checks.add(new Check(found.getString(1), found.getString(2)));
            }
        }
        return checks;
    }

    private static String ofTable(TargetTable table, String query) {
        return query.formatted(table.vendor().quote(table.place().database()) + ".sys.");
    }

    private static PreparedStatement prepare(Connection connection, String query, TablePlace place)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        statement.setString(1, place.schema());
        statement.setString(2, place.table());
        return statement;
    }

    /** The columns of those names, or empty if a file does not fill them all. */
    static Optional<List<TargetColumn>> filled(List<TargetColumn> columns, Iterable<String> names) {
        List<TargetColumn> filled = new ArrayList<>();
        for (String name : names) {
            Optional<TargetColumn> column = columns.stream()
                    .filter(it -> it.name().equalsIgnoreCase(name))
                    .findFirst();
            if (column.isEmpty()) {
                return Optional.empty();
            }
            filled.add(column.get());
        }
        return Optional.of(filled);
    }
}
