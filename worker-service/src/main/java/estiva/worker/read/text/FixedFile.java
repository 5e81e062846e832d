package estiva.worker.read.text;

import estiva.control.imports.FileFormat;
import estiva.control.imports.FileFormat.Field;
import estiva.worker.read.BadRecord;
import estiva.worker.read.EmptyRows;
import estiva.worker.read.Header;
import estiva.worker.read.Invisible;
import estiva.worker.read.Notation;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.StoredFile;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines whose fields begin at fixed places, as an SSIS flat file of the kinds "fixed width" with line breaks and "ragged
 * right" has them. A line that is too short or too long for its fields is a bad row; empty lines are no rows, and neither are
 * lines of blanks unless the import says so. Or records of one length without line ends, as the kind "fixed width" has them: a last one that is cut off is a bad row.
 */
public final class FixedFile extends RowFile {

    private final Records records;
    private final LineRow row;
    private final Header header;
    private final int[] starts;
    private final int[] ends;
    private final int shortest;
    /** Whether the last field has no length. */
    private final boolean isOpen;

    private final boolean isRagged;
    private final char comment;
    private final boolean hasComments;
    private final boolean skipsEmpty;
    private final boolean fillsShort;
    private final BytePlaces places;
    private final String unit;
    private final boolean isOfLines;
    private final EmptyRows empty = new EmptyRows();

    /** @param charset in which the text was written: it tells how many bytes its characters have */
    public FixedFile(StoredFile stored, Reader text, FileFormat format, Charset charset)
            throws IOException, UnreadableFile {
        super(stored, text);
        Integer recordLength = format.recordLength();
        ByteWidths widths = format.countsBytes() ? new ByteWidths(charset) : ByteWidths.ofCharacters();
        isOfLines = recordLength == null;
        records = isOfLines
                ? new Lines(text, stored.memory())
                : new FixedRecords(text, stored.memory(), recordLength, widths);
        places = new BytePlaces(widths);
        unit = format.countsBytes() ? " bytes" : " characters";
        skipsEmpty = format.skipsEmptyRows();
        fillsShort = format.fillsShortRows() && isOfLines;
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
        isOpen = fields.get(starts.length - 1).length() == null;
        isRagged = isOfLines && isOpen;
        shortest = isOfLines ? last : recordLength;
        if (!isOfLines && isOpen) {
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
    public List<String> notes() {
        return empty.notes();
    }

    @Override
    protected Row read() throws IOException, BadRecord {
        do {
            if (!records.next()) {
                return null;
            }
        } while (isNoRow());
        row.begin(records.number());
        int length = places.begin(records.chars(), records.from(), records.to());
        if (length < shortest && !fillsShort || length > shortest && !isRagged) {
            row.spoil("has " + length + unit + " where " + (isRagged ? "at least " : "") + shortest + " are expected");
            return row;
        }
        for (int i = 0; i < starts.length && row.problem() == null; i++) {
            boolean isRest = isRagged && i == starts.length - 1;
            addField(i, Math.min(starts[i], length), isRest ? length : Math.min(ends[i], length));
        }
        return row;
    }

    private boolean isNoRow() {
        if (records.from() == records.to() || hasComments && records.chars()[records.from()] == comment) {
            return true;
        }
        if (!skipsEmpty) {
            return false;
        }
        for (int at = records.from(); at < records.to(); at++) {
            if (!Invisible.isBlank(records.chars()[at])) {
                return false;
            }
        }
        empty.count(records.number());
        return true;
    }

    private void addField(int field, int start, int end) {
        int from = places.charAt(start);
        int to = places.charAt(end);
        if (from < 0 || to < 0) {
            row.spoil("has no character that begins at byte " + ((from < 0 ? start : end) + 1) + ", where field "
                    + (field + 1) + (from < 0 ? " begins" : " ends") + "; is the encoding right?");
            return;
        }
        if (!isOfLines) {
            to = field == starts.length - 1 && isOpen ? withoutLineEnd(from, to) : to;
            if (hasLineBreak(from, to)) {
                row.spoil("has a line break in field " + (field + 1) + ", as if the file had lines: leave out the"
                        + " format's recordLength, or count the line end into it");
                return;
            }
        }
        int first = Invisible.start(records.chars(), from, to);
        int last = Invisible.end(records.chars(), first, to);
        row.add(records.chars(), first, last - first, Notation.PLAIN);
    }

    /** A last field without a length goes to the end of the record, into which a line end may be counted. */
    private int withoutLineEnd(int from, int to) {
        int end = to;
        while (end > from && end > to - 2 && isLineBreak(records.chars()[end - 1])) {
            end--;
        }
        return end;
    }

    private boolean hasLineBreak(int from, int to) {
        for (int at = from; at < to; at++) {
            if (isLineBreak(records.chars()[at])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
