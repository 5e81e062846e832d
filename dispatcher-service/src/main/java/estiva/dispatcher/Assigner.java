package estiva.dispatcher;

import estiva.control.loop.LookPace;
import estiva.control.process.Dispatch;
import estiva.control.process.Dispatch.Match;
import estiva.control.process.Dispatch.Turn;
import estiva.control.worker.Worker;
import estiva.control.worker.Workers;
import estiva.dispatcher.Assign.Load;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One round: whose turn is it, who has room, and the two are matched, the least loaded worker first or the fullest. Any
 * number of dispatchers may do so at once: what one of them won is no longer there for the others.
 */
@Singleton
public class Assigner {
    private static final Logger LOG = Logger.getLogger(Assigner.class);
    private static final Duration FLOWING = Duration.ofMillis(2);
    private static final int SPARE = 16;

    private final Dispatch dispatch;
    private final Workers workers;
    private final DispatcherConfig config;
    private final Counter assignments;
    private final Timer rounds;
    private final Map<Long, Long> servedAt = new HashMap<>();
    private long served;
    private final LookPace pace;
    private int room;

    public Assigner(Dispatch dispatch, Workers workers, DispatcherConfig config, MeterRegistry metrics) {
        this.dispatch = dispatch;
        this.workers = workers;
        this.config = config;
        this.pace = new LookPace(config.interval(), config.quietInterval(), config.quietAfter());
        this.assignments = metrics.counter("estiva.assignments");
        this.rounds = Timer.builder("estiva.dispatch.round")
                .description("Rounds in which something was assigned")
                .register(metrics);
    }

    /**
     * Looks again almost at once while work flows, then ever more slowly: a single registration now and then is served
     * at the plain interval.
     *
     * @return the delay to the next round
     */
    public Duration poll() {
        long begun = System.nanoTime();
        List<Turn> turns = dispatch.turns(limit());
        int assigned = assign(dispatch.startable(turns));
        if (assigned == 0) {
            return pace.idle(turns.isEmpty());
        }
        assignments.increment(assigned);
        rounds.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        boolean isFlowing = assigned > 1 || pace.workedWithin(config.interval().multipliedBy(2));
        return pace.worked(isFlowing ? FLOWING : config.interval());
    }

    /** No more turns than there may be room for, with some to spare for those of which nothing may start yet. */
    private int limit() {
        return Math.min(config.batch(), room + SPARE);
    }

    private int assign(List<Turn> turns) {
        if (turns.isEmpty()) {
            return 0;
        }
        List<Worker> available = workers.available();
        room = available.stream().mapToInt(Worker::room).sum();
        int assigned = dispatch.assign(match(turns, available));
        LOG.debugf("Assigned %d processes to %d workers", assigned, available.size());
        return assigned;
    }

    /** Turn by turn to the worker that the order puts first; what finds no room waits for the next round. */
    List<Match> match(List<Turn> turns, List<Worker> workers) {
        servedAt.keySet().retainAll(workers.stream().map(Worker::workerId).toList());
        PriorityQueue<Load> line = new PriorityQueue<>(config.assign().order());
        workers.stream()
                .map(worker -> Load.of(worker, servedAt.getOrDefault(worker.workerId(), 0L)))
                .filter(load -> load.room() > 0)
                .forEach(line::add);
        List<Match> matches = new ArrayList<>();
        for (Turn turn : turns) {
            Load first = line.poll();
            if (first == null) {
                break;
            }
            matches.add(new Match(turn, first.worker()));
            servedAt.put(first.worker().workerId(), ++served);
            if (first.room() > 1) {
                line.add(first.withOneMore(served));
            }
        }
        return matches;
    }
}
