package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** Whole numbers, each as its difference to the one before, in blocks of packed bits: taken one by one. */
final class DeltaNumbers extends PageValues {

    private static final int MOST_PARTS = 4096;

    private final Cursor cursor = new Cursor();
    private final byte[] number;
    private int perPart;
    private int parts;
    private int left;
    private boolean isFirst = true;
    private long value;
    private long least;
    private int widths;
    private int part;
    private int leftInPart;
    private int width;
    private long bit;

    /**
     * @param most that there may be
     * @param bytes of each, 4 or 8
     */
    DeltaNumbers(byte[] page, int from, int to, int most, int bytes) throws BadRecord {
        number = new byte[bytes];
        set(number, 0, bytes);
        cursor.begin(page, from, to);
        int block = cursor.size();
        parts = cursor.size();
        left = cursor.size();
        value = cursor.zigzag();
        if (parts < 1
                || parts > MOST_PARTS
                || block % parts != 0
                || block / parts % 8 != 0
                || block == 0
                || left > most) {
            throw new BadRecord(
                    "it has " + left + " values of " + most + " in blocks of " + block + " with " + parts + " parts");
        }
        perPart = block / parts;
        part = parts;
    }

    @Override
    void next() throws BadRecord {
        long next = nextNumber();
        for (int i = 0; i < number.length; i++) {
            number[i] = (byte) (next >>> 8 * i);
        }
    }

    long nextNumber() throws BadRecord {
        if (left == 0) {
            throw new BadRecord("it has fewer values than it says");
        }
        left--;
        if (isFirst) {
            isFirst = false;
            return value;
        }
        if (leftInPart == 0) {
            beginPart();
        }
        leftInPart--;
        value += least + cursor.bits(bit, width);
        bit += width;
        return value;
    }

    /** Passes by all that are left. @return where the bytes after them begin */
    int end() throws BadRecord {
        while (left > 0) {
            nextNumber();
        }
        return cursor.at();
    }

    private void beginPart() throws BadRecord {
        if (part == parts) {
            least = cursor.zigzag();
            widths = cursor.skip(parts);
            part = 0;
        }
        width = (int) cursor.bits((widths + part++) * 8L, 8);
        if (width > 64) {
            throw new BadRecord("it packs numbers into " + width + " bits");
        }
        bit = cursor.skip((long) perPart * width / 8) * 8L;
        leftInPart = perPart;
    }
}
