package estiva.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Dispatch.Turn;
import estiva.control.worker.Worker;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AssignerTest {
    @Test
    void turnsGoToTheLeastLoadedWorkerFirst() {
        Worker busy = worker(1, 4, 3);
        Worker idle = worker(2, 4, 0);

        Map<Worker, List<Turn>> matched = Assigner.match(turns(3), List.of(busy, idle));

        assertThat(matched.get(idle)).extracting(Turn::processId).containsExactly(1L, 2L, 3L);
        assertThat(matched).doesNotContainKey(busy);
    }

    @Test
    void noWorkerGetsMoreThanItsFreeSlotsAndTheFirstTurnsAreServedFirst() {
        Map<Worker, List<Turn>> matched = Assigner.match(turns(10), List.of(worker(1, 2, 0), worker(2, 2, 1)));

        assertThat(matched.values().stream().flatMap(List::stream).map(Turn::processId).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void withoutWorkersNothingIsMatched() {
        assertThat(Assigner.match(turns(2), List.of())).isEmpty();
    }

    private static List<Turn> turns(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> new Turn("Client" + id, 0, true, id))
                .toList();
    }

    private static Worker worker(long id, int slots, int running) {
        return new Worker(id, "W" + id, slots, slots, 15_000, "test", null, null, false, null, running, true);
    }
}
