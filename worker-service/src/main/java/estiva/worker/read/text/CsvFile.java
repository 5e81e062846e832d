package estiva.worker.read.text;

import estiva.control.imports.FileFormat;
import estiva.control.imports.ImportColumn;
import estiva.control.imports.ImportSpec;
import estiva.worker.read.BadRecord;
import estiva.worker.read.EmptyRows;
import estiva.worker.read.Header;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.StoredFile;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file. Empty lines are no rows, and neither are lines of delimiters only unless the import says so. Delimiters after
 * the last column are no fields as long as nothing stands there.
 */
public final class CsvFile extends RowFile {

    private static final int LOOKED_AT = 100;

    private final CsvRecords records;
    private final DelimitedRow row;
    private final SwallowedRows swallowed;
    private final EmptyRows empty = new EmptyRows();
    private final boolean skipsEmpty;
    private final boolean fillsShort;
    private final int width;
    private Header header;
    /** Delimiters after the last column, as the header or the first row has them. */
    private int trailing;

    private boolean hasLookedAtFirst;
    private boolean isAfterHeader;

    public CsvFile(StoredFile stored, Reader text, ImportSpec spec) throws IOException, UnreadableFile {
        super(stored, text);
        FileFormat format = spec.formatOrDefault();
        CsvSigns signs = new CsvSigns(format);
        row = new DelimitedRow(signs, stored.memory());
        records = new CsvRecords(text, format, signs, row, stored.memory());
        swallowed = new SwallowedRows(signs);
        skipsEmpty = format.skipsEmptyRows();
        fillsShort = format.fillsShortRows();
        try {
            if (format.skipLinesOrDefault() == 0 && records.beginsWithSeparator()) {
                throw new UnreadableFile(
                        "begins with the line 'sep=' by which Excel learns the delimiter, and which is no"
                                + " data; say \"skipLines\": 1 in the import's format");
            }
            records.skip(format.skipLinesOrDefault());
        } catch (BadRecord e) {
            throw new UnreadableFile("does not fit the import's format: " + e.getMessage(), e);
        }
        int farthest = ImportColumn.farthestSource(spec.columnsOrEmpty());
        if (format.hasHeader()) {
            header = readHeader(farthest);
            width = header.size();
        } else {
            width = farthest == 0 ? 0 : widthOf(records.lookAhead(LOOKED_AT), farthest);
        }
        hasLookedAtFirst = header == null;
        isAfterHeader = true;
    }

    @Override
    public Optional<Header> header() {
        return Optional.ofNullable(header);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(swallowed.notes());
        notes.addAll(empty.notes());
        return notes;
    }

    @Override
    protected long line() {
        return records.number();
    }

    @Override
    protected Row read() throws IOException, BadRecord {
        while (records.next()) {
            if (row.problem() != null) {
                look();
                return row;
            }
            if (!skipsEmpty || !row.isEmpty()) {
                look();
                if (isAfterHeader && row.fieldCount() != width && width > 0) {
                    fit();
                }
                hasLookedAtFirst = isAfterHeader;
                return row;
            }
            empty.count(row.line());
        }
        return null;
    }

    private void look() {
        if (records.lineBreaks() > 0 && width > 1) {
            swallowed.look(records, width, rowsRead() + 1);
        }
    }

    /** Of a row that has more or fewer fields than it should. */
    private void fit() {
        int more = row.fieldCount() - width;
        if (more < 0) {
            if (fillsShort) {
                row.fit(width);
            } else {
                row.spoil("has " + row.fieldCount() + " fields where " + width + " are expected");
            }
            return;
        }
        boolean isNothing = row.isEmptyFrom(width);
        if (!hasLookedAtFirst && isNothing) {
            trailing = Math.max(trailing, more);
        }
        if (isNothing && more <= trailing) {
            row.fit(width);
        } else if (!isNothing && more <= trailing) {
            row.spoil("has a value after its last column, in field " + row.fieldCount() + " where " + width
                    + " are expected");
        } else {
            row.spoil("has " + row.fieldCount() + " fields where " + width + " are expected");
        }
    }

    /** @param farthest the highest position that the import reads: a column without a name, too, if it does */
    private Header readHeader(int farthest) throws UnreadableFile {
        Row names = fetch();
        if (names == null) {
            throw new UnreadableFile("has no header: it holds nothing but empty lines");
        }
        if (names.problem() != null) {
            throw new UnreadableFile("line " + names.line() + ", the header, " + names.problem());
        }
        Header whole = Header.of(names, memory());
        int last = whole.size();
        while (last > Math.max(1, farthest) && whole.names().get(last - 1).isEmpty()) {
            last--;
        }
        trailing = whole.size() - last;
        return new Header(whole.names().subList(0, last));
    }

    /** What most of the first rows have, but no less than the import reads. */
    private int widthOf(int[] counts, int farthest) throws UnreadableFile {
        int most = Arrays.stream(counts).max().orElse(farthest);
        if (most < farthest && !fillsShort) {
            throw new UnreadableFile("lacks column " + farthest + ": its first rows have no more than " + most
                    + " fields; is the delimiter right?");
        }
        int best = farthest;
        int votes = 0;
        for (int count : counts) {
            int same = 0;
            for (int other : counts) {
                same += other == count ? 1 : 0;
            }
            if (same > votes || same == votes && (count == farthest || best != farthest && count < best)) {
                best = count;
                votes = same;
            }
        }
        return Math.max(best, farthest);
    }
}
