package estiva.dispatcher;

import estiva.control.process.Dispatch;
import estiva.control.process.Dispatch.Turn;
import estiva.control.worker.Worker;
import estiva.control.worker.Workers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jboss.logging.Logger;

/**
 * One round: whose turn is it, who has a free slot, and the two are matched, the least loaded worker first. Any number
 * of dispatchers may do so at once: what one of them won is no longer there for the others.
 */
@Singleton
public class Assigner {
    private static final Logger LOG = Logger.getLogger(Assigner.class);
    private static final Duration MORE_TO_COME = Duration.ofMillis(5);

    private final Dispatch dispatch;
    private final Workers workers;
    private final DispatcherConfig config;
    private final Counter assignments;
    private long lastWork = System.nanoTime();

    public Assigner(Dispatch dispatch, Workers workers, DispatcherConfig config, MeterRegistry metrics) {
        this.dispatch = dispatch;
        this.workers = workers;
        this.config = config;
        this.assignments = metrics.counter("estiva.assignments");
    }

    /** @return the delay to the next round */
    public Duration poll() {
        List<Turn> turns = dispatch.turns(config.batch());
        if (turns.isEmpty()) {
            return idle();
        }
        List<Turn> startable = dispatch.startable(turns);
        int assigned = startable.isEmpty() ? 0 : assign(startable);
        if (assigned > 0) {
            lastWork = System.nanoTime();
            assignments.increment(assigned);
            return MORE_TO_COME;
        }
        return startable.isEmpty() ? MORE_TO_COME : config.interval();
    }

    private Duration idle() {
        return System.nanoTime() - lastWork > config.quietAfter().toNanos() ? config.quietInterval() : config.interval();
    }

    private int assign(List<Turn> turns) {
        int assigned = 0;
        for (Map.Entry<Worker, List<Turn>> match : match(turns, workers.available()).entrySet()) {
            Worker worker = match.getKey();
            int count = dispatch.assign(worker, match.getValue());
            LOG.debugf("Assigned %d processes, worker=%s", count, worker.workerName());
            assigned += count;
        }
        return assigned;
    }

    /** Turn by turn to the worker with the most free slots; what finds none waits for the next round. */
    static Map<Worker, List<Turn>> match(List<Turn> turns, List<Worker> workers) {
        record Load(Worker worker, int free) {}
        PriorityQueue<Load> byFreeSlots = new PriorityQueue<>(Comparator.comparingInt((Load load) -> -load.free())
                .thenComparingLong(load -> load.worker().workerId()));
        workers.forEach(worker -> byFreeSlots.add(new Load(worker, worker.freeSlots())));
        Map<Worker, List<Turn>> matched = new HashMap<>();
        for (Turn turn : turns) {
            Load least = byFreeSlots.peek();
            if (least == null || least.free() == 0) {
                break;
            }
            byFreeSlots.poll();
            matched.computeIfAbsent(least.worker(), worker -> new ArrayList<>()).add(turn);
            byFreeSlots.add(new Load(least.worker(), least.free() - 1));
        }
        return matched;
    }
}
