package estiva.control.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** An error as a log shows it: its stack trace has lines, its messages have none. */
final class VisibleThrowable extends Throwable {
    private static final long serialVersionUID = 1L;

    private final String shown;

    private VisibleThrowable(Throwable of, String shown, Throwable cause) {
        super(of.getMessage(), cause);
        this.shown = shown;
    }

    /** @return the error itself if all its messages are visible as they are */
    static Throwable of(Throwable error) {
        return isVisible(error, newSet()) ? error : copy(error, newSet());
    }

    @Override
    public String toString() {
        return shown;
    }

    @Override
    public String getMessage() {
        return VisibleText.of(super.getMessage());
    }

    /** Its stack trace is that of the error whose place it takes. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    private static boolean isVisible(Throwable error, Set<Throwable> seen) {
        if (error == null || !seen.add(error)) {
            return true;
        }
        boolean visible = VisibleText.invisible(error.toString()).isEmpty() && isVisible(error.getCause(), seen);
        for (Throwable suppressed : error.getSuppressed()) {
            visible &= isVisible(suppressed, seen);
        }
        return visible;
    }

    /** Causes may go in a circle, which is not gone round again. */
    private static Throwable copy(Throwable error, Set<Throwable> seen) {
        if (error == null || !seen.add(error)) {
            return null;
        }
        VisibleThrowable copy =
                new VisibleThrowable(error, VisibleText.of(error.toString()), copy(error.getCause(), seen));
        copy.setStackTrace(error.getStackTrace());
        for (Throwable suppressed : error.getSuppressed()) {
            Throwable shown = copy(suppressed, seen);
            if (shown != null) {
                copy.addSuppressed(shown);
            }
        }
        return copy;
    }

    private static Set<Throwable> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
