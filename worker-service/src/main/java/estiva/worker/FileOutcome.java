package estiva.worker;

/** How the load of one file went, as far as its process must know. */
sealed interface FileOutcome {
    /** Completed or Failed, and so written. */
    FileOutcome ENDED = new Ended();

    /** The claim is no longer this worker's. */
    FileOutcome LOST = new Lost();

    /** Stopped on request and rolled back. */
    FileOutcome STOPPED = new Stopped();

    record Ended() implements FileOutcome {}

    record Lost() implements FileOutcome {}

    record Stopped() implements FileOutcome {}

    /**
     * The same load may succeed later.
     *
     * @param isBlocked another session holds what the load needs: waiting for it is no failure
     */
    record Retry(String error, boolean isBlocked) implements FileOutcome {}
}
