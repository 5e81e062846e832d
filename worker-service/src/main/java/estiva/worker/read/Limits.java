package estiva.worker.read;

/** What one row may cost, so that memory stays bounded whatever a file holds. */
final class Limits {

    static final int MOST_FIELDS = 10_000;
    static final int LONGEST_ROW = 16 * 1024 * 1024;

    private Limits() {}
}
