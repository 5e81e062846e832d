package estiva.worker.read.text;

import estiva.control.imports.ImportColumn;
import estiva.control.imports.ImportSpec;
import estiva.worker.read.BadRecord;
import estiva.worker.read.FoldedName;
import estiva.worker.read.Header;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.StoredFile;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One JSON object a line. A line that is none is a bad row. The fields are the members that the import names; if it names
 * none, those of the first object, nested ones by their path. A member that no line has fails the file at its end, as a
 * column that a header lacks would at its beginning.
 */
public final class JsonlFile extends RowFile {

    private static final String ONE_A_LINE =
            "is an array, or one JSON document over several lines; jsonl has one object a"
                    + " line: write each on a line of its own, with no brackets and commas around them";

    private final Lines lines;
    private final LineRow row;
    private final JsonObjects objects;
    private final Header header;
    private final Set<String> optional;
    private final boolean forgives;
    private boolean isReadAlready;
    private long lineCount;
    private long objectCount;
    private boolean beginsCut;
    /** Of the first object, where it lacks some that are wanted. */
    private List<String> found = List.of();

    public JsonlFile(StoredFile stored, Reader text, ImportSpec spec) throws IOException, UnreadableFile {
        super(stored, text);
        lines = new Lines(text, stored.memory());
        row = new LineRow(lines, stored.memory());
        forgives = spec.forgivesHeaders();
        List<String> names = spec.columnsOrEmpty().isEmpty() ? namesOfTheFirst() : sources(spec);
        header = new Header(names);
        optional = optional(spec);
        objects = new JsonObjects(names, forgives, spec.refusesUnknownColumns(), stored.memory());
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
    protected Row read() throws IOException, BadRecord, UnreadableFile {
        if (!nextLine()) {
            refuseMissing();
            return null;
        }
        row.begin(lines.number());
        if (objects != null) {
            objects.read(lines, row);
            look();
        }
        return row;
    }

    private boolean nextLine() throws IOException, BadRecord, UnreadableFile {
        if (isReadAlready) {
            isReadAlready = false;
            return true;
        }
        do {
            if (!lines.next()) {
                return false;
            }
            lines.strip();
        } while (lines.isBlank());
        lineCount++;
        if (lineCount == 1 && beginsArray()) {
            throw new UnreadableFile(ONE_A_LINE);
        }
        return true;
    }

    private boolean beginsArray() {
        int at = lines.from();
        while (lines.chars()[at] <= ' ') {
            at++;
        }
        return lines.chars()[at] == '[';
    }

    /** Two bad lines at the beginning, of which the first breaks off, are the layout of one document. */
    private void look() throws IOException, BadRecord, UnreadableFile {
        boolean isBad = row.problem() != null;
        if (lineCount == 1) {
            beginsCut = isBad && objects.isCut();
        } else if (lineCount == 2 && beginsCut && isBad) {
            throw new UnreadableFile(ONE_A_LINE);
        }
        if (!isBad && objectCount++ == 0 && !missing().isEmpty()) {
            found = JsonNames.of(lines, memory());
        }
    }

    private void refuseMissing() throws UnreadableFile {
        List<String> missing = objectCount == 0 ? List.of() : missing();
        if (missing.isEmpty()) {
            return;
        }
        boolean isNearlyThere = !forgives
                && found.stream()
                        .map(FoldedName::of)
                        .anyMatch(name -> missing.stream()
                                .anyMatch(it -> FoldedName.of(it).equals(name)));
        throw new UnreadableFile("lacks member " + Header.quoted(missing)
                + ": no line has it; the first has: " + new Header(found)
                + "; correct the import's columns, or say \"optional\": true of those that may be missing"
                + (isNearlyThere ? "; to forgive case, accents and blanks, say \"headers\": \"forgiving\"" : ""));
    }

    private List<String> missing() {
        return IntStream.range(0, header.size())
                .filter(field -> !objects.hasSeen(field))
                .mapToObj(field -> header.names().get(field))
                .filter(name -> !optional.contains(name))
                .toList();
    }

    private static Set<String> optional(ImportSpec spec) {
        return spec.columnsOrEmpty().stream()
                .filter(ImportColumn::isOptional)
                .map(column -> column.source().asText())
                .collect(Collectors.toSet());
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
            return JsonNames.of(lines, memory());
        } catch (BadRecord e) {
            throw new UnreadableFile(
                    "row 1 (line " + lines.number() + ") " + e.getMessage()
                            + "; without the import's columns it has to name them",
                    e);
        }
    }
}
