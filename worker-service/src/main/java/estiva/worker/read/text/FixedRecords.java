package estiva.worker.read.text;

import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.io.Reader;

/** A text whose records have one length and no ends: a line break is a character like any other. */
final class FixedRecords extends BufferedRecords {

    private final int length;

    FixedRecords(Reader reader, MemoryShare memory, int length) {
        super(reader, memory);
        this.length = length;
        if (length > SMALLEST_BUFFER) {
            grow(length);
        }
    }

    @Override
    public boolean next() throws IOException {
        number++;
        from = to;
        while (end - from < length && fill()) {
            // until the record is whole
        }
        to = Math.min(from + length, end);
        return !isRest();
    }

    /** Nothing, or the line break that an editor or a transfer has put after the last record. */
    private boolean isRest() {
        if (to - from >= Math.min(length, 3)) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (chars[at] != '\n' && chars[at] != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        shift();
        return read();
    }
}
