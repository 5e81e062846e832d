package estiva.worker.read.text;

import estiva.control.imports.FileFormat;
import estiva.control.imports.FileFormat.Field;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Header;
import estiva.worker.read.Notation;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.StoredFile;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines whose fields begin at fixed places, as an SSIS flat file of the kinds "fixed width" with line breaks and "ragged
 * right" has them. A line that is too short or too long for its fields is a bad row; empty lines are no rows. Or records of one
 * length without line ends, as the kind "fixed width" has them: a last one that is cut off is a bad row.
 */
public final class FixedFile extends RowFile {

    private final Records records;
    private final LineRow row;
    private final Header header;
    private final int[] starts;
    private final int[] ends;
    private final int shortest;
    private final boolean isRagged;
    private final char comment;
    private final boolean hasComments;

    public FixedFile(StoredFile stored, StrictReader text, FileFormat format) throws IOException, UnreadableFile {
        super(stored, text);
        Integer recordLength = format.recordLength();
        records = recordLength == null
                ? new Lines(text, stored.memory())
                : new FixedRecords(text, stored.memory(), recordLength);
        row = new LineRow(records, stored.memory());
        List<Field> fields = format.fieldsOrEmpty();
        starts = new int[fields.size()];
        ends = new int[fields.size()];
        List<String> names = new ArrayList<>();
        int end = 0;
        int last = 0;
        for (int i = 0; i < starts.length; i++) {
            Field field = fields.get(i);
            starts[i] = field.start() == null ? end : field.start() - 1;
            end = starts[i] + (field.length() == null ? 0 : field.length());
            ends[i] = end;
            last = Math.max(last, end);
            names.add(field.name() == null ? String.valueOf(i + 1) : field.name());
        }
        header = new Header(names);
        isRagged = recordLength == null && fields.get(starts.length - 1).length() == null;
        shortest = recordLength == null ? last : recordLength;
        if (recordLength != null && fields.get(starts.length - 1).length() == null) {
            ends[starts.length - 1] = recordLength;
        }
        hasComments = format.comment() != null;
        comment = hasComments ? format.comment().charAt(0) : 0;
        try {
            records.skip(format.skipLinesOrDefault());
        } catch (BadRecord e) {
            throw new UnreadableFile("does not fit the import's format: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Header> header() {
        return Optional.of(header);
    }

    @Override
    protected long line() {
        return records.number();
    }

    @Override
    protected Row read() throws IOException, BadRecord {
        do {
            if (!records.next()) {
                return null;
            }
        } while (records.from() == records.to() || hasComments && records.chars()[records.from()] == comment);
        row.begin(records.number());
        int length = records.to() - records.from();
        if (length < shortest || length > shortest && !isRagged) {
            row.spoil("has " + length + " characters where " + (isRagged ? "at least " : "") + shortest
                    + " are expected");
            return row;
        }
        for (int i = 0; i < starts.length; i++) {
            int end = isRagged && i == starts.length - 1 ? length : ends[i];
            row.add(records.chars(), records.from() + starts[i], end - starts[i], Notation.PLAIN);
        }
        return row;
    }
}
