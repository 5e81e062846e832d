package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** The values of one page, one after the other: the bytes of each as the format's PLAIN encoding has them. */
abstract class PageValues {

    private byte[] bytes;
    private int from;
    private int length;

    /** Goes to the next value. */
    abstract void next() throws BadRecord;

    final byte[] bytes() {
        return bytes;
    }

    final int from() {
        return from;
    }

    final int length() {
        return length;
    }

    /** The value as a number, of those types that are one. */
    final long number() {
        return littleEndian(bytes, from, length);
    }

    final void set(byte[] array, int start, int count) {
        bytes = array;
        from = start;
        length = count;
    }

    /** @param count at most 8; the highest bit is the sign of 4 and of 8 bytes */
    static long littleEndian(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = count - 1; i >= 0; i--) {
            number = number << 8 | bytes[from + i] & 0xFF;
        }
        return count == 4 ? (int) number : number;
    }
}
