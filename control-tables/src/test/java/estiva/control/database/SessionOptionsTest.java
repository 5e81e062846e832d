package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The options of each session on SQL Server, whatever the server, the database or the login would have them. */
class SessionOptionsTest {
    private static final String DATA_SOURCE = "%sqlserver.quarkus.datasource";
    /** The opposite of each that a session may change. */
    private static final String WRONG =
            "SET NOCOUNT ON; SET QUOTED_IDENTIFIER OFF; SET ANSI_NULLS OFF; SET ANSI_PADDING OFF; SET ANSI_WARNINGS"
                    + " OFF; SET ARITHABORT OFF; SET CONCAT_NULL_YIELDS_NULL OFF; SET XACT_ABORT ON";

    private static final int XACT_ABORT = 16_384;
    private static final int NOCOUNT = 512;

    @Test
    void everyDataSourceOfEveryServiceSetsThem() throws IOException {
        List<String> without = new ArrayList<>();
        int count = 0;
        for (Path file : properties()) {
            Properties properties = read(file);
            for (String key : properties.stringPropertyNames()) {
                if (key.startsWith(DATA_SOURCE) && key.endsWith("db-kind")) {
                    count++;
                    String source = key.substring(0, key.length() - "db-kind".length());
                    String sql = properties.getProperty(source + "jdbc.new-connection-sql", "");
                    if (!sql.startsWith("${" + TestDatabase.SESSION_OPTIONS + "};")) {
                        without.add(file + " " + source);
                    }
                }
            }
        }

        assertThat(without).isEmpty();
        assertThat(count).isGreaterThan(1);
    }

    private static List<Path> properties() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : List.of("control-tables", "registry-service", "dispatcher-service", "worker-service")) {
            try (Stream<Path> below = Files.walk(Path.of("..", module, "src/main/resources"))) {
                below.filter(it -> it.toString().endsWith(".properties")).forEach(files::add);
            }
        }
        return files;
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    @Test
    void noGuardLosesItsRowCountAndNoIndexedTargetRefusesAWrite() {
        String options = TestDatabase.sessionOptions();

        assertThat(options.split("; ?"))
                .contains(
                        "SET NOCOUNT OFF",
                        "SET QUOTED_IDENTIFIER ON",
                        "SET ANSI_NULLS ON",
                        "SET ANSI_PADDING ON",
                        "SET ANSI_WARNINGS ON",
                        "SET ARITHABORT ON",
                        "SET CONCAT_NULL_YIELDS_NULL ON",
                        "SET NUMERIC_ROUNDABORT OFF",
                        "SET XACT_ABORT OFF",
                        "SET IMPLICIT_TRANSACTIONS OFF");
    }

    @Test
    @EnabledIf("estiva.control.database.TestDatabase#isSqlServer")
    void aSessionThatBeganWithTheOppositeHasThemAfterwards() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE Rows3 (Id INT)");
            statement.execute("INSERT INTO Rows3 VALUES (1), (2), (3)");
            statement.execute(WRONG);
            assertThat(option(statement) & NOCOUNT).as("NOCOUNT before").isEqualTo(NOCOUNT);

            statement.execute(TestDatabase.sessionOptions());

            assertThat(option(statement) & (NOCOUNT | XACT_ABORT)).isZero();
            for (String option : List.of(
                    "QUOTED_IDENTIFIER",
                    "ANSI_NULLS",
                    "ANSI_PADDING",
                    "ANSI_WARNINGS",
                    "ARITHABORT",
                    "CONCAT_NULL_YIELDS_NULL")) {
                assertThat(ask(statement, "SELECT CAST(SESSIONPROPERTY('" + option + "') AS INT)"))
                        .as(option)
                        .isEqualTo(1);
            }
            assertThat(statement.executeUpdate("UPDATE Rows3 SET Id = Id + 1")).isEqualTo(3);
        }
    }

    @Test
    @EnabledIf("estiva.control.database.TestDatabase#isSqlServer")
    void aConnectionOfAPoolHasThem() {
        try (TestDatabase database = TestDatabase.create()) {
            int options = database.control()
                    .read(handle -> handle.createQuery("SELECT @@OPTIONS")
                            .mapTo(Integer.class)
                            .one());

            assertThat(options & (NOCOUNT | XACT_ABORT)).isZero();
        }
    }

    private static int option(Statement statement) throws SQLException {
        return ask(statement, "SELECT @@OPTIONS");
    }

    private static int ask(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }
}
