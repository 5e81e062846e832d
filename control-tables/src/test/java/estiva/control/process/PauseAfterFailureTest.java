package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.client.Clients;
import estiva.control.database.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that says so is paused by a process that is Failed: ended by a worker, a script or a package. */
class PauseAfterFailureTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private Claim claim;
    private long next;

    @BeforeEach
    void running() {
        claim = tables.claimed("ClienteA", "a.csv");
        tables.sql("UPDATE Client SET OnFailure = 'pause'");
        next = tables.register("ClienteA", "b.csv");
    }

    static boolean isSqlServer() {
        return TestDatabase.isSqlServer();
    }

    @Test
    void afterAFileFailed() {
        tables.endAllFiles(claim, "Failed");

        assertIsPaused();
    }

    @Test
    void afterTheLastAttemptFailed() {
        tables.sql("UPDATE FileControl SET MaxAttempts = 1");

        tables.claims.retryLater(claim, Duration.ZERO, "broken");

        assertIsPaused();
    }

    @Test
    void afterItsWorkerWasLostForTheLastTime() {
        tables.sql("UPDATE FileControl SET MaxAttempts = 1");
        tables.lapse(claim);

        tables.rescueLapsed(Duration.ofMinutes(1));

        assertIsPaused();
    }

    @Test
    void afterAScriptEndedItAsFailed() {
        tables.sql("UPDATE FileControl SET Status = 'Failed' WHERE ProcessID = " + claim.processId());

        tables.rescue.freeClients();

        assertIsPaused();
    }

    @Test
    void notAfterItWasCompletedCancelledOrGivenBack() {
        tables.claims.release(claim, "test");
        tables.processes.cancel(claim.processId());
        tables.processes.cancel(next);
        tables.endAllFiles(tables.claimed("ClienteA", "c.csv"), "Completed");

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Client WHERE Paused = 1"))
                .isZero();
    }

    @Test
    @EnabledIf("isSqlServer")
    void afterAPackageEndedItAndAsksForTheNext() {
        Clients clients = tables.clients;
        clients.ensure("Externo", ControlTables.DEED);
        tables.sql("UPDATE Client SET Runner = 'External', OnFailure = 'pause' WHERE ProcessName = 'Externo'");
        long first = tables.register("Externo", "a.csv");
        long second = tables.register("Externo", "b.csv");
        tables.sql("EXEC AssignWorkerToProcess");
        tables.sql("UPDATE FileControl SET Status = 'Failed' WHERE ProcessID = " + first);

        tables.sql("EXEC AssignWorkerToProcess");

        assertThat(tables.status(second)).isEqualTo(Status.PENDING);
    }

    private static void assertIsPaused() {
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Client WHERE Paused = 1"))
                .isEqualTo(1);
        assertThat(tables.round(tables.worker("Next", 4), 4)).isZero();
    }
}
