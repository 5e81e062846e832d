package estiva.worker.write;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The database's own account of its tables. */
final class Catalogue {

    private final Connection connection;
    private final DatabaseMetaData metaData;
    private final Vendor vendor;

    Catalogue(Connection connection) throws SQLException {
        this.connection = connection;
        metaData = connection.getMetaData();
        vendor = Vendor.of(connection);
    }

    TargetTable find(String target) throws SQLException, TargetRefused {
        TargetName name = TargetName.parse(target);
        String home = connection.getCatalog();
        boolean isHomeDatabase = name.database() == null || name.database().equalsIgnoreCase(home);
        if (!isHomeDatabase) {
            checkDatabase(name.database(), target);
        }
        String database = isHomeDatabase ? home : name.database();
        String homeSchema = connection.getSchema();
        String schema = name.schema() != null ? name.schema() : isHomeDatabase ? homeSchema : "dbo";
        if (OwnTables.contains(schema, name.table(), isHomeDatabase && isHome(schema, homeSchema))) {
            throw new TargetRefused("target '" + target + "' is a table of Estiva or of the server; imports do not write it");
        }
        TablePlace place = locate(database, schema, name.table(), target);
        String shown = isHomeDatabase ? place.toString() : place.database() + "." + place;
        String inSchema = vendor.quote(place.schema()) + ".";
        return new TargetTable(
                shown,
                place,
                isHomeDatabase ? inSchema : vendor.quote(place.database()) + "." + inSchema,
                ColumnCatalogue.of(connection, vendor).columns(place.database(), place.schema(), place.table()),
                hasTriggers(place, inSchema + vendor.quote(place.table())),
                vendor);
    }

    private boolean hasTriggers(TablePlace place, String quoted) throws SQLException {
        String sql = vendor == Vendor.SQL_SERVER
                ? "SELECT 1 FROM " + vendor.quote(place.database())
                        + ".sys.triggers WHERE parent_id = OBJECT_ID(?) AND is_disabled = 0"
                : "SELECT 1 FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (vendor == Vendor.SQL_SERVER) {
                query.setString(1, vendor.quote(place.database()) + "." + quoted);
            } else {
                query.setString(1, place.schema());
                query.setString(2, place.table());
            }
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private static boolean isHome(String schema, String homeSchema) {
        return schema.equalsIgnoreCase(homeSchema) || schema.equalsIgnoreCase("dbo");
    }

    private void checkDatabase(String database, String target) throws SQLException, TargetRefused {
        if (vendor != Vendor.SQL_SERVER) {
            throw new TargetRefused("target '" + target + "' is in another database; only SQL Server reaches those");
        }
        if (OwnTables.isSystemDatabase(database)) {
            throw new TargetRefused("target '" + target + "' is in a system database; imports do not write there");
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM sys.databases WHERE name = ?")) {
            query.setString(1, database);
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    throw new TargetRefused("target '" + target + "': the instance has no database " + database);
                }
            }
        }
    }

    private TablePlace locate(String database, String schema, String table, String target)
            throws SQLException, TargetRefused {
        List<TablePlace> places = tables(database, escape(schema), escape(table), schema, table);
        if (places.isEmpty()) {
            // H2 compares names with case here even where its statements do not.
            places = tables(database, null, null, schema, table);
        }
        if (places.size() != 1) {
            throw new TargetRefused(places.isEmpty()
                    ? "target '" + target + "': there is no table " + table + " in schema " + schema
                            + "; create it, imports never do"
                    : "target '" + target + "': " + places.size() + " tables differ in case only; write the exact name");
        }
        return places.get(0);
    }

    private List<TablePlace> tables(String database, String schemaPattern, String tablePattern, String schema, String table)
            throws SQLException {
        List<TablePlace> places = new ArrayList<>();
        String[] types = vendor == Vendor.SQL_SERVER ? new String[] {"TABLE"} : new String[] {"TABLE", "BASE TABLE"};
        try (ResultSet found = metaData.getTables(database, schemaPattern, tablePattern, types)) {
            while (found.next()) {
                TablePlace place = new TablePlace(database, found.getString("TABLE_SCHEM"), found.getString("TABLE_NAME"));
                if (place.schema().equals(schema) && place.table().equals(table)) {
                    return List.of(place);
                }
                if (place.schema().equalsIgnoreCase(schema) && place.table().equalsIgnoreCase(table)) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    private String escape(String name) throws SQLException {
        String sign = metaData.getSearchStringEscape();
        return name.replace(sign, sign + sign).replace("_", sign + "_").replace("%", sign + "%");
    }
}
