package estiva.worker.claim;

import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims.Assignment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One process at this worker, and what has been said about it since it was assigned. */
public final class Run {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Assignment assignment;
    private final List<ClaimedFile> files;
    private volatile boolean started;
    private volatile boolean cancelled;
    private volatile boolean lost;
    private volatile boolean released;
    private volatile boolean callsProcedureAfterwards;
    private volatile long leaseEnds;

    /**
     * @param files to be loaded, in their order
     * @param leaseEnds by {@link System#nanoTime}, counted from before the statement that granted the lease
     */
    public Run(Assignment assignment, List<ClaimedFile> files, long leaseEnds) {
        this.assignment = assignment;
        this.files = files;
        this.leaseEnds = leaseEnds;
        this.cancelled = assignment.cancelRequested();
    }

    public Assignment assignment() {
        return assignment;
    }

    public List<ClaimedFile> files() {
        return files;
    }

    public Claim claim() {
        return assignment.claim();
    }

    public void started() {
        started = true;
    }

    public boolean isStarted() {
        return started;
    }

    /** When the process has ended, a procedure may be due. */
    public void callProcedureAfterwards() {
        callsProcedureAfterwards = true;
    }

    public boolean callsProcedureAfterwards() {
        return callsProcedureAfterwards;
    }

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Somebody else has the process, or nobody: whatever this worker still does for it is void. */
    public void lose() {
        lost = true;
    }

    public boolean isLost() {
        return lost;
    }

    /** The worker is stopping and waits no longer. */
    public void release() {
        released = true;
    }

    public boolean isReleased() {
        return released;
    }

    public void renewed(long newLeaseEnds) {
        leaseEnds = newLeaseEnds;
    }

    public boolean shouldStop() {
        return lost || cancelled || released;
    }

    /**
     * Waits until the lease holds by this machine's own clock: a worker that cannot renew publishes nothing, though the
     * fence would refuse it anyway.
     *
     * @return false if the run is to stop instead
     */
    public boolean awaitLease() {
        while (!shouldStop()) {
            if (leaseEnds - System.nanoTime() > 0) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }
}
