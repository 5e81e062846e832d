package estiva.control.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The databases that hold the control tables, and all that differs between them. */
public enum Vendor {
    H2(
            "LOCALTIMESTAMP(3)",
            "",
            "",
            "db/h2",
            "SELECT SESSION_ID AS Id, CAST(SESSION_START AS TIMESTAMP(3)) AS Begun FROM INFORMATION_SCHEMA.SESSIONS",
            "SESSION_ID()",
            "CALL ABORT_SESSION(%d)",
            Map.of("utcNow", "LOCALTIMESTAMP", "nameType", "VARCHAR_IGNORECASE(255)", "keyType", "NVARCHAR(200)")),

    /**
     * READPAST needs READCOMMITTEDLOCK where READ_COMMITTED_SNAPSHOT is on:
     * https://learn.microsoft.com/sql/t-sql/queries/hints-transact-sql-table
     */
    SQL_SERVER(
            "CAST(SYSUTCDATETIME() AS DATETIME2(3))",
            "WITH (READCOMMITTEDLOCK, READPAST, ROWLOCK)",
            "WITH (NOLOCK)",
            "db/sqlserver",
            "SELECT session_id AS Id, CAST(login_time AS DATETIME2(3)) AS Begun FROM sys.dm_exec_sessions",
            "@@SPID",
            "KILL %d",
            Map.of(
                    "utcNow", "SYSUTCDATETIME()",
                    "nameType", "NVARCHAR(255)",
                    "keyType", "NVARCHAR(200) COLLATE Latin1_General_BIN2"));

    private final String now;
    private final String skipLocked;
    private final String dirty;
    private final String migrations;
    private final String sessions;
    private final String ownSession;
    private final String endSession;
    private final Map<String, String> placeholders;

    Vendor(
            String now,
            String skipLocked,
            String dirty,
            String migrations,
            String sessions,
            String ownSession,
            String endSession,
            Map<String, String> placeholders) {
        this.now = now;
        this.skipLocked = skipLocked;
        this.dirty = dirty;
        this.migrations = migrations;
        this.sessions = sessions;
        this.ownSession = ownSession;
        this.endSession = endSession;
        this.placeholders = new HashMap<>(placeholders);
        this.placeholders.put("now", now);
    }

    /** Tells the vendor from the connection; an unknown one is an error, never a guess. */
    static Vendor of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "Microsoft SQL Server" -> SQL_SERVER;
            default ->
                throw new IllegalStateException(
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

    /** A table hint that lets a reader see rows that others hold, as they are just now; for what is looked at once more. */
    String dirty() {
        return dirty;
    }

    /**
     * All sessions that this login may see, as Id and Begun, which together never come twice. On SQL Server others than
     * its own need VIEW SERVER STATE:
     * https://learn.microsoft.com/sql/relational-databases/system-dynamic-management-views/sys-dm-exec-sessions-transact-sql
     */
    public String sessions() {
        return sessions;
    }

    /** What {@link #sessions} calls the number of a session. */
    public String sessionKey() {
        return this == H2 ? "SESSION_ID" : "session_id";
    }

    /** The number of the session that runs the statement. */
    public String ownSession() {
        return ownSession;
    }

    /** Milliseconds that this session waits for a lock; set by SET LOCK_TIMEOUT on both. */
    String lockTimeout() {
        return this == H2 ? "LOCK_TIMEOUT()" : "@@LOCK_TIMEOUT";
    }

    /** Ends another session; SQL Server wants ALTER ANY CONNECTION for it, and no transaction around it. */
    public String endSession(int id) {
        return String.format(endSession, id);
    }

    /** A name as statements write it, whatever signs it has. */
    public String quote(String name) {
        return this == H2 ? "\"" + name.replace("\"", "\"\"") + "\"" : "[" + name.replace("]", "]]") + "]";
    }

    String migrations() {
        return migrations;
    }

    Map<String, String> placeholders() {
        return placeholders;
    }
}
