package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.ControlRows.FileRow;
import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A worker that is lost between two commits of one file: another one goes on behind the last, and every row is there once. */
class KilledMidChunksIT {

    private static final long ROWS = 250_000;
    private static final long CHUNK = 10_000;
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = TestCluster.start(
                KilledMidChunksIT.class, settings -> settings.with("ESTIVA_WORKER_LEASE", LEASE.toSeconds() + "s"));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void anotherWorkerGoesOnBehindTheLastCommitAndRunsTheProcedureAfterTheProcess() throws IOException, SQLException {
        cluster.sql()
                .execute(
                        BulkFile.createTable("Chunked"),
                        cluster.engine() == Engine.H2
                                ? "CREATE ALIAS CloseDay FOR 'java.lang.Math.abs(long)'"
                                : "CREATE PROCEDURE CloseDay @ProcessID BIGINT AS SELECT @ProcessID");
        cluster.registry()
                .putImport(
                        "Chunked",
                        "{\"target\": \"Chunked\", \"commit\": {\"per\": \"rows\", \"rows\": " + CHUNK
                                + "}, \"procedures\": {\"afterProcess\": \"CloseDay\"}}");
        BulkFile.write(cluster.files().resolve("chunked.csv"), 0, ROWS);
        long processId = cluster.registry().register(Registration.of("ClienteA", "Chunked", "chunked.csv"));
        Await.until(
                "a few chunks are committed",
                Duration.ofSeconds(30),
                Duration.ofMillis(2),
                () -> file(processId).rowsLoaded() >= 5 * CHUNK);

        ServiceProcess victim =
                cluster.cluster().worker(cluster.tables().process(processId).workerAssigned());
        victim.kill();

        long killed = System.nanoTime();
        FileRow left = file(processId);
        assertThat(left.status()).as("it was not too late to kill it").isEqualTo("InProgress");
        ProcessRow over = cluster.awaitOver(processId, Duration.ofSeconds(90));
        long ended = System.nanoTime();
        assertThat(over.status()).as(over.toString()).isEqualTo("Completed");
        assertThat(over.attempt()).isEqualTo(1);
        assertThat(cluster.cluster().worker(over.workerAssigned())).isNotEqualTo(victim);
        assertThat(file(processId).rowsLoaded()).isEqualTo(ROWS);
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Chunked")).isEqualTo(ROWS);
        assertThat(cluster.sql().number("SELECT COUNT(DISTINCT Id) FROM Chunked"))
                .isEqualTo(ROWS);
        String ran = Await.value("the procedure has run", Duration.ofSeconds(20), () -> procedureLine(processId));
        System.out.printf(
                "kill -9 with %d of %d rows committed: all loaded %d ms later, at a lease of %d ms; %s%n",
                left.rowsLoaded(), ROWS, (ended - killed) / 1_000_000, LEASE.toMillis(), ran);
    }

    private static FileRow file(long processId) throws SQLException {
        return cluster.tables().files(processId).get(0);
    }

    private static Optional<String> procedureLine(long processId) throws SQLException {
        return cluster.tables().processLog(processId).stream()
                .map(ControlRows.LogRow::message)
                .filter(message -> message.startsWith("Procedure CloseDay has run"))
                .findFirst();
    }
}
