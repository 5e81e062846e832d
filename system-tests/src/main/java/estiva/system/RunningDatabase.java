package estiva.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** The one database that the services of a cluster share, reached by us past the services. */
public interface RunningDatabase extends AutoCloseable {

    Engine engine();

    String url();

    String username();

    String password();

    @Override
    void close();

    /** How a service is told of this database. */
    default Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url(),
                "QUARKUS_DATASOURCE_USERNAME", username(),
                "QUARKUS_DATASOURCE_PASSWORD", password());
    }

    /** As {@link #environment()}, where services have logins of their own. */
    default Map<String, String> environment(Service service) {
        return environment();
    }

    default Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), username(), password());
    }

    default Sql sql() {
        return new Sql(this);
    }
}
