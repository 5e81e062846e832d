package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** Values of one width: first the first bytes of all, then their second bytes, and so on. */
final class SplitValues extends PageValues {

    private final byte[] page;
    private final int from;
    private final int count;
    private final byte[] value;
    private int next;

    SplitValues(byte[] page, int from, int to, int width) {
        this.page = page;
        this.from = from;
        count = (to - from) / width;
        value = new byte[width];
        set(value, 0, width);
    }

    @Override
    void next() throws BadRecord {
        if (next == count) {
            throw new BadRecord("it has fewer values than it says");
        }
        for (int i = 0; i < value.length; i++) {
            value[i] = page[from + i * count + next];
        }
        next++;
    }
}
