package estiva.worker.convert;

/** A column's format or locale that cannot be used; the message names it and what to write instead. */
public final class BadFormat extends Exception {

    public BadFormat(String message) {
        super(message);
    }
}
