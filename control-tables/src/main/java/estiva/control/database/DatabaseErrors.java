package estiva.control.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells what kind of error a database reported: by SQLState and vendor code, never by its message. */
public final class DatabaseErrors {
    /**
     * SQL Server: deadlock victim, lock time-out, snapshot conflict, a row that moved under a reader that takes no locks
     * (https://learn.microsoft.com/sql/relational-databases/errors-events/mssqlserver-601-database-engine-error). Babelfish
     * reports the second and the third as 33557097.
     */
    private static final Set<Integer> CONFLICTS_SQL_SERVER = Set.of(1205, 1222, 3960, 601, 33557097);

    /** H2: lock time-out 50200, concurrent update 90131. */
    private static final Set<Integer> CONFLICTS_H2 = Set.of(50200, 90131);

    /**
     * H2: the process that hosted the file is gone, or the connection with it; 90028 and 90031 are input or output that
     * failed, by which the server says that it saw the connection end in the middle of a request.
     */
    private static final Set<Integer> BROKEN_H2 = Set.of(90067, 90020, 90098, 90121, 8000, 90028, 90031);

    /** SQL Server: unique constraint and unique index. */
    private static final Set<Integer> DUPLICATES_SQL_SERVER = Set.of(2627, 2601);

    private DatabaseErrors() {}

    /** Another transaction was in the way; the same work may be tried again at once. */
    public static boolean isConflict(Throwable error) {
        SQLException cause = sqlCause(error);
        return cause != null
                && ("40001".equals(cause.getSQLState())
                        || CONFLICTS_SQL_SERVER.contains(cause.getErrorCode())
                        || CONFLICTS_H2.contains(cause.getErrorCode()));
    }

    /** The connection is of no use any more. */
    public static boolean isBroken(Throwable error) {
        SQLException cause = sqlCause(error);
        return cause != null
                && (cause instanceof SQLRecoverableException
                        || cause.getSQLState() != null && cause.getSQLState().startsWith("08")
                        || BROKEN_H2.contains(cause.getErrorCode()));
    }

    /** The work itself may be right: a conflict, a broken connection, a database that is away or starting. */
    public static boolean isTransient(Throwable error) {
        SQLException cause = sqlCause(error);
        if (cause == null) {
            return false;
        }
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        return isConflict(error)
                || isBroken(error)
                || cause instanceof SQLTransientException
                || state.equals("HYT00")
                || state.equals("HY008")
                || isPoolExhausted(cause);
    }

    /** The one error told by its message: the pool gives it neither SQLState nor code. */
    private static boolean isPoolExhausted(SQLException cause) {
        return "Acquisition timeout while waiting for new connection".equals(cause.getMessage());
    }

    /** A primary key or unique index already has this value. */
    public static boolean isDuplicateKey(Throwable error) {
        SQLException cause = sqlCause(error);
        return cause != null
                && ("23505".equals(cause.getSQLState()) || DUPLICATES_SQL_SERVER.contains(cause.getErrorCode()));
    }

    /** The innermost: drivers wrap a lost connection in errors that say only what it was lost at. */
    private static SQLException sqlCause(Throwable error) {
        SQLException innermost = null;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                innermost = sql;
            }
        }
        return innermost;
    }
}
