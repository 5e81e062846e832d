package estiva.worker.read;

/** Where the text is no record, and no later one can be trusted to be; the message says what is wrong, not where. */
public final class BadRecord extends Exception {

    public BadRecord(String message) {
        super(message, null, false, false);
    }
}
