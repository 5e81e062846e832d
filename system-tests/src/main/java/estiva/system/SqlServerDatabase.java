package estiva.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on the SQL Server that the environment names; closing drops it. */
public final class SqlServerDatabase implements RunningDatabase {

    private static final String URL = "QUARKUS_DATASOURCE_JDBC_URL";
    private static final String USERNAME = "QUARKUS_DATASOURCE_USERNAME";
    private static final String PASSWORD = "QUARKUS_DATASOURCE_PASSWORD";
    private static final Duration DROP_LIMIT = Duration.ofSeconds(30);
    private static final AtomicInteger MADE = new AtomicInteger();

    private final String name = "EstivaSystem_" + ProcessHandle.current().pid() + "_" + MADE.incrementAndGet();

    private SqlServerDatabase() {
        onServer("CREATE DATABASE " + name);
    }

    /** @throws IllegalStateException if the environment names no SQL Server */
    public static SqlServerDatabase create() {
        if (!isConfigured()) {
            throw new IllegalStateException(
                    "No SQL Server: set " + URL + " (jdbc:sqlserver://...), " + USERNAME + " and " + PASSWORD);
        }
        return new SqlServerDatabase();
    }

    public static boolean isConfigured() {
        return serverUrl().startsWith("jdbc:sqlserver:");
    }

    @Override
    public Engine engine() {
        return Engine.SQLSERVER;
    }

    @Override
    public String url() {
        return serverUrl() + ";databaseName=" + name;
    }

    @Override
    public String username() {
        return login();
    }

    @Override
    public String password() {
        return secret();
    }

    /** Sessions of processes that were killed last until the server notices. */
    @Override
    public void close() {
        Await.until(name + " is dropped", DROP_LIMIT, () -> {
            onServer("DROP DATABASE " + name);
            return true;
        });
    }

    private static String login() {
        return environment(USERNAME).orElse("");
    }

    private static String secret() {
        return environment(PASSWORD).orElse("");
    }

    private static String serverUrl() {
        return environment(URL)
                .orElse("")
                .replaceAll("(?i);database(Name)?=[^;]*", "")
                .replaceAll(";+$", "");
    }

    private static Optional<String> environment(String key) {
        return Optional.ofNullable(System.getenv(key));
    }

    /** Runs a statement that concerns the server and not one database. */
    static void onServer(String statement) {
        try (Connection connection =
                        DriverManager.getConnection(serverUrl() + ";databaseName=master", login(), secret());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement + ": " + e.getMessage(), e);
        }
    }

    /** The kinds of database to try: always H2, and SQL Server where the environment names one. */
    static List<Engine> engines() {
        return isConfigured() ? List.of(Engine.H2, Engine.SQLSERVER) : List.of(Engine.H2);
    }
}
