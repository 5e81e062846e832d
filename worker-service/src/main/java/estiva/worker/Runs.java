package estiva.worker;

import estiva.control.process.Claim;
import estiva.control.process.Claims.Assignment;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The processes at this worker: those that run, and those that wait for a slot. */
@Singleton
public class Runs {
    private record Key(long processId, long fence) {}

    private final Map<Key, Run> runs = new ConcurrentHashMap<>();
    private final ProcessLoader loader;
    private final WorkerConfig config;
    private final ExecutorService slots;
    private volatile boolean draining;

    public Runs(ProcessLoader loader, WorkerConfig config, MeterRegistry metrics) {
        this.loader = loader;
        this.config = config;
        this.slots = Executors.newFixedThreadPool(config.slots());
        metrics.gauge("estiva.processes.running", runs, Map::size);
    }

    /**
     * Starts what is new and passes cancellations on.
     *
     * @param asked {@link System#nanoTime} before the tables were asked
     * @return whether anything was new
     */
    boolean take(Collection<Assignment> assignments, long asked) {
        boolean isNew = false;
        for (Assignment assignment : assignments) {
            Key key = new Key(assignment.processId(), assignment.fence());
            Run known = runs.get(key);
            if (known == null && !draining) {
                start(key, new Run(assignment, asked + config.lease().toNanos()));
                isNew = true;
            } else if (known != null && assignment.cancelRequested()) {
                known.cancel();
            }
        }
        return isNew;
    }

    private void start(Key key, Run run) {
        runs.put(key, run);
        slots.execute(() -> {
            try {
                run.started();
                loader.load(run);
            } finally {
                runs.remove(key);
            }
        });
    }

    /** What a heartbeat is to renew. */
    List<Run> all() {
        return List.copyOf(runs.values());
    }

    /** Of the runs whose leases were asked for, those that the tables no longer know are lost. */
    void renewed(List<Run> asked, Collection<Assignment> known, long leaseEnds) {
        Set<Claim> held = known.stream().map(Assignment::claim).collect(Collectors.toSet());
        for (Run run : asked) {
            if (held.contains(run.claim())) {
                run.renewed(leaseEnds);
            } else {
                run.lose();
            }
        }
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Nothing new is started; what waits for a slot will not get one; what runs goes on. */
    void drain() {
        draining = true;
        all().stream().filter(run -> !run.isStarted()).forEach(Run::release);
    }

    void releaseAll() {
        all().forEach(Run::release);
    }

    void close() {
        slots.shutdown();
    }
}
