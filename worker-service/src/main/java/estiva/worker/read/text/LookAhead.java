package estiva.worker.read.text;

import estiva.worker.read.BadRecord;
import java.io.IOException;
import java.io.Reader;

/** Looks ahead in a text and counts its lines, whether they end in LF, CR LF or CR. */
final class LookAhead {

    private final Reader reader;
    private final char[] chars = new char[1 << 14];
    private int at;
    private int end;
    private long line = 1;

    LookAhead(Reader reader) {
        this.reader = reader;
    }

    /** The line of the next character, from 1. */
    long line() {
        return line;
    }

    /** @return the next character, or -1 at the end */
    int peek() throws IOException {
        return at < end || fill() ? chars[at] : -1;
    }

    int read() throws IOException {
        int c = peek();
        if (c < 0) {
            return c;
        }
        at++;
        if (c == '\n' || c == '\r' && peek() != '\n') {
            line++;
        }
        return c;
    }

    /** @param wanted shorter than the buffer, without line breaks */
    boolean startsWith(String wanted) throws IOException {
        while (end - at < wanted.length()) {
            if (!fill()) {
                return false;
            }
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (chars[at + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** @param count of characters that were looked at, without line breaks */
    void skip(int count) {
        at += count;
    }

    /** Goes past the end of this line. @return false when the text ends first */
    boolean skipLine() throws IOException {
        long here = line;
        while (line == here) {
            if (read() < 0) {
                return false;
            }
        }
        return true;
    }

    void skipLines(int count) throws IOException, BadRecord {
        for (int i = 0; i < count; i++) {
            if (!skipLine()) {
                throw new BadRecord("Not enough lines to skip: there are " + i + ", not " + count);
            }
        }
    }

    private boolean fill() throws IOException {
        System.arraycopy(chars, at, chars, 0, end - at);
        end -= at;
        at = 0;
        int count = reader.read(chars, end, chars.length - end);
        if (count > 0) {
            end += count;
        }
        return count > 0;
    }
}
