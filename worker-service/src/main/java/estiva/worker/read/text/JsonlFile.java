package estiva.worker.read.text;

import estiva.control.imports.ImportSpec;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Header;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.StoredFile;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/**
 * One JSON object a line. A line that is none is a bad row. The fields are the members that the import names; if it names
 * none, those of the first object, nested ones by their path.
 */
public final class JsonlFile extends RowFile {

    private final Lines lines;
    private final LineRow row;
    private final JsonObjects objects;
    private final Header header;
    private boolean isReadAlready;

    public JsonlFile(StoredFile stored, Reader text, ImportSpec spec) throws IOException, UnreadableFile {
        super(stored, text);
        lines = new Lines(text, stored.memory());
        row = new LineRow(lines, stored.memory());
        List<String> names = spec.columnsOrEmpty().isEmpty() ? namesOfTheFirst() : sources(spec);
        header = new Header(names);
        objects = new JsonObjects(names, spec.refusesUnknownColumns(), stored.memory());
    }

    @Override
    public Optional<Header> header() {
        return Optional.ofNullable(header);
    }

    @Override
    protected long line() {
        return lines.number();
    }

    @Override
    protected Row read() throws IOException, BadRecord {
        if (!nextLine()) {
            return null;
        }
        row.begin(lines.number());
        if (objects != null) {
            objects.read(lines, row);
        }
        return row;
    }

    private boolean nextLine() throws IOException, BadRecord {
        if (isReadAlready) {
            isReadAlready = false;
            return true;
        }
        do {
            if (!lines.next()) {
                return false;
            }
        } while (lines.isBlank());
        return true;
    }

    private static List<String> sources(ImportSpec spec) {
        return spec.columnsOrEmpty().stream()
                .filter(column -> column.source() != null && column.source().isTextual())
                .map(column -> column.source().asText())
                .distinct()
                .toList();
    }

    private List<String> namesOfTheFirst() throws IOException, UnreadableFile {
        if (fetch() == null) {
            throw new UnreadableFile("holds nothing but empty lines");
        }
        isReadAlready = true;
        try {
            return JsonObjects.names(lines, memory());
        } catch (BadRecord e) {
            throw new UnreadableFile(
                    "row 1 (line " + lines.number() + ") " + e.getMessage()
                            + "; without the import's columns it has to name them",
                    e);
        }
    }
}
