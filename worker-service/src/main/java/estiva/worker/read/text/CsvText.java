package estiva.worker.read.text;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Limits;
import estiva.worker.read.MalformedText;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/** The text of CSV: its lines, whether they end in LF, CR LF or CR, and what stands where its reader looks. */
abstract class CsvText extends BufferedRecords {

    final CsvSigns signs;
    final DelimitedRow row;
    /** The next character. */
    int at;
    /** Of the field that is read. */
    int start;
    /** Of the next character, from 1. */
    long line = 1;

    private boolean lfMayFollow;
    private boolean hasEnded;
    private boolean looksAhead;
    private boolean isCut;

    CsvText(Reader reader, CsvSigns signs, DelimitedRow row, MemoryShare memory) {
        super(reader, memory);
        this.signs = signs;
        this.row = row;
        row.of(this);
    }

    /** Whether the text begins with the line by which Excel learns the delimiter. */
    final boolean beginsWithSeparator() throws IOException, BadRecord {
        String sign = "sep=";
        try {
            for (int i = 0; i < sign.length(); i++) {
                if (Character.toLowerCase(peek(i)) != sign.charAt(i)) {
                    return false;
                }
            }
            return isLineEnd(peek(sign.length())) || isLineEnd(peek(sign.length() + 1));
        } catch (MalformedText e) {
            // Whoever reads as far as there is told, with its row.
            return false;
        }
    }

    private static boolean isLineEnd(int c) {
        return c < 0 || c == '\n' || c == '\r';
    }

    @Override
    public final void skip(int count) throws IOException, BadRecord {
        for (int i = 0; i < count; i++) {
            skipLf();
            if (at == end && !more()) {
                throw new BadRecord("Not enough lines to skip: there are " + i + ", not " + count);
            }
            skipLine();
        }
    }

    /**
     * Tells how many fields the first records have, as far as they stand in the buffer. They are read again afterwards.
     *
     * @return of each good record with something in it
     */
    final int[] lookAhead(int most) throws IOException {
        fill();
        int[] counts = new int[most];
        int found = 0;
        int first = at;
        long firstLine = line;
        boolean lfMayFollowFirst = lfMayFollow;
        looksAhead = true;
        isCut = false;
        try {
            while (found < most && next() && !isCut) {
                if (row.problem() == null && !row.isEmpty()) {
                    counts[found++] = row.fieldCount();
                }
            }
        } catch (BadRecord e) {
            // What is before it counts. The reading proper will meet the fault and report it.
        }
        looksAhead = false;
        at = first;
        from = first;
        line = firstLine;
        lfMayFollow = lfMayFollowFirst;
        return Arrays.copyOf(counts, found);
    }

    private void fill() throws IOException {
        try {
            while (end < chars.length && !hasEnded) {
                hasEnded = !read();
            }
        } catch (MalformedText e) {
            // Likewise.
        }
    }

    /** Goes past empty lines and comments. @return false: there is nothing after them */
    final boolean toRecord() throws IOException, BadRecord {
        while (true) {
            from = at;
            number = line;
            skipLf();
            if (at == end && !more()) {
                return false;
            }
            char c = chars[at];
            if (c != '\n' && c != '\r' && c != signs.comment) {
                return true;
            }
            skipLine();
        }
    }

    /** Nothing of it is kept. */
    private void skipLine() throws IOException, BadRecord {
        while (at < end || more()) {
            char c = chars[at];
            if (c == '\n' || c == '\r') {
                endLine();
                from = at;
                return;
            }
            at++;
            from = at;
        }
    }

    private void skipLf() throws IOException, BadRecord {
        if (lfMayFollow && (at < end || more())) {
            at += chars[at] == '\n' ? 1 : 0;
            from = at;
        }
        lfMayFollow = false;
    }

    /** The record ends with this line. */
    final void endLine() {
        to = at;
        lfMayFollow = chars[at] == '\r';
        at++;
        line++;
    }

    /** The record ends with this line, wherever that ends. */
    final void toLineEnd() throws IOException, BadRecord {
        while (at < end || more()) {
            char c = chars[at];
            if (c == '\n' || c == '\r') {
                endLine();
                return;
            }
            at++;
        }
        to = at;
    }

    /** Goes past a line break within a field. */
    final void passLine() throws IOException, BadRecord {
        // Not in one expression with at: to look ahead may move the buffer, and at with it.
        int length = chars[at] == '\r' && peek(1) == '\n' ? 2 : 1;
        at += length;
        line++;
    }

    /** @return the character so far after the next one, or -1 after the end */
    final int peek(int ahead) throws IOException, BadRecord {
        while (at + ahead >= end) {
            if (!more()) {
                return -1;
            }
        }
        return chars[at + ahead];
    }

    /** Whether the delimiter stands so far after the next character, where its first one does. */
    final boolean startsDelimiter(int ahead) throws IOException, BadRecord {
        String delimiter = signs.delimiter;
        for (int i = 1; i < delimiter.length(); i++) {
            if (peek(ahead + i) != delimiter.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads on; the record stays in the buffer from its begin, which may then stand elsewhere. */
    final boolean more() throws IOException, BadRecord {
        if (looksAhead) {
            isCut |= !hasEnded;
            return false;
        }
        int moved = from;
        shift();
        at -= moved;
        start -= moved;
        if (end == chars.length) {
            if (end >= Limits.LONGEST_ROW) {
                throw new BadRecord("more than 16 Mi characters; is a quote not closed?");
            }
            grow(Math.min(end * 2, Limits.LONGEST_ROW));
        }
        hasEnded = !read();
        return !hasEnded;
    }
}
