package estiva.worker.read.text;

import estiva.worker.read.BadRecord;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.io.Reader;

/** A text whose records have one length and no ends: a line break is a character like any other. */
final class FixedRecords extends BufferedRecords {

    private final int length;
    private final ByteWidths widths;

    FixedRecords(Reader reader, MemoryShare memory, int length, ByteWidths widths) {
        super(reader, memory);
        this.length = length;
        this.widths = widths;
        // One more: the last character can be half of a pair, which has no place of its own.
        if (length >= SMALLEST_BUFFER) {
            grow(length + 1);
        }
    }

    @Override
    public boolean next() throws IOException, BadRecord {
        number++;
        from = to;
        if (widths.areBytes() || !isPlain()) {
            count();
        }
        return !isRest();
    }

    /** Of characters without pairs nothing needs to be counted. */
    private boolean isPlain() throws IOException {
        while (end - from < length && fill()) {
            // until there are as many as the record has at least
        }
        to = Math.min(from + length, end);
        return widths.areOnes(chars, from, to);
    }

    private void count() throws IOException, BadRecord {
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
        if (end == chars.length) {
            // Of nothing but pairs.
            grow(2 * length + 1);
        }
        return read();
    }
}
