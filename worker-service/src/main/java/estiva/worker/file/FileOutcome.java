package estiva.worker.file;

import estiva.worker.claim.Run;

/** How the load of one file went, as far as its process must know. */
public sealed interface FileOutcome {
    /** Completed, and so written. */
    FileOutcome ENDED = new Ended(false);

    /** Failed for good, and so written. */
    FileOutcome FAILED = new Ended(true);

    /** The claim is no longer this worker's. */
    FileOutcome LOST = new Lost();

    /** Stopped on request and rolled back. */
    FileOutcome STOPPED = new Stopped();

    /** What a load that was asked to stop came to. */
    static FileOutcome stopped(Run run) {
        return run.isLost() ? LOST : STOPPED;
    }

    record Ended(boolean isFailed) implements FileOutcome {}

    record Lost() implements FileOutcome {}

    record Stopped() implements FileOutcome {}

    /**
     * The same load may succeed later.
     *
     * @param isBlocked another session holds what the load needs: waiting for it is no failure
     */
    record Retry(String error, boolean isBlocked) implements FileOutcome {}

    /**
     * The database was not there or not able: whatever was loaded would have met that, as long as the load itself did not bring it about.
     *
     * @param target as the ledger has it; null: the load had not found it
     */
    record Unavailable(String error, String target) implements FileOutcome {}
}
