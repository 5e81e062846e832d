package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.Cluster.Settings;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No service dies of starting before its database: it waits, live and unready. */
class StartsWithoutDatabaseIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void servicesStartedBeforeTheDatabaseWaitForItAndThenLoad() throws IOException, SQLException {
        Path home = TestCluster.home(StartsWithoutDatabaseIT.class);
        try (RunningDatabase database = TestCluster.database(home);
                TcpGate gate = new TcpGate(database);
                Cluster cluster = new Cluster(Settings.small(gate, home))) {
            cluster.launchRegistry();
            cluster.launchDispatcher();
            cluster.launchWorker("worker-1");
            List<ServiceProcess> services = cluster.services();
            services.forEach(service -> service.awaitLive(LIMIT));
            services.forEach(service -> service.awaitUnready(LIMIT));

            gate.open();

            cluster.awaitReady();
            assertThat(services).allMatch(ChildProcess::isAlive);
            database.sql().execute(BulkFile.createTable("Late"));
            BulkFile.write(cluster.files().resolve("late.csv"), 0, 10);
            cluster.client().putImport("Late", BulkFile.definition("Late"));
            long processId = cluster.client().register(Registration.of("ClienteA", "Late", "late.csv"));
            assertThat(cluster.awaitOver(processId, LIMIT).status()).isEqualTo("Completed");
            assertThat(database.sql().number("SELECT COUNT(*) FROM Late")).isEqualTo(10);
        }
    }
}
