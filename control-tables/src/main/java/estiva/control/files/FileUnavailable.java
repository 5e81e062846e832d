package estiva.control.files;

import java.io.IOException;

/** A file that cannot be read at this moment, through no fault of its own: another try may find it. */
public final class FileUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    public FileUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether this is the cause of a failure, however parsers have wrapped it. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof FileUnavailable) {
                return true;
            }
        }
        return false;
    }
}
