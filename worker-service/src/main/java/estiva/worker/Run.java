package estiva.worker;

import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims.Assignment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One process at this worker, and what has been said about it since it was assigned. */
final class Run {
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
    Run(Assignment assignment, List<ClaimedFile> files, long leaseEnds) {
        this.assignment = assignment;
        this.files = files;
        this.leaseEnds = leaseEnds;
        this.cancelled = assignment.cancelRequested();
    }

    Assignment assignment() {
        return assignment;
    }

    List<ClaimedFile> files() {
        return files;
    }

    Claim claim() {
        return assignment.claim();
    }

    void started() {
        started = true;
    }

    boolean isStarted() {
        return started;
    }

    /** When the process has ended, a procedure may be due. */
    void callProcedureAfterwards() {
        callsProcedureAfterwards = true;
    }

    boolean callsProcedureAfterwards() {
        return callsProcedureAfterwards;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Somebody else has the process, or nobody: whatever this worker still does for it is void. */
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /** The worker is stopping and waits no longer. */
    void release() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    void renewed(long newLeaseEnds) {
        leaseEnds = newLeaseEnds;
    }

    boolean shouldStop() {
        return lost || cancelled || released;
    }

    /**
     * Waits until the lease holds by this machine's own clock: a worker that cannot renew publishes nothing, though the
     * fence would refuse it anyway.
     *
     * @return false if the run is to stop instead
     */
    boolean awaitLease() {
        while (!shouldStop()) {
            if (leaseEnds - System.nanoTime() > 0) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }
}
