package estiva.worker.write;

/** A target that cannot be loaded; the message names it and says what to do. */
public final class TargetRefused extends Exception {

    public TargetRefused(String message) {
        super(message);
    }

    TargetRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
