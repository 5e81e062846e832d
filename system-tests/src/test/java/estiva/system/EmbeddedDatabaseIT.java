package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.system.ServiceProcess.Launch;
import java.io.IOException;
import java.io.Reader;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that are told of no database share one in their folder, which is for their own user alone. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
class EmbeddedDatabaseIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servicesThatStartTogetherShareADatabaseThatNoOtherUserCanOpen(boolean overAnEarlierOne) throws Exception {
        Path home = TestCluster.home(EmbeddedDatabaseIT.class);
        H2File database = new H2File(home);
        if (overAnEarlierOne) {
            connect(database, "sa").close();
            Files.setPosixFilePermissions(home.resolve("data"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        List<ServiceProcess> services = Arrays.stream(Service.values())
                .map(service -> ServiceProcess.start(
                        new Launch(service, Engine.H2, service.label(), home, 0, Cluster.SMALL_JVM, Map.of())))
                .toList();
        try {
            services.forEach(service -> service.awaitReady(LIMIT));

            assertThat(permissions(home.resolve("data"))).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(home.resolve("data"))) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(permissions(file))
                                .as(file.toString())
                                .isEqualTo("rw-------"));
            }
            assertThatThrownBy(() -> connect(database, "sa"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("28000");
            assertThat(database.sql().number("SELECT COUNT(*) FROM Worker")).isEqualTo(1);
            int port = port(home.resolve("data/estiva.lock.db"));
            new Socket("127.0.0.1", port).close();
            // Any interface would do; this one every Linux has.
            assertThatThrownBy(() -> new Socket("127.0.0.2", port)).isInstanceOf(ConnectException.class);
        } finally {
            ChildProcess.end(
                    System.nanoTime() + Duration.ofSeconds(15).toNanos(), services.toArray(ChildProcess[]::new));
        }
    }

    private static Connection connect(H2File database, String password) throws SQLException {
        return DriverManager.getConnection(database.url(), "sa", password);
    }

    private static int port(Path lock) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(lock)) {
            properties.load(reader);
        }
        String server = properties.getProperty("server");
        return Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
