package estiva.worker.read.text;

import java.io.IOException;
import java.io.Reader;

/**
 * Leaves out what old systems write after a text: 0x1A, which DOS took for its end and CP/M filled the last block with, and
 * line breaks after it. Where more text follows it is a character like any other.
 */
public final class DosEnd extends Reader {

    private static final char SUBSTITUTE = 0x1A;
    /** No system fills a longer block. */
    private static final int LONGEST = 1 << 12;

    private final Reader text;
    /** What may be the end. */
    private final StringBuilder held = new StringBuilder();
    /** What was held and is not the end. */
    private final StringBuilder ready = new StringBuilder();

    public DosEnd(Reader text) {
        this.text = text;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        while (ready.isEmpty()) {
            int count = text.read(chars, offset, length);
            int kept = count <= 0 ? count : hold(chars, offset, count);
            if (kept != 0 || count <= 0) {
                return kept;
            }
        }
        int count = Math.min(length, ready.length());
        ready.getChars(0, count, chars, offset);
        ready.delete(0, count);
        return count;
    }

    /** @return how many of the characters can be given out at once; those that can be later are ready, or held */
    private int hold(char[] chars, int offset, int count) {
        int tail = count;
        int at = count;
        while (at > 0 && isOfTheEnd(chars[offset + at - 1])) {
            at--;
            tail = chars[offset + at] == SUBSTITUTE ? at : tail;
        }
        boolean isHeldOn = !held.isEmpty() && at == 0;
        if (isHeldOn) {
            tail = 0;
        } else if (!held.isEmpty()) {
            ready.append(held).append(chars, offset, tail);
            held.setLength(0);
        }
        held.append(chars, offset + tail, count - tail);
        if (held.length() > LONGEST) {
            // Given out in its order: nothing that comes before it is left by then.
            ready.append(ready.isEmpty() ? new String(chars, offset, tail) : "").append(held);
            held.setLength(0);
        }
        return ready.isEmpty() ? tail : 0;
    }

    private static boolean isOfTheEnd(char c) {
        return c == SUBSTITUTE || c == '\n' || c == '\r';
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
