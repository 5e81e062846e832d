package estiva.worker.load;

/** The file cannot go straight into its table: nothing of it was read. */
public final class StagingNeeded extends Exception {
    private static final long serialVersionUID = 1L;

    StagingNeeded(String message) {
        super(message, null, false, false);
    }
}
