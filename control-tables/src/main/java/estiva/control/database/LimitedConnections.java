package estiva.control.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Lends the pool's connections, each with a limit to how long one answer may take. A connection that drops without a word, as
 * behind a firewall that forgot it, is waited for as long as TCP does otherwise. A statement's own time-out does not help: the
 * driver asks the server to cancel, and waits for the answer to that.
 * https://learn.microsoft.com/sql/connect/jdbc/setting-the-connection-properties (socketTimeout, queryTimeout)
 *
 * <p>H2's driver knows no such limit: its setNetworkTimeout does nothing. Its database is a process of the same machine.
 */
final class LimitedConnections implements ConnectionFactory {
    private static final Logger LOG = Logger.getLogger(LimitedConnections.class);
    private static final Executor SAME_THREAD = Runnable::run;

    private final DataSource dataSource;
    private final int usual;
    private final Duration limit;

    /** @param usual milliseconds that the pool's own connections have, 0: no limit; each goes back with it */
    LimitedConnections(DataSource dataSource, int usual, Duration limit) {
        this.dataSource = dataSource;
        this.usual = usual;
        this.limit = limit;
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            limit(connection, limit);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(SAME_THREAD, usual);
            }
        } catch (SQLException e) {
            // It broke while it was lent. Its user has already got an error that says more.
            LOG.debugf(e, "A broken connection goes back to the pool");
        }
    }

    /** @param limit zero: none */
    static void limit(Connection connection, Duration limit) throws SQLException {
        connection.setNetworkTimeout(SAME_THREAD, (int) limit.toMillis());
    }
}
