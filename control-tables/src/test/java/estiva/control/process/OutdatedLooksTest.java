package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A dispatcher that was paused between its look and what it does about it. */
class OutdatedLooksTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void aClientThatAnotherDispatcherServedMeanwhileIsNotServedTwice() {
        long first = tables.register("ClienteA", "a.csv");
        long second = tables.register("ClienteA", "b.csv");
        Worker worker = tables.worker("W1", 5);
        List<Dispatch.Turn> look = tables.dispatch.startable(tables.dispatch.turns(10));
        assertThat(look).extracting(Dispatch.Turn::processId).containsExactly(first);

        tables.sql("UPDATE FileControl SET Status = 'Failed' WHERE ProcessID = " + first);
        assertThat(tables.assign(worker, tables.dispatch.turns(10))).isEqualTo(1);
        tables.sql("UPDATE FileControl SET Status = 'Pending' WHERE ProcessID = " + first);

        assertThat(tables.assign(worker, look)).isZero();
        assertThat(tables.client("ClienteA").runningProcessId()).isEqualTo(second);
        assertThat(tables.status(first)).isEqualTo(Status.PENDING);
    }

    @Test
    void aClientThatWasPausedOrGivenToPackagesMeanwhileIsLeftAlone() {
        for (String change : List.of("Paused = 1", "Runner = 'External'")) {
            long id = tables.register(change, "a.csv");
            Worker worker = tables.worker("W1", 5);
            List<Dispatch.Turn> look = tables.dispatch.startable(tables.dispatch.turns(10));
            assertThat(look).hasSize(1);

            tables.sql("UPDATE Client SET " + change);

            assertThat(tables.assign(worker, look)).isZero();
            assertThat(tables.status(id)).isEqualTo(Status.PENDING);
            tables.sql("DELETE FROM FileLog");
            tables.sql("UPDATE Client SET Paused = 1");
        }
    }

    @Test
    void anArrivalAfterTheLookIsNotForgottenWhenTheQueueIsSetBack() {
        tables.register("ClienteA", "a.csv");
        Worker worker = tables.worker("W1", 5);
        tables.round(worker, 5);
        Claim claim = tables.running(worker).get(0);
        tables.endAllFiles(claim, "Completed");
        List<Dispatch.Turn> look = tables.dispatch.turns(10);
        assertThat(look).hasSize(1).extracting(Dispatch.Turn::processId).containsOnlyNulls();

        // Its queue is empty once more by the time it is set back, but the next arrival counts on what this one has
        // noted.
        long passing = tables.register("ClienteA", "b.csv");
        Instant due = tables.client("ClienteA").nextDue();
        tables.sql("UPDATE FileControl SET Tracking = 0 WHERE ProcessID = " + passing);
        tables.dispatch.startable(look);

        assertThat(tables.client("ClienteA").nextDue()).isEqualTo(due);
    }

    @Test
    void pausedClientsAtTheHeadOfTheLineStarveNobody() {
        for (int i = 0; i < 20; i++) {
            tables.register("Paused" + i, "a.csv");
        }
        tables.sql("UPDATE Client SET Paused = 1, LastServedAt = '2020-01-01'");
        long id = tables.register("ClienteA", "a.csv");
        Worker worker = tables.worker("W1", 5);

        for (int look = 0; look < 3; look++) {
            tables.round(worker, 5);
        }

        assertThat(tables.status(id)).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void aLeaseThatWasRenewedAfterTheLookKeepsItsWorker() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.lapse(claim);

        List<Rescue.Rescued> rescued = tables.rescue.rescueLapsed(Duration.ofSeconds(15), 10, lost -> {});
        assertThat(rescued).hasSize(1);

        Worker worker = tables.worker("W2", 5);
        tables.round(worker, 5);
        Claim successor = tables.running(worker).get(0);
        assertThat(tables.rescueLapsed(Duration.ofSeconds(15))).isEmpty();
        assertThat(tables.process(claim.processId()).fence()).isEqualTo(successor.fence());
        assertThat(tables.status(claim.processId())).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void aLeaseLongerThanTheDispatcherHasWatchedIsLeftAlone() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.lapse(claim);

        assertThat(tables.rescueLapsed(Duration.ofMillis(14_999))).isEmpty();
        assertThat(tables.rescueLapsed(Duration.ofMillis(15_000))).hasSize(1);
    }
}
