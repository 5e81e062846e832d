package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** Booleans: a bit each, or runs. */
final class FlagValues extends PageValues {

    private final byte[] flag = new byte[1];
    private final Cursor bits = new Cursor();
    private final RunLengths runs;
    private long bit;

    private FlagValues(RunLengths runs) {
        this.runs = runs;
        set(flag, 0, 1);
    }

    static FlagValues ofBits(byte[] page, int from, int to) {
        FlagValues values = new FlagValues(null);
        values.bits.begin(page, from, to);
        values.bit = from * 8L;
        return values;
    }

    static FlagValues ofRuns(byte[] page, int from, int to) throws BadRecord {
        int length = PlainValues.length(page, from, to);
        FlagValues values = new FlagValues(new RunLengths());
        values.runs.begin(page, from + 4, from + 4 + length, 1);
        return values;
    }

    @Override
    void next() throws BadRecord {
        flag[0] = (byte) (runs == null ? bits.bits(bit++, 1) : runs.next());
    }
}
