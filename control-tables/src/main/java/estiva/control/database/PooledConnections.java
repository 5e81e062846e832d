package estiva.control.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.pool.wrapper.ConnectionWrapper;
import java.sql.Connection;
import javax.sql.DataSource;

/** What the pool is told of connections that are not to be used again. */
public final class PooledConnections {
    private PooledConnections() {}

    /** All of them, each as soon as nobody uses it. */
    static void renew(DataSource dataSource) {
        if (dataSource instanceof AgroalDataSource pool) {
            pool.flush(AgroalDataSource.FlushMode.GRACEFUL);
        }
    }

    /** This one alone, once it is given back. */
    public static void discard(Connection connection) {
        if (connection instanceof ConnectionWrapper pooled) {
            pooled.getHandler().setFlushOnly();
        }
    }
}
