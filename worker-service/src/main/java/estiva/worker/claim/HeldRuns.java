package estiva.worker.claim;

import estiva.control.process.Claim;
import estiva.control.process.Claims.Assignment;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The processes at this worker, each under one claim, and the claims that have ended lately. */
@Singleton
public class HeldRuns {
    private static final int REMEMBERED = 1_000;

    private record Key(long processId, long fence) {
        static Key of(Run run) {
            return new Key(run.claim().processId(), run.claim().fence());
        }

        static Key of(Assignment assignment) {
            return new Key(assignment.processId(), assignment.fence());
        }
    }

    private final Map<Key, Run> runs = new ConcurrentHashMap<>();
    /** A look that began before these ended still shows them, and they must not start again. */
    private final Set<Key> ended = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    public HeldRuns(MeterRegistry metrics) {
        metrics.gauge("estiva.processes.running", runs, Map::size);
    }

    /** Whether the claim is neither here nor has ended here. */
    public boolean isNew(Assignment assignment) {
        Key key = Key.of(assignment);
        return !runs.containsKey(key) && !ended.contains(key);
    }

    public void add(Run run) {
        runs.put(Key.of(run), run);
    }

    /** Its lease is no longer renewed. If it is still this worker's, the next look finds it and starts it again. */
    public void forget(Run run) {
        runs.remove(Key.of(run));
    }

    /** The process has ended: its claim never starts again here. */
    public void end(Run run) {
        ended.add(Key.of(run));
        forget(run);
    }

    /** Passes on what the tables say of cancellations. */
    public void cancelRequested(Collection<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            Run known = runs.get(Key.of(assignment));
            if (known != null && assignment.cancelRequested()) {
                known.cancel();
            }
        }
    }

    /** What a heartbeat is to renew. */
    public List<Run> all() {
        return List.copyOf(runs.values());
    }

    /** Of the runs whose leases were asked for, those that the tables no longer know are lost. */
    public void renewed(List<Run> asked, Collection<Assignment> known, long leaseEnds) {
        Set<Claim> held = known.stream().map(Assignment::claim).collect(Collectors.toSet());
        for (Run run : asked) {
            if (held.contains(run.claim())) {
                run.renewed(leaseEnds);
            } else {
                run.lose();
            }
        }
    }

    /** How many processes are at this worker. */
    public int size() {
        return runs.size();
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }
}
