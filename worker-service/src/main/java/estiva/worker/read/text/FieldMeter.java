package estiva.worker.read.text;

import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.io.Reader;

/** Charges for the buffer in which FastCSV holds a field until its end was read, as far as that is longer than usual. */
final class FieldMeter extends Reader {

    private static final int HARMLESS = 1 << 14;
    /** The buffer doubles, and while it does so is there as it was before, too. */
    private static final int FACTOR = 3;

    private static final long MOST = Limits.LONGEST_ROW * 3L / 2;

    private final Reader text;
    private final MemoryShare memory;
    private final boolean isHidden;
    private int unended;
    private long charged;

    /** @param isHidden whether the buffer is none of those into which FastCSV reads: so with delimiters of several characters */
    FieldMeter(Reader text, MemoryShare memory, boolean isHidden) {
        this.text = text;
        this.memory = memory;
        this.isHidden = isHidden;
    }

    void fieldEnds() {
        unended = 0;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        unended += length;
        int buffer = isHidden ? unended : chars.length;
        if (buffer > HARMLESS) {
            charge(Math.min((long) FACTOR * buffer, MOST) * Character.BYTES);
        }
        return text.read(chars, offset, length);
    }

    /** Once it is long it stays so. */
    private void charge(long bytes) {
        if (bytes > charged) {
            memory.take(bytes - charged);
            charged = bytes;
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
