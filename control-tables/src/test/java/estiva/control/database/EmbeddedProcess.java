package estiva.control.database;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of its own that opens the embedded database in a folder as a service does, and holds it until it is closed. */
final class EmbeddedProcess implements AutoCloseable {
    static final String OPTIONS = "AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000";
    static final String URL = "jdbc:h2:file:./data/estiva;" + OPTIONS;

    private final Process process;
    private final BufferedReader output;

    /** @param configured the password that somebody configured, or empty */
    EmbeddedProcess(Path home, String configured) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Files are open to others unless somebody closes them, whatever the user's own mask.
        process = new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        "umask 022; exec \"$@\"",
                        "sh",
                        java,
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        classPath,
                        EmbeddedProcess.class.getName(),
                        configured))
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    /** Waits until it has opened the database and written a row, and returns the password by which it did. */
    String password() throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            if (line.startsWith("opened by ")) {
                return line.substring("opened by ".length());
            }
        }
        throw new AssertionError("The process ended before it had opened the database");
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws Exception {
        Optional<String> configured = Optional.of(arguments[0]).filter(password -> !password.isEmpty());
        EmbeddedDatabase database = new EmbeddedDatabase(URL, Optional.of("sa"), configured, OPTIONS);
        Map<String, String> credentials = database.getCredentials("");
        String password = configured.orElseGet(() -> credentials.get("password"));
        try (Connection connection = connect(password)) {
            database.onConnectionCreate(connection);
            System.out.println("opened by " + password);
            while (System.in.read() >= 0) {
                // until the test closes it
            }
        }
    }

    /** What a service does again at once, or a moment later: when all begin together, H2 may not know its server yet. */
    private static Connection connect(String password) {
        return await("the embedded database is open")
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(DatabaseErrors::isTransient)
                .until(() -> write(password), Objects::nonNull);
    }

    private static Connection write(String password) throws SQLException {
        Connection connection = DriverManager.getConnection(URL, "sa", password);
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS Opened (Id BIGINT)");
            statement.execute(
                    "INSERT INTO Opened VALUES (" + ProcessHandle.current().pid() + ")");
            return connection;
        }
    }
}
