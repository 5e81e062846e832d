package estiva.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.Configured;
import estiva.control.process.ControlTables;
import estiva.control.worker.Worker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rounds over real tables: who is given what. */
class AssignmentTest {
    private static final int SLOTS = 4;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private Worker first;
    private Worker second;
    private Worker draining;

    @BeforeEach
    void workers() {
        first = tables.worker("W1", SLOTS);
        second = tables.worker("W2", SLOTS);
        draining = tables.worker("W3", SLOTS);
        register("Before", 1);
        tables.round(draining, 1);
        tables.workers.drain(draining.workerId());
    }

    @Test
    void packedProcessesFillOneWorkerAfterTheOther() {
        Assigner assigner = assigner("pack");

        register("One", 3);
        assigner.poll();
        assertHeld(3, 0);

        register("Two", 3);
        assigner.poll();
        assertHeld(4, 2);
    }

    @Test
    void spreadProcessesAreSharedOutEvenly() {
        Assigner assigner = assigner("spread");

        register("One", 4);
        assigner.poll();

        assertHeld(2, 2);
    }

    @Test
    void processesAreSpreadUnlessAskedOtherwise() {
        Assigner assigner = assigner(null);

        register("One", 2);
        assigner.poll();

        assertHeld(1, 1);
    }

    @Test
    void whatFindsNoRoomWaitsHoweverItIsAssigned() {
        Assigner assigner = assigner("pack");
        register("Many", 2 * SLOTS + 3);

        assigner.poll();
        assigner.poll();

        assertHeld(SLOTS, SLOTS);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl WHERE Status = 'Pending'"))
                .isEqualTo(3);
    }

    private static Assigner assigner(String assign) {
        DispatcherConfig config = assign == null
                ? Configured.of(DispatcherConfig.class)
                : Configured.of(DispatcherConfig.class, "estiva.dispatcher.assign", assign);
        return new Assigner(tables.dispatch, tables.workers, config, new SimpleMeterRegistry());
    }

    private static void register(String name, int clients) {
        for (int i = 0; i < clients; i++) {
            tables.register(name + " " + i, "a.csv");
        }
    }

    private void assertHeld(int atFirst, int atSecond) {
        assertThat(tables.running(first)).hasSize(atFirst);
        assertThat(tables.running(second)).hasSize(atSecond);
        assertThat(tables.running(draining)).hasSize(1);
    }
}
