package estiva.worker.read.text;

import estiva.worker.read.MemoryShare;
import estiva.worker.read.Row;

/** A row that is one line, or one record, of the file. */
final class LineRow extends Row {

    private final Records records;

    LineRow(Records records, MemoryShare memory) {
        super(memory);
        this.records = records;
    }

    @Override
    public String rawText(int longest) {
        return new String(records.chars(), records.from(), Math.min(longest, records.to() - records.from()));
    }
}
