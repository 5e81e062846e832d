package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.NextRelease;
import estiva.system.RegistryClient.Registration;
import estiva.system.ServiceProcess.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a rollback, services of this release start and work on the schema of the next one. */
class NewerSchemaIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** As the chart starts them, and as they start by themselves. */
    @ParameterizedTest
    @ValueSource(strings = {"never", "at-start"})
    void servicesAreReadyAndLoadOnTheSchemaOfTheNextRelease(String migrate) throws IOException, SQLException {
        Path home = TestCluster.home(NewerSchemaIT.class);
        RunningDatabase database = TestCluster.database(home);
        migrate(database, home);
        NextRelease.migrate(database.url(), database.username(), database.password());
        try (TestCluster cluster =
                TestCluster.start(home, database, settings -> settings.with("ESTIVA_MIGRATE", migrate))) {
            cluster.makeBulkImport("Back");
            BulkFile.write(cluster.files().resolve("back.csv"), 0, 10);

            long processId = cluster.registry().register(Registration.of("ClienteA", "Back", "back.csv"));

            assertThat(cluster.awaitOver(processId, LIMIT).status()).isEqualTo("Completed");
            assertThat(cluster.sql().number("SELECT COUNT(*) FROM Back")).isEqualTo(10);
            assertThat(cluster.sql().number("SELECT COUNT(*) FROM FileParameters WHERE Later = 1"))
                    .isEqualTo(1);
            assertThat(cluster.cluster().services())
                    .allSatisfy(service -> assertThat(service.log()).doesNotContain(" ERROR "));
        }
    }

    @Test
    void aMigrationOfThisReleaseSucceedsOnTheSchemaOfTheNextOne() throws IOException {
        Path home = TestCluster.home(NewerSchemaIT.class);
        try (RunningDatabase database = TestCluster.database(home)) {
            migrate(database, home);
            NextRelease.migrate(database.url(), database.username(), database.password());

            migrate(database, home);
        }
    }

    private static void migrate(RunningDatabase database, Path home) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("ESTIVA_MIGRATE", "only");
        try (ServiceProcess migration = ServiceProcess.start(new Launch(
                Service.DISPATCHER, database.engine(), "migrate", home, 0, Cluster.SMALL_JVM, environment))) {
            assertThat(migration.awaitExit(LIMIT)).as(migration.log()).isZero();
        }
    }
}
