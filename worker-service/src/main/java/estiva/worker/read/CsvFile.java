package estiva.worker.read;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import estiva.control.imports.ImportSpec;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A CSV file, read once from its start to its end in constant memory. Empty lines are no rows. Not safe for several
 * threads at once.
 */
public final class CsvFile implements Closeable {

    private final StrictReader text;
    private final CsvReader<CsvRow> csv;
    private final CloseableIterator<CsvRow> rows;
    private final CsvRow row;
    private final Header header;
    private long rowsRead;

    private CsvFile(StrictReader text, ImportSpec.Format format) throws UnreadableFile {
        this.text = text;
        if (text.isEmpty()) {
            throw new UnreadableFile("is empty");
        }
        row = new CsvRow(format.delimiterOrDefault(), format.quoteOrDefault());
        csv = parser(format);
        rows = csv.iterator();
        header = format.hasHeader() ? readHeader() : null;
    }

    public static CsvFile open(Path path, ImportSpec.Format format) throws UnreadableFile {
        StrictReader text = null;
        try {
            text = new StrictReader(Files.newInputStream(path), charset(format.encodingOrDefault()));
            return new CsvFile(text, format);
        } catch (NoSuchFileException e) {
            throw new UnreadableFile("does not exist", e);
        } catch (AccessDeniedException e) {
            throw new UnreadableFile("may not be read by the worker; grant it the right", e);
        } catch (IOException e) {
            throw new UnreadableFile("cannot be read: " + e.getMessage(), e);
        } catch (UnreadableFile e) {
            closeAfter(text, e);
            throw e;
        }
    }

    /** Empty when the format has no header. */
    public Optional<Header> header() {
        return Optional.ofNullable(header);
    }

    /** @return the next row, the same object each time, or null at the end of the file */
    public CsvRow next() throws UnreadableFile {
        CsvRow next = fetch();
        if (next != null) {
            rowsRead++;
        }
        return next;
    }

    /** Rows that {@link #next} gave; the header is none. The number of the last row, as rows count from 1. */
    public long rowsRead() {
        return rowsRead;
    }

    /** Bytes read so far: the file's size once its end was read. */
    public long size() {
        return text.size();
    }

    /** @return the SHA-256 of the file's bytes in hex, or null when its end was not read. To be asked once. */
    public String hash() {
        return text.hash();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    private Header readHeader() throws UnreadableFile {
        CsvRow names = fetch();
        if (names == null) {
            throw new UnreadableFile("has no header: it holds nothing but empty lines");
        }
        return Header.of(names);
    }

    private CsvRow fetch() throws UnreadableFile {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (CsvParseException e) {
            throw new UnreadableFile(where() + ": " + e.getMessage() + "; correct the file or the import's format", e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof MalformedText malformed) {
                throw new UnreadableFile(where() + ": " + malformed.getMessage() + " (byte " + malformed.position()
                        + " of the file); set the import's format.encoding to what the file is written in", e);
            }
            throw new UnreadableFile(where() + ": cannot be read: " + e.getCause().getMessage(), e);
        }
    }

    private String where() {
        String place = header == null && rowsRead == 0 ? "first row" : "row " + (rowsRead + 1);
        return place + " (line " + Math.max(1, row.line()) + ")";
    }

    private CsvReader<CsvRow> parser(ImportSpec.Format format) throws UnreadableFile {
        try {
            CsvReader<CsvRow> parser = CsvReader.builder()
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

    private static Charset charset(String name) throws UnreadableFile {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableFile("cannot be read: the import's format.encoding '" + name + "' is not known", e);
        }
    }

    private static void closeAfter(StrictReader text, UnreadableFile failure) {
        try {
            if (text != null) {
                text.close();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
