package estiva.worker.load;

/** More bad rows than the import allows. */
final class TooManyRejects extends Exception {

    TooManyRejects(long allowed, Reject first) {
        super((allowed == 0 ? "has a bad row: " : "has more than " + allowed + " bad rows; first: ") + first.describe()
                + "; correct the file, or allow bad rows by the import's rejects.maxRows");
    }
}
