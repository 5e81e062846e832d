package estiva.worker;

import estiva.control.database.DatabaseErrors;
import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims;
import estiva.control.process.Claims.Assignment;
import estiva.control.process.Status;
import estiva.worker.SmallProcesses.Small;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The processes at this worker: those that wait for a slot, those that run, and those whose files have all ended and
 * that the next look at the tables ends together.
 */
@Singleton
public class Runs {
    private static final Logger LOG = Logger.getLogger(Runs.class);
    private static final int REMEMBERED = 1_000;

    private record Key(long processId, long fence) {
        static Key of(Run run) {
            return new Key(run.claim().processId(), run.claim().fence());
        }
    }

    private final Map<Key, Run> runs = new ConcurrentHashMap<>();
    private final Queue<Run> loaded = new ConcurrentLinkedQueue<>();
    /** Claims that ended lately: a look that began before they did still shows them, and they must not start again. */
    private final Set<Key> ended = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));
    private final Claims claims;
    private final ProcessLoader loader;
    private final SmallProcesses smallProcesses;
    private final WorkerConfig config;
    private final Slots slots;
    /** Candidates for being loaded together: whatever comes while some are loaded makes the next few. */
    private final Queue<Run> few = new ConcurrentLinkedQueue<>();
    private final ExecutorService together = Executors.newSingleThreadExecutor();
    private final Prefetch prefetch;
    private volatile Runnable whenEnded = () -> {};
    private volatile Runnable whenProcedureIsDue = () -> {};
    private volatile boolean draining;

    public Runs(
            Claims claims,
            ProcessLoader loader,
            SmallProcesses smallProcesses,
            WorkerConfig config,
            MeterRegistry metrics) {
        this.claims = claims;
        this.loader = loader;
        this.smallProcesses = smallProcesses;
        this.config = config;
        this.slots = new Slots(config.slots());
        this.prefetch = new Prefetch(config.slots());
        metrics.gauge("estiva.processes.running", runs, Map::size);
    }

    /** @param action told whenever a slot has become free */
    void whenEnded(Runnable action) {
        whenEnded = action;
    }

    /** @param action told whenever a process has ended after which a procedure may be due */
    void whenProcedureIsDue(Runnable action) {
        whenProcedureIsDue = action;
    }

    /** Passes on what the tables say of cancellations; asks the tables nothing itself. */
    void cancelRequested(Collection<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            Run known = runs.get(new Key(assignment.processId(), assignment.fence()));
            if (known != null && assignment.cancelRequested()) {
                known.cancel();
            }
        }
    }

    /**
     * Starts what is new and passes cancellations on.
     *
     * @param asked {@link System#nanoTime} before the tables were asked
     * @return whether anything was new
     */
    boolean take(Collection<Assignment> assignments, long asked) {
        cancelRequested(assignments);
        List<Assignment> fresh = assignments.stream().filter(this::isNew).toList();
        Map<Long, List<ClaimedFile>> files =
                claims.openFiles(fresh.stream().map(Assignment::processId).toList());
        long leaseEnds = asked + config.lease().toNanos();
        for (Assignment assignment : fresh) {
            Run run = new Run(assignment, files.getOrDefault(assignment.processId(), List.of()), leaseEnds);
            runs.put(Key.of(run), run);
            if (SmallProcesses.isCandidate(run)) {
                few.add(run);
            } else {
                start(run);
            }
        }
        if (!few.isEmpty()) {
            together.execute(this::loadTogether);
        }
        return !fresh.isEmpty();
    }

    private boolean isNew(Assignment assignment) {
        Key key = new Key(assignment.processId(), assignment.fence());
        return !draining && !runs.containsKey(key) && !ended.contains(key);
    }

    private void loadTogether() {
        List<Run> next = new ArrayList<>();
        for (Run run = few.poll(); run != null; run = next.size() < SmallProcesses.MOST ? few.poll() : null) {
            next.add(run);
        }
        if (next.isEmpty()) {
            return;
        }
        watched(next, () -> loadTogether(next));
        if (!few.isEmpty()) {
            together.execute(this::loadTogether);
        }
    }

    /** @param mine shrinks by each run that ended, or that a slot is to load: it must not be started twice */
    private void loadTogether(List<Run> mine) {
        List<Small> small = new ArrayList<>();
        for (Run run : List.copyOf(mine)) {
            Optional<Small> found = smallProcesses.small(run);
            if (found.isPresent()) {
                small.add(found.get());
            } else {
                mine.remove(run);
                start(run);
            }
        }
        small.forEach(process -> process.run().started());
        Set<Run> ended = smallProcesses.load(small);
        for (Small process : small) {
            mine.remove(process.run());
            if (ended.contains(process.run())) {
                end(process.run());
            } else {
                queue(process.run());
            }
        }
        prefetch.loadedTogether(ended.size());
    }

    /**
     * A load of its own takes a slot. One that finds none is given back, so that it does not wait for hours after another: it
     * came as one of many small ones, or of two dispatchers at once.
     */
    private void start(Run run) {
        if (!slots.hasFree() && !run.shouldStop()) {
            prefetch.crowded();
            // First: if it cannot be given back now, the next look finds it again.
            runs.remove(Key.of(run));
            claims.release(run.claim(), "released, all slots of this worker are taken");
        } else {
            queue(run);
        }
    }

    private void queue(Run run) {
        slots.take(run, () -> watched(List.of(run), () -> load(run)));
    }

    private void load(Run run) {
        run.started();
        boolean isLoaded;
        try {
            isLoaded = loader.load(run);
        } finally {
            slots.free(run);
        }
        if (isLoaded) {
            loaded.add(run);
        } else {
            runs.remove(Key.of(run));
        }
    }

    /**
     * Whatever happens, no run stays behind that nobody ends: its lease would be renewed for ever. One that is forgotten
     * is found by the next look, if it is still this worker's.
     *
     * @param started those that the work has not handed on by its end
     */
    private void watched(List<Run> started, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            if (e instanceof RuntimeException failure && DatabaseErrors.isTransient(failure)) {
                LOG.warnf("%d processes interrupted: %s", started.size(), e.getMessage());
            } else {
                LOG.errorf(e, "%d processes stopped unexpectedly, first processId=%d",
                        started.size(), started.get(0).claim().processId());
            }
            started.forEach(run -> runs.remove(Key.of(run)));
        } finally {
            whenEnded.run();
        }
    }

    /**
     * Ends the processes whose files have all been loaded. One that could not end is forgotten here: if it is still this
     * worker's, because a file of it was set back meanwhile, the next look finds it among the assignments.
     */
    void finishLoaded() {
        List<Run> ending = new ArrayList<>();
        for (Run run = loaded.poll(); run != null; run = loaded.poll()) {
            ending.add(run);
        }
        try {
            Map<Long, Status> finished =
                    claims.finish(ending.stream().map(Run::claim).toList());
            for (Run run : ending) {
                Status status = finished.get(run.claim().processId());
                if (status == null) {
                    runs.remove(Key.of(run));
                } else {
                    end(run);
                    LOG.infof("Process ended, processId=%d, status=%s", run.claim().processId(), status.text());
                }
            }
        } catch (RuntimeException e) {
            loaded.addAll(ending);
            throw e;
        }
    }

    private void end(Run run) {
        ended.add(Key.of(run));
        runs.remove(Key.of(run));
        if (run.callsProcedureAfterwards()) {
            whenProcedureIsDue.run();
        }
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

    /** How many processes are at this worker. */
    public int size() {
        return runs.size();
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    boolean isFull() {
        return runs.size() >= prefetch.size();
    }

    /** How many processes this worker should hold at once, by what it saw of them. */
    int prefetch() {
        if (runs.isEmpty()) {
            prefetch.idle();
        }
        return prefetch.size();
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
        together.shutdown();
        slots.close();
    }
}
