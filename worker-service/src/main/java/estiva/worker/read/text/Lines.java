package estiva.worker.read.text;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Invisible;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.io.Reader;

/** A text line by line, whether they end in LF, CR LF or CR; a line stands in {@link #chars} until the next is read. */
final class Lines extends BufferedRecords {

    private int next;
    private boolean lfMayFollow;

    Lines(Reader reader, MemoryShare memory) {
        super(reader, memory);
    }

    @Override
    public boolean next() throws IOException, BadRecord {
        number++;
        from = next;
        to = from;
        if (lfMayFollow && (from < end || fill()) && chars[from] == '\n') {
            from++;
        }
        for (int length = 0; from + length < end || fill(); length++) {
            char c = chars[from + length];
            if (c == '\n' || c == '\r') {
                to = from + length;
                next = to + 1;
                lfMayFollow = c == '\r';
                return true;
            }
        }
        to = end;
        next = end;
        lfMayFollow = false;
        return to > from;
    }

    /** Leaves out what is invisible at the edges of the line, such as the mark of a file that others were appended to. */
    void strip() {
        from = Invisible.start(chars, from, to);
        to = Invisible.end(chars, from, to);
    }

    boolean isBlank() {
        for (int at = from; at < to; at++) {
            if (chars[at] > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Keeps the line so far, at the front. */
    private boolean fill() throws IOException, BadRecord {
        shift();
        if (end == chars.length) {
            if (end >= Limits.LONGEST_ROW) {
                throw new BadRecord("more than 16 Mi characters without a line break");
            }
            grow(end * 2);
        }
        return read();
    }
}
