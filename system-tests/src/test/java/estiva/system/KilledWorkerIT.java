package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A worker that is lost in the middle of a load costs two leases and no row. */
class KilledWorkerIT {

    private static final long ROWS = 250_000;
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = TestCluster.start(
                KilledWorkerIT.class, settings -> settings.with("ESTIVA_WORKER_LEASE", LEASE.toSeconds() + "s"));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aKilledWorkersProcessRunsElsewhereWithinTwoLeasesAndLoadsEachRowOnce() throws IOException, SQLException {
        cluster.makeBulkImport("Killed");
        Path file = cluster.files().resolve("killed.csv");
        BulkFile.write(file, 0, ROWS);
        long processId = cluster.registry().register(Registration.of("ClienteA", "Killed", "killed.csv"));
        ServiceProcess victim = MidLoad.await(cluster, processId, file);

        victim.kill();

        long killed = System.nanoTime();
        ProcessRow rescued = Await.value(
                "the process runs on another worker",
                LEASE.multipliedBy(2).plus(SLACK),
                () -> Optional.of(cluster.tables().process(processId))
                        .filter(row -> row.isInProgress() && cluster.cluster().worker(row.workerAssigned()) != victim));
        System.out.printf(
                "kill -9 to running elsewhere: %d ms at a lease of %d ms%n",
                (System.nanoTime() - killed) / 1_000_000, LEASE.toMillis());
        assertThat(rescued.attempt()).isEqualTo(1);
        ProcessRow over = cluster.awaitOver(processId, Duration.ofSeconds(90));
        assertThat(over.status()).as(over.toString()).isEqualTo("Completed");
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Killed")).isEqualTo(ROWS);
        assertThat(cluster.sql().number("SELECT COUNT(DISTINCT Id) FROM Killed"))
                .isEqualTo(ROWS);
    }
}
