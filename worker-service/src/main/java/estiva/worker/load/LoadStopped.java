package estiva.worker.load;

/** The load ended because it was asked to. The transaction holds part of the file: roll it back. */
public final class LoadStopped extends Exception {

    public LoadStopped() {
        super("the load was asked to stop", null, false, false);
    }
}
