package estiva.control.worker;

import static estiva.control.process.ControlTables.files;
import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import estiva.control.process.NewProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waits and is counted for an autoscaler, and what is not. */
class WaitingDemandTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void pausedClientsAreNotCounted() {
        tables.register("ClienteA", "a.csv");
        tables.sql("UPDATE Client SET Paused = 1");

        assertDemand(0, 0, 0, 0);
    }

    @Test
    void externalWorkIsNotCountedWhetherItWaitsOrRuns() {
        tables.register("Waits", "a.csv");
        long running = tables.register("Runs", "b.csv");
        tables.sql("UPDATE Client SET Runner = 'External'");
        tables.sql("UPDATE FileControl SET Status = 'InProgress', WorkerAssigned = 'Worker_Runs' WHERE ProcessID = "
                + running);
        tables.sql("UPDATE Client SET RunningProcessID = " + running + " WHERE ProcessName = 'Runs'");

        assertDemand(0, 0, 0, 0);
    }

    @Test
    void whatIsNotYetDueIsNotCounted() {
        tables.register(later("ClienteA", 0));

        assertDemand(0, 0, 0, 0);
    }

    /** As after a change of the client's settings: until a dispatcher has looked, NextDue is earlier than the truth. */
    @Test
    void aHeadThatWaitsHoldsItsClientBackThoughNextDueSaysOtherwise() {
        tables.register(later("ClienteA", 1));
        tables.register("ClienteA", "b.csv");
        tables.sql("UPDATE Client SET NextDue = <now>");
        assertDemand(0, 0, 0, 0);

        tables.sql("UPDATE Client SET Ordering = 'relaxed'");

        assertDemand(1, 0, 0, 1);
    }

    @Test
    void aClientWhoseQueueHasRunEmptyIsNotCountedBeforeADispatcherHasLooked() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.endAllFiles(claim, "Completed");
        assertThat(tables.dispatch.turns(10)).hasSize(1);

        assertDemand(0, 0, 0, 0);
    }

    @Test
    void whatIsCancelledOrFailedNeedsNobody() {
        tables.processes.cancel(tables.register("ClienteA", "a.csv"));
        tables.endAllFiles(tables.claimed("ClienteB", "b.csv"), "Failed");

        assertDemand(0, 0, 0, 0);
    }

    @Test
    void aRetryThatWaitsIsCountedOnlyOnceItIsDue() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.claims.retryLater(claim, Duration.ofHours(1), "deadlock");
        assertDemand(0, 0, 0, 0);

        tables.sql("UPDATE FileControl SET NotBefore = <now>");
        tables.sql("UPDATE Client SET NextDue = <now>");

        assertDemand(1, 0, 0, 1);
    }

    private static NewProcess later(String client, int priority) {
        Instant notBefore = Instant.now().plus(1, ChronoUnit.HOURS);
        return new NewProcess(client, null, null, priority, notBefore, null, "test", files("a.csv"));
    }

    private static void assertDemand(int workers, int busyWorkers, int runningClients, int claimableClients) {
        assertThat(Demand.of(tables)).isEqualTo(new Demand(workers, busyWorkers, runningClients, claimableClients));
    }
}
