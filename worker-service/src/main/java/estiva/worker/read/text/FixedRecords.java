package estiva.worker.read.text;

import java.io.IOException;
import java.io.Reader;

/** A text whose records have one length and no ends: a line break is a character like any other. */
final class FixedRecords implements Records {

    private static final int SMALLEST_BUFFER = 1 << 14;

    private final Reader reader;
    private final int length;
    private final char[] chars;
    private int from;
    private int to;
    private int end;
    private long number;

    FixedRecords(Reader reader, int length) {
        this.reader = reader;
        this.length = length;
        this.chars = new char[Math.max(SMALLEST_BUFFER, length)];
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

    /** Nothing, or the line break that an editor or a transfer has put behind the last record. */
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
        System.arraycopy(chars, from, chars, 0, end - from);
        end -= from;
        from = 0;
        int count = reader.read(chars, end, chars.length - end);
        if (count > 0) {
            end += count;
        }
        return count > 0;
    }

    @Override
    public char[] chars() {
        return chars;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int to() {
        return to;
    }

    @Override
    public long number() {
        return number;
    }
}
