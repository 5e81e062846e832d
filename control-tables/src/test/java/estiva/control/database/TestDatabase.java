package estiva.control.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Properties;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mssqlserver.MSSQLServerContainer;

/**
 * An empty database of a test's own: H2 in memory, or, where the test profile says {@code sqlserver}, one made and
 * dropped on the SQL Server at QUARKUS_DATASOURCE_JDBC_URL (absent: in a container, where Docker runs).
 */
public final class TestDatabase implements AutoCloseable {
    private static final String H2_OPTIONS =
            ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;LOCK_TIMEOUT=5000;TIME"
                    + " ZONE=UTC";

    /** Connections of the pool that the tests share. */
    public static final int POOL = 30;

    static final String SESSION_OPTIONS = "estiva.sqlserver.session";

    /** As in the services' configuration. */
    private static final String OPTIONS =
            ";sendTimeAsDatetime=false;sendTemporalDataTypesAsStringForBulkCopy=false;socketTimeout=5000";

    private final String name =
            "estiva_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final Server server;
    private final AgroalDataSource dataSource;

    private record Server(String url, String username, String password) {}

    private static Server shared;

    private TestDatabase() {
        this.server = isSqlServer() ? sqlServer() : new Server(null, "sa", "sa");
        if (isSqlServer()) {
            onServer("CREATE DATABASE " + name);
        }
        this.dataSource = pool(POOL);
    }

    public static TestDatabase create() {
        return new TestDatabase();
    }

    /** As {@link #create}, with the schema in place. */
    public static TestDatabase migrated() {
        TestDatabase database = new TestDatabase();
        new Schema(database.control()).migrate();
        return database;
    }

    public static boolean isSqlServer() {
        return System.getProperty("quarkus.test.profile", "test").contains("sqlserver");
    }

    public String name() {
        return name;
    }

    public String url() {
        return isSqlServer()
                ? server.url().replaceAll("(?i);databaseName=[^;]*", "") + ";databaseName=" + name + OPTIONS
                : "jdbc:h2:mem:" + name + H2_OPTIONS + ";DB_CLOSE_DELAY=-1";
    }

    public String username() {
        return server.username();
    }

    public String password() {
        return server.password();
    }

    public AgroalDataSource dataSource() {
        return dataSource;
    }

    public ControlDatabase control() {
        return new ControlDatabase(dataSource);
    }

    @Override
    public void close() {
        dataSource.close();
        if (isSqlServer()) {
            onServer("DROP DATABASE " + name);
        } else {
            try (Connection connection = DriverManager.getConnection(url(), "sa", "sa");
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Connections as those of one more service; the caller closes it. */
    public AgroalDataSource pool(int size) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration.connectionPoolConfiguration(pool -> pool.maxSize(size)
                .acquisitionTimeout(Duration.ofSeconds(20))
                .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url())
                        // As a service does; H2's lock time-out stands in its URL.
                        .initialSql(isSqlServer() ? sessionOptions() + "; SET LOCK_TIMEOUT 5000" : "")
                        .principal(new NamePrincipal(username()))
                        .credential(new SimplePassword(password()))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the services' own connections begin. */
    static String sessionOptions() {
        Properties shared = new Properties();
        try {
            // Other libraries have a file of that name too.
            for (URL url : Collections.list(
                    TestDatabase.class.getClassLoader().getResources("META-INF/microprofile-config.properties"))) {
                try (InputStream file = url.openStream()) {
                    shared.load(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shared.getProperty(SESSION_OPTIONS);
    }

    private void onServer(String statement) {
        try (Connection connection = DriverManager.getConnection(server.url(), server.username(), server.password());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement + ": " + e.getMessage(), e);
        }
    }

    private static synchronized Server sqlServer() {
        if (shared == null) {
            String url = System.getenv("QUARKUS_DATASOURCE_JDBC_URL");
            shared = url != null ? configured(url) : container();
        }
        return shared;
    }

    private static Server configured(String url) {
        String username = System.getenv("QUARKUS_DATASOURCE_USERNAME");
        String password = System.getenv("QUARKUS_DATASOURCE_PASSWORD");
        if (username == null || password == null) {
            throw new IllegalStateException("QUARKUS_DATASOURCE_JDBC_URL is set, but QUARKUS_DATASOURCE_USERNAME or"
                    + " QUARKUS_DATASOURCE_PASSWORD is not");
        }
        return new Server(url, username, password);
    }

    private static Server container() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("The profile sqlserver needs a SQL Server: set QUARKUS_DATASOURCE_JDBC_URL,"
                    + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD, or run Docker");
        }
        @SuppressWarnings("resource") // lives as long as the test JVM
        MSSQLServerContainer container =
                new MSSQLServerContainer("mcr.microsoft.com/mssql/server:2022-latest").acceptLicense();
        container.start();
        return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }
}
