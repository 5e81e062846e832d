package estiva.worker.read.text;

import estiva.worker.read.BadRecord;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.io.Reader;

/** A text whose records have one length and no ends: a line break is a character like any other. */
final class FixedRecords extends BufferedRecords {

    private final int length;
    private final ByteWidths widths;

    /** @param widths of its characters, if the length counts bytes; null: it counts characters */
    FixedRecords(Reader reader, MemoryShare memory, int length, ByteWidths widths) {
        super(reader, memory);
        this.length = length;
        this.widths = widths;
        // One more: the last character can be half of a pair, which has no bytes of its own.
        if (length >= SMALLEST_BUFFER) {
            grow(length + 1);
        }
    }

    @Override
    public boolean next() throws IOException, BadRecord {
        number++;
        from = to;
        if (widths == null) {
            while (end - from < length && fill()) {
                // until the record is whole
            }
            to = Math.min(from + length, end);
        } else {
            nextOfBytes();
        }
        return !isRest();
    }

    private void nextOfBytes() throws IOException, BadRecord {
        int characters = 0;
        int bytes = 0;
        while (from + characters < end || fill()) {
            int width = widths.of(chars[from + characters]);
            if (bytes == length && width > 0) {
                break;
            }
            bytes += width;
            characters++;
            if (bytes > length) {
                throw new BadRecord("a character goes over the end of the record: it has no end after " + length
                        + " bytes; are recordLength and encoding right?");
            }
        }
        to = from + characters;
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
