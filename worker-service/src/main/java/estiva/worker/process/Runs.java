package estiva.worker.process;

import estiva.control.database.DatabaseErrors;
import estiva.control.loop.NamedThreads;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims;
import estiva.control.process.Claims.Assignment;
import estiva.worker.claim.HeldRuns;
import estiva.worker.claim.Prefetch;
import estiva.worker.claim.Run;
import estiva.worker.claim.Slots;
import estiva.worker.config.WorkerConfig;
import estiva.worker.process.SmallProcesses.Small;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Starts the processes that this worker is given: in slots, or several small ones together. */
@Singleton
public class Runs {
    private static final Logger LOG = Logger.getLogger(Runs.class);

    private final HeldRuns held;
    private final LoadedRuns loaded;
    private final Claims claims;
    private final ProcessLoader loader;
    private final SmallProcesses smallProcesses;
    private final WorkerConfig config;
    private final Slots slots;
    /** Candidates for being loaded together: whatever comes while some are loaded makes the next few. */
    private final Queue<Run> few = new ConcurrentLinkedQueue<>();

    private final ExecutorService together = Executors.newSingleThreadExecutor(new NamedThreads("estiva-together"));
    private final Prefetch prefetch;
    private volatile Runnable whenEnded = () -> {};
    private volatile boolean draining;

    public Runs(
            HeldRuns held,
            LoadedRuns loaded,
            Claims claims,
            ProcessLoader loader,
            SmallProcesses smallProcesses,
            WorkerConfig config) {
        this.held = held;
        this.loaded = loaded;
        this.claims = claims;
        this.loader = loader;
        this.smallProcesses = smallProcesses;
        this.config = config;
        this.slots = new Slots(config.slots());
        this.prefetch = new Prefetch(config.slots());
    }

    /** @param action told whenever a slot has become free */
    public void whenEnded(Runnable action) {
        whenEnded = action;
    }

    /**
     * Starts what is new and passes cancellations on.
     *
     * @param asked {@link System#nanoTime} before the tables were asked
     * @return whether anything was new
     */
    public boolean take(Collection<Assignment> assignments, long asked) {
        held.cancelRequested(assignments);
        List<Assignment> fresh =
                draining ? List.of() : assignments.stream().filter(held::isNew).toList();
        Map<Long, List<ClaimedFile>> files =
                claims.openFiles(fresh.stream().map(Assignment::processId).toList());
        long leaseEnds = asked + config.lease().toNanos();
        for (Assignment assignment : fresh) {
            Run run = new Run(assignment, files.getOrDefault(assignment.processId(), List.of()), leaseEnds);
            held.add(run);
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
                loaded.end(process.run());
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
            held.forget(run);
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
            held.forget(run);
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
                LOG.errorf(
                        e,
                        "%d processes stopped unexpectedly, first processId=%d",
                        started.size(),
                        started.get(0).claim().processId());
            }
            started.forEach(run -> held.forget(run));
        } finally {
            whenEnded.run();
        }
    }

    public boolean isFull() {
        return held.size() >= prefetch.size();
    }

    /** How many processes this worker should hold at once, by what it saw of them. */
    public int prefetch() {
        if (held.isEmpty()) {
            prefetch.idle();
        }
        return prefetch.size();
    }

    /** Nothing new is started; what waits for a slot will not get one; what runs goes on. */
    public void drain() {
        draining = true;
        held.all().stream().filter(run -> !run.isStarted()).forEach(Run::release);
    }

    public void releaseAll() {
        held.all().forEach(Run::release);
    }

    public void close() {
        together.shutdown();
        slots.close();
    }
}
