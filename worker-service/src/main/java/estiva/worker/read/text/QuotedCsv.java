package estiva.worker.read.text;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import estiva.control.imports.FileFormat;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryFull;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** CSV whose quotes are doubled, as nearly all is: by FastCSV. */
final class QuotedCsv implements CsvParser {

    private final CloseableIterator<DelimitedRow> rows;

    QuotedCsv(Reader text, FileFormat format, DelimitedRow row, MemoryShare memory) throws IOException, BadRecord {
        FieldMeter meter =
                new FieldMeter(text, memory, format.delimiterOrDefault().length() > 1);
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(format.delimiterOrDefault())
                .quoteCharacter(format.quoteOrDefault())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(Limits.LONGEST_ROW);
        if (format.comment() != null) {
            builder.commentStrategy(CommentStrategy.SKIP)
                    .commentCharacter(format.comment().charAt(0));
        }
        try {
            CsvReader<DelimitedRow> reader = builder.build(new RowHandler(row, meter), meter);
            reader.skipLines(format.skipLinesOrDefault());
            rows = reader.iterator();
        } catch (CsvParseException e) {
            throw failure(e);
        } catch (IllegalArgumentException e) {
            throw new BadRecord(e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean next() throws IOException, BadRecord {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
            return true;
        } catch (CsvParseException e) {
            throw failure(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** FastCSV wraps whatever a handler throws. */
    private static BadRecord failure(CsvParseException e) {
        if (e.getCause() instanceof MemoryFull full) {
            throw full;
        }
        return new BadRecord(e.getMessage());
    }
}
