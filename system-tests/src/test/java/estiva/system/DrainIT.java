package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.ControlRows.LogRow;
import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker that is asked to stop finishes or gives back, takes nothing new, and spends no attempt. */
class DrainIT {

    private static final long ROWS = 150_000;
    private TestCluster cluster;

    private void start(String grace) throws IOException, SQLException {
        cluster = TestCluster.start(DrainIT.class, settings -> settings.with("ESTIVA_WORKER_GRACE", grace));
        cluster.makeBulkImport("Drained");
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aWorkerThatHasTimeFinishesItsProcessAndTakesNoOther() throws IOException, SQLException {
        start("60s");
        Path file = cluster.files().resolve("drained.csv");
        BulkFile.write(file, 0, ROWS);
        BulkFile.write(cluster.files().resolve("after.csv"), ROWS, 10);
        long processId = cluster.registry().register(Registration.of("ClienteA", "Drained", "drained.csv"));
        ServiceProcess drained = MidLoad.await(cluster, processId, file);

        drained.terminate();
        long after = cluster.registry().register(Registration.of("ClienteB", "Drained", "after.csv"));
        int exitCode = drained.awaitExit(Duration.ofSeconds(60));

        assertThat(exitCode).isEqualTo(143);
        ProcessRow over = cluster.tables().process(processId);
        assertThat(over.status()).as(over.toString()).isEqualTo("Completed");
        assertThat(over.attempt()).isZero();
        assertThat(cluster.cluster().worker(over.workerAssigned())).isSameAs(drained);
        ProcessRow registeredAfter = cluster.awaitOver(after, Duration.ofSeconds(20));
        assertThat(registeredAfter.status()).isEqualTo("Completed");
        assertThat(cluster.cluster().worker(registeredAfter.workerAssigned())).isNotSameAs(drained);
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Drained")).isEqualTo(ROWS + 10);
        assertThat(cluster.sql().number("SELECT COUNT(DISTINCT Id) FROM Drained"))
                .isEqualTo(ROWS + 10);
    }

    @Test
    void aWorkerThatHasNoTimeGivesItsProcessBackAndNoAttemptIsSpent() throws IOException, SQLException {
        start("0s");
        Path file = cluster.files().resolve("released.csv");
        BulkFile.write(file, 0, ROWS);
        long processId = cluster.registry().register(Registration.of("ClienteA", "Drained", "released.csv"));
        ServiceProcess drained = MidLoad.await(cluster, processId, file);

        drained.terminate();
        int exitCode = drained.awaitExit(Duration.ofSeconds(20));

        assertThat(exitCode).isEqualTo(143);
        assertThat(cluster.tables().processLog(processId))
                .extracting(LogRow::message)
                .contains("Pending: released by a worker that stops");
        ProcessRow over = cluster.awaitOver(processId, Duration.ofSeconds(60));
        assertThat(over.status()).as(over.toString()).isEqualTo("Completed");
        assertThat(over.attempt()).isZero();
        assertThat(cluster.cluster().worker(over.workerAssigned())).isNotSameAs(drained);
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Drained")).isEqualTo(ROWS);
        assertThat(cluster.sql().number("SELECT COUNT(DISTINCT Id) FROM Drained"))
                .isEqualTo(ROWS);
    }
}
