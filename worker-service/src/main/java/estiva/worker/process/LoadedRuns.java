package estiva.worker.process;

import estiva.control.database.DatabaseErrors;
import estiva.control.process.Claims;
import estiva.control.process.Status;
import estiva.worker.claim.HeldRuns;
import estiva.worker.claim.Run;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/** The processes whose files have all ended, until the next look at the tables ends them together. */
@Singleton
public class LoadedRuns {
    private static final Logger LOG = Logger.getLogger(LoadedRuns.class);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Claims claims;
    private final HeldRuns held;
    private final Queue<Run> loaded = new ConcurrentLinkedQueue<>();
    /** Of the one thread that ends them. */
    private final List<Run> locked = new ArrayList<>();

    private long lockedUntil = System.nanoTime();
    private volatile Runnable whenProcedureIsDue = () -> {};

    public LoadedRuns(Claims claims, HeldRuns held) {
        this.claims = claims;
        this.held = held;
    }

    /** @param action told whenever a process has ended after which a procedure may be due */
    public void whenProcedureIsDue(Runnable action) {
        whenProcedureIsDue = action;
    }

    void add(Run run) {
        loaded.add(run);
    }

    /**
     * Ends those that are here. One that could not end is forgotten here: if it is still this worker's, because a file of it
     * was set back meanwhile, the next look finds it among the assignments.
     */
    public void finish() {
        List<Run> ending = new ArrayList<>();
        for (Run run = loaded.poll(); run != null; run = loaded.poll()) {
            ending.add(run);
        }
        if (System.nanoTime() - lockedUntil >= 0) {
            ending.addAll(locked);
            locked.clear();
        }
        try {
            finish(ending);
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isConflict(e)) {
                throw e;
            }
            ending.forEach(this::finishUnlessLocked);
        }
    }

    /** What somebody holds is tried again later, and keeps neither the others nor the next look waiting. */
    private void finishUnlessLocked(Run run) {
        loaded.remove(run);
        try {
            finish(List.of(run));
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isConflict(e)) {
                throw e;
            }
            LOG.debugf(
                    e,
                    "Process %d is loaded, and its row is locked",
                    run.claim().processId());
            loaded.remove(run);
            locked.add(run);
            lockedUntil = System.nanoTime() + LATER.toNanos();
        }
    }

    private void finish(List<Run> ending) {
        try {
            Map<Long, Status> finished =
                    claims.finish(ending.stream().map(Run::claim).toList());
            for (Run run : ending) {
                Status status = finished.get(run.claim().processId());
                if (status == null) {
                    held.forget(run);
                } else {
                    end(run);
                    LOG.infof(
                            "Process ended, processId=%d, status=%s",
                            run.claim().processId(), status.text());
                }
            }
        } catch (RuntimeException e) {
            loaded.addAll(ending);
            throw e;
        }
    }

    /** The process has ended: here, or with the load of its last file. */
    void end(Run run) {
        held.end(run);
        if (run.callsProcedureAfterwards()) {
            whenProcedureIsDue.run();
        }
    }
}
