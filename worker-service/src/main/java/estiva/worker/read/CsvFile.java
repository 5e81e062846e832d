package estiva.worker.read;

import estiva.control.imports.FileFormat;
import java.io.IOException;
import java.util.Optional;

/** A CSV file. Empty lines are no rows. */
final class CsvFile extends RowFile {

    private final CsvParser parser;
    private final DelimitedRow row;
    private Header header;

    CsvFile(StoredFile stored, StrictReader text, FileFormat format) throws IOException, UnreadableFile {
        super(stored, text);
        row = new DelimitedRow(format);
        try {
            parser = format.hasQuote() && !format.hasEscape()
                    ? new QuotedCsv(text, format, row)
                    : new EscapedCsv(text, format, row);
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
    long line() {
        return row.line();
    }

    @Override
    Row read() throws IOException, BadRecord {
        return parser.next() ? row : null;
    }

    private Header readHeader() throws UnreadableFile {
        Row names = fetch();
        if (names == null) {
            throw new UnreadableFile("has no header: it holds nothing but empty lines");
        }
        return Header.of(names);
    }
}
