package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Notation;

/**
 * What the values of a column are.
 *
 * @param declared the T-SQL type that holds them all; NVARCHAR without a length, which the schema does not tell
 */
record FieldKind(String declared, Writer writer) {

    /** Writes a value down as rows have it. */
    interface Writer {

        /** @throws BadRecord when it cannot be written, which is the row's fault alone */
        Notation write(PageValues value, ValueText text) throws BadRecord;
    }
}
