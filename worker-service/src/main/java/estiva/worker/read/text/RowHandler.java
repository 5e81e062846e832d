package estiva.worker.read.text;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import estiva.worker.read.Limits;
import estiva.worker.read.Notation;

/** Takes fields from the parser's buffer into the row, within the limits that keep memory bounded. */
final class RowHandler extends AbstractBaseCsvCallbackHandler<DelimitedRow> {

    private final DelimitedRow row;
    private final FieldMeter meter;

    RowHandler(DelimitedRow row, FieldMeter meter) {
        this.row = row;
        this.meter = meter;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        row.begin(startingLineNumber);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index >= Limits.MOST_FIELDS) {
            throw new CsvParseException("more than 10,000 fields; is the delimiter right?");
        }
        if (row.length() + length > Limits.LONGEST_ROW) {
            throw new CsvParseException("more than 16 Mi characters; is a quote not closed?");
        }
        meter.fieldEnds();
        row.add(buffer, offset, length, quoted ? Notation.QUOTED : Notation.PLAIN);
    }

    @Override
    protected void handleComment(char[] buffer, int offset, int length) {
        meter.fieldEnds();
    }

    @Override
    protected void handleEmpty() {
        meter.fieldEnds();
    }

    @Override
    protected DelimitedRow buildRecord() {
        return row;
    }
}
