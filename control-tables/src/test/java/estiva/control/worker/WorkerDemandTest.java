package estiva.control.worker;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an autoscaler is told in each state of the tables. */
class WorkerDemandTest {
    private static final int ALL = 1_000;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void anEmptySystemNeedsNoWorker() {
        assertDemand(0, 0, 0, 0);
        assertSlots("8");
    }

    @Test
    void idleWorkersAreNotNeeded() {
        tables.worker("W1", 4);
        tables.worker("W2", 4);

        assertDemand(0, 0, 0, 0);
    }

    @Test
    void onePendingProcessNeedsAWorkerThoughNoneWasEverThere() {
        tables.register("ClienteA", "a.csv");

        assertDemand(1, 0, 0, 1);
    }

    @Test
    void claimableClientsAreSharedOutOverSlotsAndRoundedUp() {
        tables.worker("W1", 4);
        register(8);
        assertDemand(2, 0, 0, 8);

        tables.register("One more", "a.csv");

        assertDemand(3, 0, 0, 9);
    }

    @Test
    void theBacklogOfOneClientNeedsOneWorker() {
        tables.worker("W1", 1);
        for (int i = 0; i < 20; i++) {
            tables.register("ClienteA", "a" + i + ".csv", "b" + i + ".csv", "c" + i + ".csv");
        }

        assertDemand(1, 0, 0, 1);
    }

    @Test
    void theRestOfABusyClientsQueueNeedsNoFurtherWorker() {
        Worker worker = tables.worker("W1", 1);
        tables.register("ClienteA", "a.csv", "b.csv");
        tables.register("ClienteA", "c.csv");

        tables.round(worker, ALL);

        assertDemand(1, 1, 1, 0);
    }

    @Test
    void eachWorkerThatRunsSomethingIsNeededUntilItHasEnded() {
        Worker one = tables.worker("W1", 8);
        Worker other = tables.worker("W2", 8);
        tables.register("ClienteA", "a.csv");
        tables.round(one, ALL);
        tables.register("ClienteB", "b.csv");
        tables.round(other, ALL);
        assertDemand(2, 2, 2, 0);

        Claim ended = tables.running(other).get(0);
        tables.endAllFiles(ended, "Completed");

        assertDemand(1, 1, 1, 0);
    }

    /** Its pod is being taken away: counted as busy, it would be replaced by one that is not needed. */
    @Test
    void aWorkerThatDrainsIsNotBusyButWhatItRunsStillCounts() {
        Worker draining = tables.worker("W1", 4);
        register(3);
        tables.round(draining, ALL);
        Worker busy = tables.worker("W2", 4);
        tables.register("One more", "a.csv");
        tables.round(busy, ALL);
        assertDemand(2, 2, 4, 0);

        tables.workers.drain(draining.workerId());

        assertDemand(1, 1, 4, 0);
    }

    @Test
    void runningAndClaimableClientsCountTogether() {
        Worker worker = tables.worker("W1", 2);
        register(2);
        tables.round(worker, ALL);
        tables.register("Waits", "a.csv");

        assertDemand(2, 1, 2, 1);
    }

    @Test
    void theWorkOfALostWorkerIsCountedBeforeAndAfterItsRescue() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.lapse(claim);
        tables.sql("UPDATE Worker SET HeartbeatAt = DATEADD(HOUR, -1, HeartbeatAt)");
        assertDemand(1, 1, 1, 0);

        tables.rescueLapsed(Duration.ofHours(1));

        assertDemand(1, 0, 0, 1);
    }

    @Test
    void slotsAreThoseOfTheWorkersThatTakeWork() {
        tables.worker("W1", 2);
        tables.worker("W2", 4);
        tables.workers.drain(tables.worker("W3", 64).workerId());
        assertSlots("3");

        register(7);

        assertDemand(3, 0, 0, 7);
    }

    @Test
    void fromZeroTheSlotsAreThoseOfTheLastWorkerThatStarted() {
        tables.workers.stop(tables.worker("W1", 16).workerId());
        tables.workers.stop(tables.worker("W2", 2).workerId());
        register(5);

        assertDemand(3, 0, 0, 5);
        assertSlots("2");
    }

    @Test
    void theLastWorkerIsRememberedHoweverLongAgoItStopped() {
        tables.workers.stop(tables.worker("W1", 16).workerId());
        tables.workers.stop(tables.worker("W2", 2).workerId());
        tables.sql("UPDATE Worker SET HeartbeatAt = DATEADD(DAY, -30, HeartbeatAt)");

        assertThat(tables.workers.forget(7)).isEqualTo(1);

        assertSlots("2");
    }

    @Test
    void aWorkerThatHoldsMoreSmallProcessesThanSlotsIsOneBusyWorker() {
        Worker worker = tables.worker("W1", 2);
        tables.workers.prefetch(worker.workerId(), 16);
        register(6);

        tables.round(worker, ALL);

        assertDemand(3, 1, 6, 0);
    }

    private static void register(int clients) {
        for (int i = 0; i < clients; i++) {
            tables.register("Client " + i, "a.csv");
        }
    }

    private static void assertDemand(int workers, int busyWorkers, int runningClients, int claimableClients) {
        assertThat(Demand.of(tables)).isEqualTo(new Demand(workers, busyWorkers, runningClients, claimableClients));
    }

    private static void assertSlots(String slots) {
        assertThat(tables.query(BigDecimal.class, "SELECT Slots FROM WorkerDemand"))
                .isEqualByComparingTo(slots);
    }
}
