package estiva.dispatcher;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.Configured;
import estiva.control.process.Dispatch.Match;
import estiva.control.process.Dispatch.Turn;
import estiva.control.worker.Worker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssignerTest {
    @Test
    void turnsGoToTheLeastLoadedWorkerFirst() {
        Worker busy = worker(1, 4, 3);
        Worker idle = worker(2, 4, 0);

        Map<Worker, List<Turn>> matched = matched(turns(3), List.of(busy, idle), Assign.SPREAD);

        assertThat(matched.get(idle)).extracting(Turn::processId).containsExactly(1L, 2L, 3L);
        assertThat(matched).doesNotContainKey(busy);
    }

    @Test
    void packedTurnsFillTheFullestWorkerThatHasASlotFreeFirst() {
        Worker idle = worker(1, 4, 0);
        Worker busy = worker(2, 4, 2);
        Worker full = worker(3, 4, 4);

        Map<Worker, List<Turn>> matched = matched(turns(3), List.of(idle, busy, full), Assign.PACK);

        assertThat(matched.get(busy)).extracting(Turn::processId).containsExactly(1L, 2L);
        assertThat(matched.get(idle)).extracting(Turn::processId).containsExactly(3L);
    }

    @Test
    void packedTurnsGoToTheOldestOfIdleWorkers() {
        Map<Worker, List<Turn>> matched =
                matched(turns(2), List.of(worker(8, 4, 0), worker(7, 4, 0), worker(9, 4, 0)), Assign.PACK);

        assertThat(matched).containsOnlyKeys(worker(7, 4, 0));
    }

    /** What a worker holds beyond its slots waits for nobody only while it is small: a free slot is better. */
    @Test
    void packedTurnsFillSlotsEverywhereBeforeAnyWorkerIsGivenMoreThanItsSlots() {
        Worker full = worker(1, 2, 2, 16);
        Worker idle = worker(2, 2, 0, 2);

        Map<Worker, List<Turn>> matched = matched(turns(5), List.of(full, idle), Assign.PACK);

        assertThat(matched.get(idle)).extracting(Turn::processId).containsExactly(1L, 2L);
        assertThat(matched.get(full)).extracting(Turn::processId).containsExactly(3L, 4L, 5L);
    }

    @ParameterizedTest
    @EnumSource
    void noWorkerGetsMoreThanItMayHoldAndTheFirstTurnsAreServedFirst(Assign assign) {
        Map<Worker, List<Turn>> matched =
                matched(turns(10), List.of(worker(1, 2, 0), worker(2, 2, 1), worker(3, 2, 3)), assign);

        assertThat(matched.values().stream()
                        .flatMap(List::stream)
                        .map(Turn::processId)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(matched.get(worker(1, 2, 0))).hasSize(2);
        assertThat(matched.get(worker(2, 2, 1))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutWorkersNothingIsMatched(Assign assign) {
        assertThat(matched(turns(2), List.of(), assign)).isEmpty();
    }

    /** A worker that has had no work for a while looks for it less often. */
    @Test
    void spreadTurnsGoToIdleWorkersByTurns() {
        Assigner assigner = assigner(Assign.SPREAD);
        List<Worker> idle = List.of(worker(1, 4, 0), worker(2, 4, 0), worker(3, 4, 0));

        List<Long> served = IntStream.range(0, 6)
                .mapToObj(
                        round -> assigner.match(turns(1), idle).get(0).worker().workerId())
                .toList();

        assertThat(served).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
    }

    private static Assigner assigner(Assign assign) {
        DispatcherConfig config = Configured.of(
                DispatcherConfig.class,
                "estiva.dispatcher.assign",
                assign.name().toLowerCase(Locale.ROOT));
        return new Assigner(null, null, config, new SimpleMeterRegistry());
    }

    private static Map<Worker, List<Turn>> matched(List<Turn> turns, List<Worker> workers, Assign assign) {
        return assigner(assign).match(turns, workers).stream()
                .collect(groupingBy(Match::worker, mapping(Match::turn, toList())));
    }

    private static List<Turn> turns(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> new Turn("Client" + id, 0, id, true))
                .toList();
    }

    private static Worker worker(long id, int slots, int running) {
        return worker(id, slots, running, slots);
    }

    private static Worker worker(long id, int slots, int running, int prefetch) {
        return new Worker(id, "W" + id, slots, prefetch, 15_000, "test", null, null, false, null, running, true);
    }
}
