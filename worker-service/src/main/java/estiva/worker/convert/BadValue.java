package estiva.worker.convert;

/** A field that cannot become a value of its column; the message continues the value: {@code 'abc' is not a number}. */
public final class BadValue extends Exception {

    public BadValue(String reason) {
        // Bad rows may come by the million: no stack trace, their origin is the file.
        super(reason, null, false, false);
    }
}
