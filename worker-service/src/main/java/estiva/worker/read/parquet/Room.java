package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import java.util.Arrays;

/** An array that grows with what is put into it, within the memory that a file may take. */
final class Room {

    private final PageMemory memory;
    private byte[] bytes = new byte[0];

    Room(PageMemory memory) {
        this.memory = memory;
    }

    byte[] bytes() {
        return bytes;
    }

    /** @return the array, of at least that size; what was in it is of no more use */
    byte[] of(int size) throws BadRecord {
        return of(size, 0);
    }

    /** @param kept bytes at its begin that stay */
    byte[] of(int size, int kept) throws BadRecord {
        if (bytes.length < size) {
            // A page is seldom as long as the one before: some more spares an array for each that is longer.
            int roomy = (int) Math.min(size + (long) (size >> 3), Integer.MAX_VALUE - 8);
            memory.take((long) roomy - bytes.length);
            bytes = kept == 0 ? new byte[roomy] : Arrays.copyOf(bytes, roomy);
        }
        return bytes;
    }
}
