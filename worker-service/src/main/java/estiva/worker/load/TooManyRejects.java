package estiva.worker.load;

import estiva.control.imports.Rejects;

/** More bad rows than the import allows. */
final class TooManyRejects extends Exception {

    /** @param first null: known to an earlier load only */
    TooManyRejects(Rejects limits, long rejected, long read, Reject first) {
        super(howMany(limits, rejected, read) + (first == null ? "among those before" : first.describe())
                + "; correct the file, or allow bad rows by the import's rejects.maxRows or maxPercent");
    }

    private static String howMany(Rejects limits, long rejected, long read) {
        if (rejected <= limits.mostRows()) {
            return "has " + rejected + " bad rows among " + read + ", more than "
                    + limits.maxPercent().toPlainString() + " percent; first: ";
        }
        if (limits.mostRows() > 0) {
            return "has more than " + limits.mostRows() + " bad rows; first: ";
        }
        return rejected == 1 ? "has a bad row: " : "has " + rejected + " bad rows; first: ";
    }
}
