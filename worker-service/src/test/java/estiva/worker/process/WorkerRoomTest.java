package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.Configured;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.worker.Worker;
import estiva.worker.claim.HeldRuns;
import estiva.worker.claim.Run;
import estiva.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a worker of one slot does with more than one process. */
@Timeout(60)
class WorkerRoomTest {
    private static final String[] MANY_FILES = {"a.csv", "b.csv", "c.csv", "d.csv", "e.csv"};

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private final WorkerConfig config = Configured.of(WorkerConfig.class, "estiva.worker.slots", "1");
    private final HeldRuns held = new HeldRuns(new SimpleMeterRegistry());
    private final BusyLoader busy = new BusyLoader(tables);

    @AfterEach
    void endLoads() {
        busy.end();
    }

    @Test
    void aLargeProcessThatFindsNoSlotIsGivenBackUnharmedOnceTheWorkerHoldsMoreThanItsSlots() {
        Worker worker = tables.worker("W1", 3);
        Runs runs = runs(new SmallProcesses(null, null, null, null, null, null) {
            @Override
            Optional<Small> small(Run run) {
                return Optional.of(new Small(run, List.of()));
            }

            @Override
            Set<Run> load(List<Small> processes) {
                return processes.stream().map(Small::run).collect(Collectors.toSet());
            }
        });
        tables.register("Small", "a.csv");
        take(runs, worker);
        until("two more may be held", () -> runs.prefetch() == 2);
        long first = tables.register("LargeA", MANY_FILES);
        long second = tables.register("LargeB", MANY_FILES);

        take(runs, worker);

        assertThat(held.all()).extracting(run -> run.claim().processId()).containsExactly(first);
        assertThat(runs.prefetch()).isEqualTo(1);
        assertThat(tables.status(second)).isEqualTo(Status.PENDING);
        assertThat(tables.process(second).attempt()).isZero();
    }

    /** Two dispatchers that look at the same moment may each fill it. */
    @Test
    void aWorkerThatWasGivenMoreThanItAskedForGivesBackWhatFindsNoSlot() {
        Worker worker = tables.worker("W1", 1);
        Runs runs = runs(new SmallProcesses(null, null, null, null, null, null));
        long first = tables.register("LargeA", MANY_FILES);
        long second = tables.register("LargeB", MANY_FILES);

        take(runs, worker);

        assertThat(held.all()).extracting(run -> run.claim().processId()).containsExactly(first);
        assertThat(tables.status(second)).isEqualTo(Status.PENDING);
    }

    @Test
    void aRunWhoseLoadThrowsIsForgottenAndFoundAgainByTheNextLook() {
        Worker worker = tables.worker("W1", 1);
        Runs runs = runs(new SmallProcesses(null, null, null, null, null, null) {
            @Override
            Optional<Small> small(Run run) {
                throw new IllegalStateException("the database is away");
            }
        });
        long id = tables.register("ClienteA", "a.csv");
        take(runs, worker);

        until("the run is forgotten", held::isEmpty);

        assertThat(tables.status(id)).isEqualTo(Status.IN_PROGRESS);
        assertThat(runs.take(tables.claims.of(worker.workerId()), System.nanoTime()))
                .isTrue();
    }

    @Test
    void aRunThatASlotHasIsNotForgottenWithThoseThatFailTogether() {
        Worker worker = tables.worker("W1", 3);
        Runs runs = runs(new SmallProcesses(null, null, null, null, null, null) {
            @Override
            Optional<Small> small(Run run) {
                return run.assignment().processName().equals("Large")
                        ? Optional.empty()
                        : Optional.of(new Small(run, List.of()));
            }

            @Override
            Set<Run> load(List<Small> processes) {
                throw new IllegalStateException("the database is away");
            }
        });
        long large = tables.register("Large", "a.csv");
        tables.register("Small", "a.csv");

        take(runs, worker);
        until("only the large one is held, and has begun", () -> held.all().size() == 1 && busy.begun() == 1);

        assertThat(held.all()).extracting(run -> run.claim().processId()).containsExactly(large);
    }

    private Runs runs(SmallProcesses smallProcesses) {
        return new Runs(held, new LoadedRuns(tables.claims, held), tables.claims, busy, smallProcesses, config);
    }

    private static void take(Runs runs, Worker worker) {
        tables.round(worker, 3);
        runs.take(tables.claims.of(worker.workerId()), System.nanoTime());
    }

    private static void until(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(Duration.ofSeconds(45))
                .pollInterval(Duration.ofMillis(2))
                .until(condition);
    }
}
