package estiva.worker.read;

/**
 * The reading ended because a {@link Stop} asked for it, and not by any fault of the file: unchecked, so that no reader
 * takes it for one.
 */
public final class ReadingStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadingStopped() {
        super("the reading was asked to stop", null, false, false);
    }
}
