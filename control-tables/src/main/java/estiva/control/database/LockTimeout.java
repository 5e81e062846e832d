package estiva.control.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * How long a session waits for a lock. By plain statements only: SQL Server runs a prepared one within sp_executesql or the like,
 * and what a SET changes in a procedure ends with it:
 * https://learn.microsoft.com/sql/t-sql/statements/set-statements-transact-sql#remarks
 */
final class LockTimeout {
    private static final Logger LOG = Logger.getLogger(LockTimeout.class);

    private final int usualMillis;
    private final Runnable discard;

    /** @param discard sees to it that a connection whose time-out cannot be set back is not used again */
    LockTimeout(int usualMillis, Runnable discard) {
        this.usualMillis = usualMillis;
        this.discard = discard;
    }

    static int of(Connection connection, Vendor vendor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + vendor.lockTimeout())) {
            row.next();
            return row.getInt(1);
        }
    }

    <T> T within(Handle handle, Duration patience, Supplier<T> work) {
        set(handle, patience.toMillis());
        try {
            return work.get();
        } finally {
            setBack(handle);
        }
    }

    /** Throws nothing: the work has its result, or an error that says more. */
    private void setBack(Handle handle) {
        try {
            set(handle, usualMillis);
        } catch (JdbiException e) {
            LOG.debugf(e, "A session's lock time-out cannot be set back");
            discard.run();
        }
    }

    private static void set(Handle handle, long millis) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + millis);
        } catch (SQLException e) {
            throw new org.jdbi.v3.core.ConnectionException(e);
        }
    }
}
