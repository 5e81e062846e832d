package estiva.worker.read.text;

import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.io.Reader;

/** Records that stand in a buffer, each from {@link #from} to {@link #to} until the next one is read. */
abstract class BufferedRecords implements Records {

    static final int SMALLEST_BUFFER = 1 << 14;

    char[] chars;
    int from;
    int to;
    /** Behind the last character that was read. */
    int end;

    long number;
    private final Reader reader;
    private final MemoryShare memory;

    BufferedRecords(Reader reader, MemoryShare memory) {
        this.reader = reader;
        this.memory = memory;
        this.chars = new char[SMALLEST_BUFFER];
    }

    final void grow(int length) {
        chars = memory.grown(chars, length);
    }

    /** Brings what there is of the record to the front. */
    final void shift() {
        System.arraycopy(chars, from, chars, 0, end - from);
        end -= from;
        from = 0;
    }

    /** @return false: the text ends here */
    final boolean read() throws IOException {
        int count = reader.read(chars, end, chars.length - end);
        if (count > 0) {
            end += count;
        }
        return count > 0;
    }

    @Override
    public final char[] chars() {
        return chars;
    }

    @Override
    public final int from() {
        return from;
    }

    @Override
    public final int to() {
        return to;
    }

    @Override
    public final long number() {
        return number;
    }
}
