package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each process of these tests is one of its own: what they share is a folder, as services do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
@Timeout(120)
class EmbeddedDatabaseTest {

    @TempDir
    Path home;

    @Test
    void aNewDatabaseIsForItsUserAlone() throws Exception {
        try (EmbeddedProcess service = new EmbeddedProcess(home, "")) {
            String password = service.password();

            assertThat(permissions(data())).isEqualTo("rwx------");
            assertThat(files())
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .contains("estiva.mv.db", "estiva.lock.db", "password");
            assertThat(files())
                    .allSatisfy(file ->
                            assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------"));
            assertThat(password)
                    .hasSizeGreaterThan(30)
                    .isEqualTo(Files.readString(data().resolve("password")).strip());
            assertThatThrownBy(() -> connect("sa").close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("28000");
            connect(password).close();
        }
    }

    @Test
    void itsPortIsOnTheLoopbackInterfaceAlone() throws Exception {
        try (EmbeddedProcess service = new EmbeddedProcess(home, "")) {
            service.password();
            Properties lock = new Properties();
            try (Reader reader = Files.newBufferedReader(data().resolve("estiva.lock.db"))) {
                lock.load(reader);
            }
            String[] server = lock.getProperty("server").split(":");

            assertThat(server[0]).isIn("localhost", "127.0.0.1");
            connectTo("127.0.0.1", server[1]);
            // Any interface would do; this one every Linux has.
            assertThatThrownBy(() -> connectTo("127.0.0.2", server[1])).isInstanceOf(ConnectException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void processesThatStartAtTheSameInstantAgreeOnOnePassword(boolean overAnEarlierDatabase) throws Exception {
        if (overAnEarlierDatabase) {
            makeEarlierDatabase();
        }
        List<EmbeddedProcess> services = new ArrayList<>();
        List<String> passwords = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                services.add(new EmbeddedProcess(home, ""));
            }
            for (EmbeddedProcess service : services) {
                passwords.add(service.password());
            }
            try (Connection connection = connect(passwords.get(0));
                    var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM Opened")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(4);
            }
        } finally {
            for (EmbeddedProcess service : services) {
                service.close();
            }
        }
        assertThat(passwords)
                .hasSize(4)
                .containsOnly(Files.readString(data().resolve("password")).strip());
        assertThat(data().resolve("password.new")).doesNotExist();
    }

    @Test
    void aDatabaseOfTheEarlierLoginStillOpensAndIsClosedToOthers() throws Exception {
        makeEarlierDatabase();
        assertThat(permissions(data())).isEqualTo("rwxr-xr-x");

        for (int start = 1; start <= 2; start++) {
            try (EmbeddedProcess service = new EmbeddedProcess(home, "")) {
                String password = service.password();

                assertThatThrownBy(() -> connect("sa").close()).hasMessageContaining("28000");
                try (Connection connection = connect(password);
                        var rows = connection.createStatement().executeQuery("SELECT Name FROM Earlier")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("kept");
                }
                assertThat(permissions(data())).isEqualTo("rwx------");
                assertThat(files())
                        .allSatisfy(file -> assertThat(permissions(file))
                                .as(file.toString())
                                .isEqualTo("rw-------"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before the file was written", "before the database had it", "after the database had it"})
    void aStartThatWasKilledIsCarriedOnWith(String killed) throws Exception {
        makeEarlierDatabase();
        String proposed = "0123456789abcdef".repeat(3);
        Files.writeString(
                data().resolve("password.new"), killed.startsWith("before the file") ? "0123" : proposed + "\n");
        if (killed.startsWith("after")) {
            try (Connection connection = connect("sa");
                    var statement = connection.createStatement()) {
                statement.execute("SET PASSWORD '" + proposed + "'");
            }
        }

        String password = login().password(data().resolve("estiva.mv.db"));

        connect(password).close();
        assertThat(password.equals(proposed)).isEqualTo(!killed.startsWith("before the file"));
        assertThat(data().resolve("password.new")).doesNotExist();
    }

    @Test
    void aDatabaseOfAnUnknownPasswordIsRefusedAndStaysAsItIs() throws Exception {
        Files.createDirectory(data());
        connect("somebody's").close();

        assertThatThrownBy(() -> login().password(data().resolve("estiva.mv.db")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("data/password")
                .hasMessageContaining("QUARKUS_DATASOURCE_PASSWORD");
        connect("somebody's").close();
        assertThat(data().resolve("password")).doesNotExist();
    }

    @Test
    void aConfiguredPasswordIsLeftAsItIs() throws Exception {
        try (EmbeddedProcess service = new EmbeddedProcess(home, "configured")) {
            assertThat(service.password()).isEqualTo("configured");
            connect("configured").close();
            assertThat(permissions(data())).isEqualTo("rwx------");
            assertThat(data().resolve("password")).doesNotExist();
        }
    }

    @Test
    void aDatabaseElsewhereIsLeftAsItIs() {
        String elsewhere = "jdbc:h2:tcp://127.0.0.1/estiva";

        assertThat(new EmbeddedDatabase(elsewhere, Optional.of("sa"), Optional.empty(), EmbeddedProcess.OPTIONS)
                        .getCredentials(""))
                .isEqualTo(Map.of("user", "sa", "password", "sa"));
        assertThat(new EmbeddedDatabase(elsewhere, Optional.of("me"), Optional.of("mine"), EmbeddedProcess.OPTIONS)
                        .getCredentials(""))
                .isEmpty();
        assertThat(Path.of("data")).doesNotExist();
    }

    private EmbeddedLogin login() {
        return new EmbeddedLogin(PrivateFolder.open(data()), url(), "sa");
    }

    /** As services made it that had no password of their own. */
    private void makeEarlierDatabase() throws Exception {
        Files.createDirectory(
                data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (Connection connection = connect("sa");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE Earlier (Name VARCHAR(10))");
            statement.execute("INSERT INTO Earlier VALUES ('kept')");
        }
        Files.setPosixFilePermissions(data().resolve("estiva.mv.db"), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private Connection connect(String password) throws SQLException {
        return DriverManager.getConnection(url(), "sa", password);
    }

    private String url() {
        return EmbeddedProcess.URL.replace("./data", data().toString());
    }

    private Path data() {
        return home.resolve("data");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data())) {
            return files.toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void connectTo(String host, String port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(port)), 5_000);
        }
    }
}
