package estiva.worker.load;

/**
 * The load did not go smoothly, and what it knew of the table was a moment old: it is to be rolled back and done again,
 * which looks at the table again.
 */
public final class TargetOutdated extends Exception {
    private static final long serialVersionUID = 1L;

    TargetOutdated() {
        super("the table may have been altered since it was looked at", null, false, false);
    }
}
