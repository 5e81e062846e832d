package estiva.worker.read.parquet;

import estiva.control.imports.FileFormat;
import estiva.worker.read.BadRecord;
import estiva.worker.read.CellRow;
import estiva.worker.read.Header;
import estiva.worker.read.Limits;
import estiva.worker.read.Notation;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.StoredFile;
import estiva.worker.read.TextEncoding;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * A parquet file, row by row. A row's line is its number.
 *
 * <p>Of the format's own project only the structures that describe a file are used. Its reader needs Hadoop's classes and
 * native codecs; its decoders take what a page claims for granted, so that a file of some hundred bytes can ask for all
 * the memory there is, and make an object a value. What is left to do without them is this class and those it names: a
 * page of each column that is wanted, and its dictionary, is in memory, and no more.
 */
public final class ParquetFile extends RowFile {

    private static final char[] NOTHING = new char[0];

    private final StoredFile stored;
    private final ParquetBytes file;
    private final Header header;
    private final List<RowGroup> groups;
    private final int leaves;
    private final Column[] columns;
    private final CellRow row;
    private final ValueText text;
    private int nextGroup;
    private long leftInGroup;

    private ParquetFile(StoredFile stored, ParquetBytes file, FileFormat format)
            throws IOException, BadRecord, UnreadableFile {
        super(stored, file);
        this.stored = stored;
        this.file = file;
        row = new CellRow(stored.memory());
        text = new ValueText(stored.memory());
        FileMetaData footer = Footer.read(file);
        ParquetSchema schema = ParquetSchema.of(
                footer.getSchema(),
                format.encoding() == null ? null : TextEncoding.named(format.encoding()),
                stored.memory());
        header = schema.header();
        leaves = schema.leaves();
        groups = footer.getRow_groups();
        columns = columns(schema);
        checkGroups();
    }

    public static ParquetFile open(StoredFile stored, ReadLimits limits, FileFormat format)
            throws IOException, UnreadableFile {
        if (stored.length() == 0) {
            throw new UnreadableFile("is empty");
        }
        ParquetBytes file = ParquetBytes.open(stored, limits.pageBytes());
        try {
            return new ParquetFile(stored, file, format);
        } catch (BadRecord e) {
            file.close();
            stored.requireUnchanged();
            throw new UnreadableFile("cannot be read as parquet: " + e.getMessage(), e);
        } catch (IOException | UnreadableFile | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Optional<Header> header() {
        return Optional.of(header);
    }

    @Override
    public void takeOnly(BitSet fields) {
        for (int field = 0; field < columns.length; field++) {
            if (!fields.get(field)) {
                columns[field] = null;
            }
        }
    }

    @Override
    protected long line() {
        return rowsRead() + 1;
    }

    @Override
    protected Row read() throws IOException, BadRecord, UnreadableFile {
        try {
            while (leftInGroup == 0) {
                if (nextGroup == groups.size()) {
                    return null;
                }
                begin(groups.get(nextGroup++));
            }
            leftInGroup--;
            row.begin(line());
            for (Column column : columns) {
                add(column);
            }
            return row;
        } catch (BadRecord e) {
            // It need not be the file that is damaged.
            stored.requireUnchanged();
            throw e;
        }
    }

    private Column[] columns(ParquetSchema schema) {
        Codecs codecs = new Codecs();
        return schema.fields().stream()
                .map(field -> field.kind() == null ? null : new Column(file, codecs, field))
                .toArray(Column[]::new);
    }

    private void checkGroups() throws BadRecord {
        for (RowGroup group : groups) {
            if (group.getNum_rows() < 0 || group.getColumnsSize() != leaves) {
                throw new BadRecord("a row group has " + group.getNum_rows() + " rows and " + group.getColumnsSize()
                        + " columns of " + leaves);
            }
            group.getColumns().forEach(chunk -> {
                if (chunk.isSetMeta_data()) {
                    // They may be long, and nobody asks for them.
                    chunk.getMeta_data().unsetStatistics();
                    chunk.getMeta_data().unsetKey_value_metadata();
                }
            });
        }
    }

    private void begin(RowGroup group) throws BadRecord {
        leftInGroup = group.getNum_rows();
        for (Column column : columns) {
            if (column != null && leftInGroup > 0) {
                column.begin(group.getColumns().get(column.field().leaf()), leftInGroup);
            }
        }
    }

    private void add(Column column) throws IOException, BadRecord {
        if (column == null || !column.next()) {
            row.add(NOTHING, 0, 0, Notation.NULL);
            return;
        }
        text.clear();
        Notation notation = write(column);
        if (row.length() + text.length() > Limits.LONGEST_ROW) {
            row.spoil("has more than 16 Mi characters");
            text.clear();
        }
        row.add(text.chars(), 0, text.length(), notation);
    }

    private Notation write(Column column) {
        try {
            return column.field().kind().writer().write(column.values(), text);
        } catch (BadRecord e) {
            row.spoil(e.getMessage() + " in column '" + column.field().name() + "'");
            text.clear();
            return Notation.NULL;
        }
    }
}
