package estiva.worker.read;

import estiva.control.imports.ImportSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** Opens files as their imports describe them. */
public final class RowFiles {

    /** @throws UnreadableFile without the file's name in its message */
    public RowFile open(Path path, ImportSpec spec) throws UnreadableFile {
        StoredFile stored = StoredFile.open(path);
        try {
            return open(stored, spec);
        } catch (IOException e) {
            UnreadableFile failure = new UnreadableFile("cannot be read: " + e.getMessage(), e);
            closeAfter(stored, failure);
            throw failure;
        } catch (UnreadableFile e) {
            closeAfter(stored, e);
            throw e;
        }
    }

    private static RowFile open(StoredFile stored, ImportSpec spec) throws IOException, UnreadableFile {
        ImportSpec.Format format = spec.formatOrDefault();
        return switch (format.typeOrDefault()) {
            case csv -> new CsvFile(stored, text(stored, format), format);
        };
    }

    private static StrictReader text(StoredFile stored, ImportSpec.Format format) throws IOException, UnreadableFile {
        StrictReader text = new StrictReader(stored.stream(), charset(format.encodingOrDefault()));
        if (text.isEmpty()) {
            throw new UnreadableFile("is empty");
        }
        return text;
    }

    private static Charset charset(String name) throws UnreadableFile {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableFile("cannot be read: the import's format.encoding '" + name + "' is not known", e);
        }
    }

    private static void closeAfter(StoredFile stored, UnreadableFile failure) {
        try {
            stored.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
