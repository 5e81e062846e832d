package estiva.worker.read;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import estiva.control.imports.ImportSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A CSV file. Empty lines are no rows. */
final class CsvFile extends RowFile {

    private final CsvReader<DelimitedRow> csv;
    private final CloseableIterator<DelimitedRow> rows;
    private final DelimitedRow row;
    private Header header;

    CsvFile(StoredFile stored, StrictReader text, ImportSpec.Format format) throws UnreadableFile {
        super(stored);
        row = new DelimitedRow(format.delimiterOrDefault(), format.quoteOrDefault());
        csv = parser(text, format);
        rows = csv.iterator();
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
    Row read() throws IOException, UnreadableFile {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (CsvParseException e) {
            throw new UnreadableFile(where() + ": " + e.getMessage() + "; correct the file or the import's format", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Header readHeader() throws UnreadableFile {
        Row names = fetch();
        if (names == null) {
            throw new UnreadableFile("has no header: it holds nothing but empty lines");
        }
        return Header.of(names);
    }

    private CsvReader<DelimitedRow> parser(StrictReader text, ImportSpec.Format format) throws UnreadableFile {
        try {
            CsvReader<DelimitedRow> parser = CsvReader.builder()
                    .fieldSeparator(format.delimiterOrDefault())
                    .quoteCharacter(format.quoteOrDefault())
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .maxBufferSize(RowHandler.LONGEST_ROW)
                    .build(new RowHandler(row), text);
            parser.skipLines(format.skipLinesOrDefault());
            return parser;
        } catch (IllegalArgumentException | CsvParseException e) {
            throw new UnreadableFile("does not fit the import's format: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new UnreadableFile("cannot be read: " + e.getCause().getMessage(), e);
        }
    }
}
