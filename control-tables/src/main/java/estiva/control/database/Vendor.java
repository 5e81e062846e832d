package estiva.control.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The databases that hold the control tables, and all that differs between them. */
public enum Vendor {
    H2(
            "LOCALTIMESTAMP(3)",
            "",
            "db/h2",
            Map.of("utcNow", "LOCALTIMESTAMP", "nameType", "VARCHAR_IGNORECASE(255)", "keyType", "NVARCHAR(200)")),

    /**
     * READPAST needs READCOMMITTEDLOCK where READ_COMMITTED_SNAPSHOT is on:
     * https://learn.microsoft.com/sql/t-sql/queries/hints-transact-sql-table
     */
    SQL_SERVER(
            "CAST(SYSUTCDATETIME() AS DATETIME2(3))",
            "WITH (READCOMMITTEDLOCK, READPAST, ROWLOCK)",
            "db/sqlserver",
            Map.of(
                    "utcNow", "SYSUTCDATETIME()",
                    "nameType", "NVARCHAR(255)",
                    "keyType", "NVARCHAR(200) COLLATE Latin1_General_BIN2"));

    private final String now;
    private final String skipLocked;
    private final String migrations;
    private final Map<String, String> placeholders;

    Vendor(String now, String skipLocked, String migrations, Map<String, String> placeholders) {
        this.now = now;
        this.skipLocked = skipLocked;
        this.migrations = migrations;
        this.placeholders = placeholders;
    }

    /** Tells the vendor from the connection; an unknown one is an error, never a guess. */
    static Vendor of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "Microsoft SQL Server" -> SQL_SERVER;
            default -> throw new IllegalStateException(
                    "Estiva keeps its control tables in SQL Server or H2, not in '" + product + "'");
        };
    }

    /**
     * The database's clock in UTC: every lease, due time and log line is on it. Of the columns' own precision, so that a
     * time that was just written, and rounded up, is never later than the next look at the clock.
     */
    String now() {
        return now;
    }

    /** A table hint that lets a reader pass by rows that others hold; for speed only. */
    String skipLocked() {
        return skipLocked;
    }

    String migrations() {
        return migrations;
    }

    Map<String, String> placeholders() {
        return placeholders;
    }
}
