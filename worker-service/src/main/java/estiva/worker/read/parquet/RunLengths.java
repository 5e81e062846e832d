package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** Numbers of few bits, in runs of equal ones and in groups of eight, packed: taken one by one, whatever a run claims. */
final class RunLengths {

    private final Cursor cursor = new Cursor();
    private int width;
    private long left;
    private boolean isPacked;
    private int value;
    private long bit;

    void begin(byte[] page, int from, int to, int bits) throws BadRecord {
        if (bits < 0 || bits > 32) {
            throw new BadRecord("it packs numbers into " + bits + " bits");
        }
        cursor.begin(page, from, to);
        width = bits;
        left = 0;
    }

    int next() throws BadRecord {
        while (left == 0) {
            beginRun();
        }
        left--;
        if (isPacked) {
            value = (int) cursor.bits(bit, width);
            bit += width;
        }
        return value;
    }

    private void beginRun() throws BadRecord {
        int header = cursor.size();
        isPacked = (header & 1) == 1;
        int count = header >>> 1;
        if (isPacked) {
            left = count * 8L;
            bit = cursor.at() * 8L;
            // The last group of a page may be cut short, which shows when its bits are taken.
            cursor.skip(Math.min((long) count * width, cursor.left()));
        } else {
            left = count;
            value = 0;
            for (int shift = 0; shift < width; shift += 8) {
                value |= cursor.next() << shift;
            }
        }
    }
}
