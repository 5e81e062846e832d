package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** Values one after the other; those that differ in length have it before them. */
final class PlainValues extends PageValues {

    private static final int LENGTH = 4;

    private final byte[] page;
    private final int width;
    private final int end;
    private int at;

    /** @param width of each in bytes; 0: its length is before it */
    PlainValues(byte[] page, int from, int to, int width) {
        this.page = page;
        this.width = width;
        at = from;
        end = to;
    }

    @Override
    void next() throws BadRecord {
        int length = width == 0 ? length(page, at, end) : width;
        int start = width == 0 ? at + LENGTH : at;
        if (length > end - start) {
            throw new BadRecord("it ends in the middle of a value");
        }
        set(page, start, length);
        at = start + length;
    }

    /** The length of the value that begins there. */
    static int length(byte[] page, int at, int end) throws BadRecord {
        if (end - at < LENGTH) {
            throw new BadRecord("it has fewer values than it says");
        }
        int length = (int) littleEndian(page, at, LENGTH);
        if (length < 0 || length > end - at - LENGTH) {
            throw new BadRecord("a value of " + Integer.toUnsignedString(length) + " bytes does not fit into it");
        }
        return length;
    }
}
