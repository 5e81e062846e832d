package estiva.control.process;

import static estiva.control.process.ControlTables.files;
import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.worker.Worker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose turn it is, and with which of its processes. */
class DispatchTurnsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void aClientRunsOneProcessAtATimeInOrderOfPriorityThenRegistration() {
        long first = tables.register("ClienteA", "a.csv");
        long second = tables.register("ClienteA", "b.csv");
        long urgent = tables.register(new NewProcess("ClienteA", null, null, 5, null, null, "t", files("c.csv")));
        Worker worker = tables.worker("W1", 10);

        List<Long> order = new ArrayList<>();
        while (tables.round(worker, 10) > 0) {
            assertThat(tables.round(worker, 10)).isZero();
            Claim claim = tables.running(worker).get(0);
            order.add(claim.processId());
            tables.endAllFiles(claim, "Completed");
        }

        assertThat(order).containsExactly(urgent, first, second);
    }

    @Test
    void clientsAreServedInTurnsHoweverLongTheirQueues() {
        for (int i = 0; i < 5; i++) {
            tables.register("Busy", "b" + i + ".csv");
        }
        tables.register("Quiet", "q.csv");
        Worker worker = tables.worker("W1", 1);

        List<String> served = serveOneByOne(worker, 3);

        assertThat(served).contains("Quiet");
    }

    @Test
    void aClientOfPriorityThreeGetsThreeTurnsARound() {
        for (int i = 0; i < 12; i++) {
            tables.register("Heavy", "h" + i + ".csv");
            tables.register("Light", "l" + i + ".csv");
        }
        tables.sql("UPDATE Client SET Priority = 3 WHERE ProcessName = 'Heavy'");
        Worker worker = tables.worker("W1", 1);

        List<String> served = serveOneByOne(worker, 8);

        Map<String, Integer> counts = new HashMap<>();
        served.forEach(name -> counts.merge(name, 1, Integer::sum));
        assertThat(counts).containsEntry("Heavy", 6).containsEntry("Light", 2);
    }

    private List<String> serveOneByOne(Worker worker, int times) {
        List<String> served = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            assertThat(tables.round(worker, 1)).isEqualTo(1);
            Claim claim = tables.running(worker).get(0);
            served.add(claim.processName());
            tables.endAllFiles(claim, "Completed");
        }
        return served;
    }

    @Test
    void aProcessThatWaitsHoldsBackTheLaterOnesOfItsClientUnlessItsOrderIsRelaxed() {
        Instant later = Instant.now().plus(1, ChronoUnit.HOURS);
        tables.register(new NewProcess("ClienteA", null, null, 0, later, null, "t", files("a.csv")));
        long second = tables.register("ClienteA", "b.csv");
        Worker worker = tables.worker("W1", 2);

        assertThat(tables.round(worker, 2)).isZero();
        assertThat(tables.client("ClienteA").nextDue()).isAfter(Instant.now().plus(50, ChronoUnit.MINUTES));

        tables.sql("UPDATE Client SET Ordering = 'relaxed', NextDue = <now>, QueueVersion = QueueVersion + 1");
        assertThat(tables.round(worker, 2)).isEqualTo(1);
        assertThat(tables.running(worker).get(0).processId()).isEqualTo(second);
    }

    @Test
    void aClientWithNothingLeftIsNotLookedAtAgainUntilSomethingArrives() {
        tables.register("ClienteA", "a.csv");
        Worker worker = tables.worker("W1", 2);
        tables.round(worker, 2);
        tables.endAllFiles(tables.running(worker).get(0), "Completed");

        tables.round(worker, 2);

        assertThat(tables.client("ClienteA").nextDue()).isNull();
        assertThat(tables.dispatch.turns(10)).isEmpty();
        tables.register("ClienteA", "b.csv");
        assertThat(tables.round(worker, 2)).isEqualTo(1);
    }

    @Test
    void anArrivalBetweenTheLookAndTheSettingBackIsNotForgotten() {
        tables.register("ClienteA", "a.csv");
        Worker worker = tables.worker("W1", 2);
        tables.round(worker, 2);
        tables.endAllFiles(tables.running(worker).get(0), "Completed");
        List<Dispatch.Turn> look = tables.dispatch.turns(10);

        tables.register("ClienteA", "b.csv");
        tables.dispatch.startable(look);

        assertThat(tables.round(worker, 2)).isEqualTo(1);
    }

    /** A look that passes locked rows by finds no head where there is one. */
    @Test
    void aHeadThatTheLookDidNotSeeIsNotForgotten() {
        tables.register("ClienteA", "a.csv");
        tables.register("ClienteB", "b.csv");
        tables.sql("UPDATE Client SET Ordering = 'relaxed' WHERE ProcessName = 'ClienteB'");
        List<Dispatch.Turn> blind = tables.dispatch.turns(10).stream()
                .map(turn -> new Dispatch.Turn(turn.processName(), turn.queueVersion(), null, true))
                .toList();

        assertThat(tables.dispatch.startable(blind)).isEmpty();

        assertThat(tables.round(tables.worker("W1", 2), 2)).isEqualTo(2);
    }
}
