package estiva.worker.read;

import java.io.IOException;

/** Bytes that are no characters of the encoding. */
public final class MalformedText extends IOException {

    private final long position;

    /** @param position of the first bad byte in the file, from 1 */
    public MalformedText(long position, String message) {
        super(message);
        this.position = position;
    }

    long position() {
        return position;
    }
}
