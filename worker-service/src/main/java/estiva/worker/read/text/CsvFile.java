package estiva.worker.read.text;

import estiva.control.imports.FileFormat;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Header;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.StoredFile;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.util.Optional;

/** A CSV file. Empty lines are no rows. */
public final class CsvFile extends RowFile {

    private final CsvParser parser;
    private final DelimitedRow row;
    private Header header;

    public CsvFile(StoredFile stored, StrictReader text, FileFormat format) throws IOException, UnreadableFile {
        super(stored, text);
        row = new DelimitedRow(format, stored.memory());
        try {
            parser = format.hasQuote() && !format.hasEscape()
                    ? new QuotedCsv(text, format, row, stored.memory())
                    : new EscapedCsv(text, format, row, stored.memory());
        } catch (BadRecord e) {
            throw new UnreadableFile("does not fit the import's format: " + e.getMessage(), e);
        }
        header = format.hasHeader() ? readHeader() : null;
    }

    @Override
    public Optional<Header> header() {
        return Optional.ofNullable(header);
    }

    @Override
    protected long line() {
        return row.line();
    }

    @Override
    protected Row read() throws IOException, BadRecord {
        return parser.next() ? row : null;
    }

    private Header readHeader() throws UnreadableFile {
        Row names = fetch();
        if (names == null) {
            throw new UnreadableFile("has no header: it holds nothing but empty lines");
        }
        return Header.of(names, memory());
    }
}
