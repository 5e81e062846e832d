package estiva.worker.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the catalogue says of a table as a whole. */
final class TraitsCatalogue {

    /** sys.tables: https://learn.microsoft.com/sql/relational-databases/system-catalog-views/sys-tables-transact-sql */
    private static final int HISTORY = 1;

    private static final int APPEND_ONLY_LEDGER = 3;
    private static final int ESCALATES_TO_THE_TABLE = 0;

    private static final Set<String> NUMBERS = Set.of(
            "estiva_triggers",
            "estiva_dropping",
            "estiva_columnstores",
            "temporal_type",
            "ledger_type",
            "lock_escalation",
            "is_ledger_on");

    private TraitsCatalogue() {}

    /** @throws TargetRefused when the server alone writes the table */
    static TableTraits of(Connection connection, TargetVendor vendor, TablePlace place, String shown)
            throws SQLException, TargetRefused {
        String query = vendor == TargetVendor.SQL_SERVER ? ofSqlServer(vendor.quote(place.database()) + ".sys.") : """
                SELECT COUNT(*) AS estiva_triggers FROM INFORMATION_SCHEMA.TRIGGERS
                 WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?""";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            int at = 1;
            if (vendor == TargetVendor.SQL_SERVER) {
                statement.setString(at++, place.database());
            }
            statement.setString(at++, place.schema());
            statement.setString(at, place.table());
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? traits(numbers(found), shown) : TableTraits.NONE;
            }
        }
    }

    /**
     * All columns of sys.tables and sys.databases, since servers before 2022 have neither ledger_type nor is_ledger_on. By the
     * database's name: its id in sys.databases need not be that of DB_ID in Azure
     * (https://learn.microsoft.com/sql/relational-databases/system-catalog-views/sys-databases-transact-sql).
     */
    private static String ofSqlServer(String sys) {
        return """
                SELECT t.*, d.*,
                       (SELECT COUNT(*) FROM %1$striggers g
                         WHERE g.parent_id = t.object_id AND g.is_disabled = 0) AS estiva_triggers,
                       (SELECT COUNT(*) FROM %1$sindexes i WHERE i.object_id = t.object_id
                           AND i.ignore_dup_key = 1 AND i.is_disabled = 0) AS estiva_dropping,
                       (SELECT COUNT(*) FROM %1$sindexes i WHERE i.object_id = t.object_id
                           AND i.type = 5) AS estiva_columnstores
                  FROM %1$stables t JOIN %1$sschemas s ON s.schema_id = t.schema_id
                  LEFT JOIN sys.databases d ON d.name = ?
                 WHERE s.name = ? AND t.name = ?""".formatted(sys);
    }

    /** @param numbers what the catalogue has of it, by the columns' names in small letters; what is missing it does not know */
    static TableTraits traits(Map<String, Integer> numbers, String shown) throws TargetRefused {
        if (number(numbers, "temporal_type") == HISTORY || number(numbers, "ledger_type") == HISTORY) {
            throw new TargetRefused(
                    shown + " is the history of another table, which the server alone writes; load the table"
                            + " whose history it is");
        }
        return new TableTraits(
                number(numbers, "estiva_triggers") > 0,
                number(numbers, "estiva_dropping") > 0,
                number(numbers, "ledger_type") == APPEND_ONLY_LEDGER,
                numbers.getOrDefault("lock_escalation", -1) == ESCALATES_TO_THE_TABLE,
                number(numbers, "estiva_columnstores") > 0,
                number(numbers, "is_ledger_on") > 0);
    }

    private static int number(Map<String, Integer> numbers, String name) {
        return numbers.getOrDefault(name, 0);
    }

    private static Map<String, Integer> numbers(ResultSet found) throws SQLException {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            String name = found.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
            if (NUMBERS.contains(name)) {
                numbers.put(name, found.getInt(i));
            }
        }
        return numbers;
    }
}
