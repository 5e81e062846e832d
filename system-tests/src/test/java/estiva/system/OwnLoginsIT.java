package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Every service under a login of its own, which may do what deploy/sqlserver grants it, and nothing else. */
@EnabledIf(
        value = "isSqlServer",
        disabledReason = "H2 lets administrators only look at its schema: mvn verify -Psqlserver")
class OwnLoginsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long ROWS = 250_000;
    private static final String NO_RIGHT = "(?i)permission|not enough rights";

    private static OwnLogins logins;
    private static TestCluster cluster;

    static boolean isSqlServer() {
        return System.getProperty("quarkus.test.profile", "test").contains("sqlserver");
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        Path home = TestCluster.home(OwnLoginsIT.class);
        logins = OwnLogins.make(home);
        cluster = TestCluster.start(home, logins, settings -> settings);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void loadsOfEveryModeCorrectionsAndRetriesWork() throws IOException, SQLException {
        cluster.sql()
                .execute(
                        "CREATE TABLE loads.City (Code INT NOT NULL PRIMARY KEY, Name NVARCHAR(50))",
                        "CREATE TABLE loads.Stock (Code INT NOT NULL, Name NVARCHAR(50))");
        definition("Append", "\"target\":\"loads.City\",\"rejects\":{\"maxRows\":1}");
        definition("Upsert", "\"target\":\"loads.City\",\"mode\":\"upsert\",\"keys\":[\"Code\"]");
        definition("Replace", "\"target\":\"loads.Stock\",\"mode\":\"replace\",\"scope\":\"all\"");
        definition("Chunks", "\"target\":\"loads.Stock\",\"commit\":{\"per\":\"rows\",\"rows\":1000}");
        file("append.csv", "Code,Name\n1,a\nx,b\n");
        file("upsert.csv", "Code,Name\n1,A\n2,B\n");
        file("replace.csv", "Code,Name\n1,a\n");
        file("chunks.csv", "Code,Name\n2,b\n3,c\n4,d\n");

        completes("Append", "append.csv");
        completes("Upsert", "upsert.csv");
        completes("Replace", "replace.csv");
        completes("Chunks", "chunks.csv");
        long failed = cluster.registry().register(Registration.of("ClienteA", "Append", "later.csv"), "a-key");
        assertThat(cluster.awaitOver(failed, LIMIT).status()).isEqualTo("Failed");
        file("later.csv", "Code,Name\n3,c\n");
        cluster.registry().retry(failed);
        assertThat(cluster.awaitOver(failed, LIMIT).status()).isEqualTo("Completed");
        assertThat(cluster.registry().preview("Append", "append.csv").path("rows"))
                .hasSize(2);

        assertThat(cluster.sql().number("SELECT COUNT(*) FROM loads.City")).isEqualTo(3);
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM loads.Stock")).isEqualTo(4);
        assertNothingWasRefused();
    }

    @Test
    void aKilledWorkersProcessIsRescuedAndLoadedThroughAStagingTable() throws IOException, SQLException {
        cluster.sql().execute(BulkFile.createTable("loads.Killed"));
        cluster.registry().putImport("Killed", BulkFile.definition("loads.Killed"));
        Path file = cluster.files().resolve("killed.csv");
        BulkFile.write(file, 0, ROWS);
        long processId = cluster.registry().register(Registration.of("Killed", "Killed", "killed.csv"));

        MidLoad.await(cluster, processId, file).kill();

        ProcessRow over = cluster.awaitOver(processId, LIMIT);
        assertThat(over.status()).as(over.toString()).isEqualTo("Completed");
        assertThat(over.attempt()).isEqualTo(1);
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM loads.Killed")).isEqualTo(ROWS);
        assertNothingWasRefused();
    }

    @Test
    void clientsAreChangedProcessesCancelledAndPlainInsertsAdopted() throws SQLException {
        definition("None", "\"target\":\"loads.None\"");
        cluster.registry().putClient("Paused", Map.of("paused", true));
        long waiting = cluster.registry().register(Registration.of("Paused", "None", "none.csv"));
        cluster.registry().cancel(waiting);
        cluster.sql()
                .execute(
                        "INSERT INTO FileControl (ProcessName, Status) VALUES ('Legado', 'Pending')",
                        "INSERT INTO FileParameters (ProcessID, FileName, Status)"
                                + " SELECT ProcessID, 'none.csv', 'Pending' FROM FileControl WHERE ProcessName = 'Legado'");
        long adopted = cluster.sql().number("SELECT ProcessID FROM FileControl WHERE ProcessName = 'Legado'");

        assertThat(cluster.awaitOver(waiting, LIMIT).status()).isEqualTo("Cancelled");
        assertThat(cluster.awaitOver(adopted, LIMIT).status()).isEqualTo("Failed");
        assertNothingWasRefused();
    }

    @Test
    void theChecklistNeedsNoTargetOfAClient() throws IOException, SQLException {
        definition("Checklist", "\"target\":\"DeploymentCheck\"");
        file("check.csv", "Message\nchecked\n");

        completes("estiva-checklist", "Checklist", "check.csv");

        assertThat(cluster.sql().number("SELECT COUNT(*) FROM DeploymentCheck")).isEqualTo(1);
        assertNothingWasRefused();
    }

    @Test
    void theScalerSeesItsNumbersAndNothingElse() throws SQLException {
        assertThat(ask("scaler", "SELECT Workers FROM WorkerDemand WITH (NOLOCK)"))
                .isNotNegative();

        assertRefused("scaler", "SELECT COUNT(*) FROM FileControl");
    }

    @Test
    void reportsReadAndDoNotWrite() throws SQLException {
        assertThat(ask("reports", "SELECT COUNT(*) FROM FileControl")).isNotNegative();

        assertRefused("reports", "UPDATE FileControl SET Priority = 9");
    }

    @Test
    void noServiceWritesTheTablesOfAnother() {
        assertRefused("registry", "DELETE FROM FileControl");
        assertRefused("registry", "UPDATE LoadedFile SET RowsLoaded = 0");
        assertRefused("dispatcher", "DELETE FROM LoadedFile");
        assertRefused("worker", "INSERT INTO ImportDefinition (ImportName, Version, Definition) VALUES ('x', 1, '{}')");
    }

    @Test
    void aMigrationGivesTheRightsOnATableThatIsNew() throws SQLException {
        newTable();
        assertRefused("reports", "SELECT COUNT(*) FROM DeploymentCheck");

        String log = logins.migrate();

        assertThat(ask("reports", "SELECT COUNT(*) FROM DeploymentCheck")).isZero();
        assertThat(ask("worker", "SELECT COUNT(*) FROM DeploymentCheck")).isZero();
        assertThat(log).contains("were given to the services' roles").doesNotContain("ERROR");
    }

    @Test
    void aLoginThatMayNotGrantStillMigratesAndNamesTheScript() throws SQLException {
        newTable();

        String log = logins.migrateWithoutRights();

        assertThat(log.lines().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .contains("db/sqlserver/grants.sql", "DeploymentCheck");
        logins.migrate();
        assertThat(ask("reports", "SELECT COUNT(*) FROM DeploymentCheck")).isZero();
    }

    /** As an upgrade leaves one: nobody but its owner has rights on it. */
    private static void newTable() throws SQLException {
        cluster.sql()
                .execute(
                        "DROP TABLE DeploymentCheck",
                        "CREATE TABLE DeploymentCheck (Message NVARCHAR(200) NOT NULL,"
                                + " LoadedAt DATETIME2(3) DEFAULT SYSUTCDATETIME() NOT NULL)");
    }

    private static void definition(String name, String members) {
        cluster.registry().putImport(name, "{" + members + "}");
    }

    private static void file(String name, String text) throws IOException {
        Files.writeString(cluster.files().resolve(name), text);
    }

    private static void completes(String importName, String fileName) throws SQLException {
        completes("ClienteA", importName, fileName);
    }

    private static void completes(String client, String importName, String fileName) throws SQLException {
        long id = cluster.registry().register(Registration.of(client, importName, fileName));
        ProcessRow over = cluster.awaitOver(id, LIMIT);
        assertThat(over.status()).as(over.toString()).isEqualTo("Completed");
    }

    private static long ask(String login, String query) throws SQLException {
        try (Connection connection = logins.connect(login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void assertRefused(String login, String statement) {
        assertThatThrownBy(() -> {
                    try (Connection connection = logins.connect(login);
                            Statement sql = connection.createStatement()) {
                        sql.execute(statement);
                    }
                })
                .as(login + ": " + statement)
                .isInstanceOf(SQLException.class)
                .message()
                .containsPattern(NO_RIGHT);
    }

    /** Sweeps and heartbeats repeat what fails: their logs tell what no story does. */
    private static void assertNothingWasRefused() {
        assertThat(cluster.cluster().services())
                .allSatisfy(service -> assertThat(service.log()).doesNotContainPattern(NO_RIGHT));
    }
}
