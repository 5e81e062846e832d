package estiva.system;

/** A process that was expected to run has ended; waiting longer is pointless. */
public final class ProcessEndedException extends RuntimeException {

    public ProcessEndedException(String message) {
        super(message);
    }
}
