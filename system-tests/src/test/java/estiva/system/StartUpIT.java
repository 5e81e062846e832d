package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.ServiceProcess.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the services say of how they are started. */
class StartUpIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern APPLIED = Pattern.compile("to version \"[^\"]+\"");

    @Test
    void theSqlServerBuildRefusesToStartWithoutItsProfileAndNamesIt() throws IOException {
        List<ServiceProcess> services = startAll(Engine.SQLSERVER, Map.of("QUARKUS_PROFILE", "prod"));

        for (ServiceProcess service : services) {
            assertThat(service.awaitExit(LIMIT)).as(service.log()).isEqualTo(1);
            assertThat(service.log()).contains("QUARKUS_PROFILE=prod,sqlserver");
        }
    }

    @Test
    void theEmbeddedBuildRefusesTheProfileOfTheOther() throws IOException {
        List<ServiceProcess> services = startAll(Engine.H2, Map.of("QUARKUS_PROFILE", "prod,sqlserver"));

        for (ServiceProcess service : services) {
            assertThat(service.awaitExit(LIMIT)).as(service.log()).isEqualTo(1);
            assertThat(service.log()).contains("quarkus-app-sqlserver");
        }
    }

    @Test
    void whatALogRepeatsForgesNoLineOfIt() throws IOException {
        List<ServiceProcess> services = startAll(Engine.H2, Map.of("ESTIVA_MIGRATE", "x\nFORGED \u001b[2K\u202e"));

        for (ServiceProcess service : services) {
            assertThat(service.awaitExit(LIMIT)).as(service.log()).isEqualTo(1);
            assertThat(service.log())
                    .contains("estiva.migrate is 'x\\nFORGED \\u001b[2K\\u202e'; it can be at-start, only or never")
                    .doesNotContain("\nFORGED", "\u001b", "\u202e");
        }
    }

    @Test
    void aServiceThatOnlyMigratesLeavesTheSchemaAndExits() throws IOException, SQLException {
        Path home = TestCluster.home(StartUpIT.class);
        try (RunningDatabase database = TestCluster.database(home)) {
            Map<String, String> environment = new HashMap<>(database.environment());
            environment.put("ESTIVA_MIGRATE", "only");

            ServiceProcess migration = start(Service.DISPATCHER, database.engine(), home, environment);

            assertThat(migration.awaitExit(LIMIT)).as(migration.log()).isZero();
            assertThat(ControlRows.of(database).processes()).isEmpty();
            assertThat(migration.log()).doesNotContain("Dispatching");
        }
    }

    @Test
    void migrationsThatStartBeforeTheDatabaseWaitForItAndTogetherApplyEachOnce() throws IOException, SQLException {
        Path home = TestCluster.home(StartUpIT.class);
        try (RunningDatabase database = TestCluster.database(home);
                TcpGate gate = new TcpGate(database)) {
            Map<String, String> environment = new HashMap<>(gate.environment());
            environment.put("ESTIVA_MIGRATE", "only");
            List<ServiceProcess> migrations = List.of(
                    start(Service.DISPATCHER, database.engine(), home, environment),
                    start(Service.REGISTRY, database.engine(), home, environment));
            for (ServiceProcess migration : migrations) {
                Await.until(
                        "waits for the database",
                        LIMIT,
                        Duration.ofMillis(100),
                        () -> migration.log().contains("Waiting for the database"));
            }

            gate.open();

            for (ServiceProcess migration : migrations) {
                assertThat(migration.awaitExit(LIMIT)).as(migration.log()).isZero();
            }
            assertThat(migrations)
                    .flatMap(migration -> APPLIED.matcher(migration.log())
                            .results()
                            .map(MatchResult::group)
                            .toList())
                    .doesNotHaveDuplicates()
                    .isNotEmpty();
            assertThat(ControlRows.of(database).processes()).isEmpty();
        }
    }

    @Test
    void aMigrationThatNoWaitingWouldMendFailsAndSaysWhy() throws IOException, SQLException {
        Path home = TestCluster.home(StartUpIT.class);
        try (RunningDatabase database = TestCluster.database(home)) {
            database.sql().execute("CREATE TABLE FileControl (ProcessID INT NOT NULL PRIMARY KEY)");
            Map<String, String> environment = new HashMap<>(database.environment());
            environment.put("ESTIVA_MIGRATE", "only");

            ServiceProcess migration = start(Service.DISPATCHER, database.engine(), home, environment);

            assertThat(migration.awaitExit(LIMIT)).as(migration.log()).isEqualTo(1);
            assertThat(migration.log()).contains("Adopting an existing installation");
        }
    }

    private static List<ServiceProcess> startAll(Engine engine, Map<String, String> environment) throws IOException {
        Path home = TestCluster.home(StartUpIT.class);
        return Arrays.stream(Service.values())
                .map(service -> start(service, engine, home, environment))
                .toList();
    }

    private static ServiceProcess start(Service service, Engine engine, Path home, Map<String, String> environment) {
        return ServiceProcess.start(
                new Launch(service, engine, service.label(), home, 0, Cluster.SMALL_JVM, environment));
    }
}
