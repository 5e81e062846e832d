package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** The values to which a chunk's pages refer by their number. */
final class PageDictionary {

    private final PageMemory memory;
    private final int width;
    private final Room bytes;
    private int[] starts = new int[0];
    private int count;

    /** @param width of each value in bytes; 0: they differ */
    PageDictionary(PageMemory memory, int width) {
        this.memory = memory;
        this.width = width;
        bytes = new Room(memory);
    }

    /** Forgets what it holds. @return where the dictionary of the next chunk is to be put */
    Room clear() {
        count = 0;
        return bytes;
    }

    /** The room is filled. */
    void index(int values, int size) throws BadRecord {
        int least = width == 0 ? 4 : width;
        if (values < 0 || values > size / least) {
            throw new BadRecord("it has " + size + " bytes for " + values + " values");
        }
        if (width == 0) {
            if (starts.length < values) {
                memory.take(4L * (values - starts.length));
                starts = new int[values];
            }
            int at = 0;
            for (int i = 0; i < values; i++) {
                starts[i] = at + 4;
                at += 4 + PlainValues.length(bytes.bytes(), at, size);
            }
        }
        count = values;
    }

    void find(int number, PageValues into) throws BadRecord {
        if (number < 0 || number >= count) {
            throw new BadRecord(
                    "it refers to value " + Integer.toUnsignedString(number) + " of a dictionary of " + count);
        }
        if (width == 0) {
            int start = starts[number];
            into.set(bytes.bytes(), start, (int) PageValues.littleEndian(bytes.bytes(), start - 4, 4));
        } else {
            into.set(bytes.bytes(), number * width, width);
        }
    }
}
