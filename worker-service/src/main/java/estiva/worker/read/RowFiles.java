package estiva.worker.read;

import estiva.control.files.SourceFile;
import estiva.control.imports.FileFormat;
import estiva.control.imports.ImportSpec;
import estiva.worker.read.parquet.ParquetFile;
import estiva.worker.read.text.CsvFile;
import estiva.worker.read.text.DosEnd;
import estiva.worker.read.text.FixedFile;
import estiva.worker.read.text.JsonlFile;
import estiva.worker.read.text.StrictReader;
import estiva.worker.read.xlsx.XlsxFile;
import java.io.IOException;
import java.io.InputStream;

/** Opens files as their imports describe them. */
public final class RowFiles {

    private final ReadLimits limits;
    private final Spool spool;

    public RowFiles(ReadLimits limits) {
        this(limits, Spool.DEFAULT);
    }

    public RowFiles(ReadLimits limits, Spool spool) {
        this.limits = limits;
        this.spool = spool;
    }

    /**
     * @param memory of the load; the file takes from it until it is closed
     * @param stop asked as long as the file is read
     * @throws UnreadableFile without the file's name in its message
     * @throws MemoryFull when the file would take more than there is just now
     * @throws ReadingStopped here or by any of the file's methods
     */
    public RowFile open(SourceFile source, ImportSpec spec, MemoryShare memory, Stop stop) throws UnreadableFile {
        StoredFile stored = StoredFile.open(source, spool, memory.part(), stop);
        try {
            RowFile file = open(stored, spec);
            if (isPacked(source, spec.formatOrDefault())) {
                file.limitRows(limits.rows());
            }
            return file;
        } catch (IOException e) {
            UnreadableFile failure = new UnreadableFile("cannot be read: " + UnreadableFile.reason(e), e);
            closeAfter(stored, failure);
            throw failure;
        } catch (MemoryFull e) {
            closeAfter(stored, e);
            if (e.isForEver()) {
                throw new UnreadableFile(e.getMessage(), e);
            }
            throw e;
        } catch (UnreadableFile | RuntimeException | Error e) {
            closeAfter(stored, e);
            throw e;
        }
    }

    /** Whether its rows take more bytes than the file does, as far as its name and its import tell. */
    public static boolean isPacked(SourceFile source, FileFormat format) {
        return Packed.isPacked(source.name(), format);
    }

    /** The first bytes of the text that a load would read, if its import said nothing of the format. */
    public byte[] head(SourceFile source, int length, MemoryShare memory, Stop stop) throws UnreadableFile {
        try (StoredFile stored = StoredFile.open(source, spool, memory.part(), stop);
                InputStream text = Packed.open(stored, FileFormat.DEFAULT, limits)) {
            return text.readNBytes(length);
        } catch (IOException e) {
            throw new UnreadableFile("cannot be read: " + UnreadableFile.reason(e), e);
        }
    }

    private RowFile open(StoredFile stored, ImportSpec spec) throws IOException, UnreadableFile {
        FileFormat format = spec.formatOrDefault();
        return switch (format.typeOrDefault()) {
            case csv, fixed, jsonl -> openText(stored, spec);
            case xlsx -> XlsxFile.open(stored, limits, spec);
            case parquet -> ParquetFile.open(stored, limits, format);
        };
    }

    private RowFile openText(StoredFile stored, ImportSpec spec) throws IOException, UnreadableFile {
        FileFormat format = spec.formatOrDefault();
        StrictReader strict = new StrictReader(
                Packed.open(stored, format, limits),
                TextEncoding.named(format.encodingOrDefault()),
                stored.length(),
                Packed.isPacked(stored.name(), format));
        try {
            if (strict.isEmpty()) {
                throw new UnreadableFile("is empty");
            }
            DosEnd text = new DosEnd(strict);
            return switch (format.typeOrDefault()) {
                case csv -> new CsvFile(stored, text, spec);
                case fixed -> new FixedFile(stored, text, format, strict.charset());
                case jsonl -> new JsonlFile(stored, text, spec);
                case xlsx, parquet -> throw new IllegalStateException("is no text");
            };
        } catch (IOException | UnreadableFile | RuntimeException | Error e) {
            strict.close();
            throw e;
        }
    }

    private static void closeAfter(StoredFile stored, Throwable failure) {
        try {
            stored.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        // A parser may have taken it for a fault of the file.
        stored.stop().check();
    }
}
