package estiva.worker.load;

import estiva.control.files.FileUnavailable;
import estiva.worker.write.RowsRefused;

/** A file that cannot be loaded, mostly however often it is tried. The message says what is wrong, where, and what to do. */
public final class LoadFailure extends Exception {

    private final transient LoadResult soFar;

    public LoadFailure(String message, LoadResult soFar, Throwable cause) {
        super(message, cause);
        this.soFar = soFar;
    }

    /** Whether it was the table that refused a row, which can be told more exactly through a staging table. */
    public boolean isOfTheTable() {
        return getCause() instanceof RowsRefused;
    }

    /** Whether the file could only not be reached, so that the same load may succeed later. */
    public boolean mayPass() {
        return FileUnavailable.isBehind(getCause());
    }

    /** The same, of a file of which a part is committed. */
    public LoadFailure of(LoadResult whole, String addition) {
        return new LoadFailure(getMessage() + addition, whole, getCause());
    }

    /** The counts and rejects until the failure; no row is loaded. */
    public LoadResult soFar() {
        return soFar;
    }
}
