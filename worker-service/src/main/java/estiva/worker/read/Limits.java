package estiva.worker.read;

/** What one row may cost, so that memory stays bounded whatever a file holds. */
public final class Limits {

    public static final int MOST_FIELDS = 10_000;
    public static final int LONGEST_ROW = 16 * 1024 * 1024;

    private Limits() {}
}
