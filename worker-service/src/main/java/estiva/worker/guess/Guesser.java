package estiva.worker.guess;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import estiva.control.files.SourceFile;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import estiva.control.imports.InvalidSpec;
import estiva.control.inspect.Guess;
import estiva.control.inspect.InspectionRequest;
import estiva.control.inspect.Preview;
import estiva.worker.convert.TargetColumn;
import estiva.worker.load.LoadRequest;
import estiva.worker.load.Previewer;
import estiva.worker.load.SourceNames;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.TargetRefused;
import estiva.worker.write.TargetTable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Proposes an import definition for a file, from its head and from the table it is meant for. */
@Singleton
public class Guesser {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Previewer previewer;
    private final RowFiles files;

    public Guesser(Previewer previewer, RowFiles files) {
        this.previewer = previewer;
        this.files = files;
    }

    /**
     * @throws UnreadableFile when not even a first row can be read, without the file's name in its message
     * @throws estiva.worker.read.ReadingStopped when {@code stop} asked for it before there was a guess
     */
    public Guess guess(SourceFile file, InspectionRequest request, MemoryShare memory, Stop stop)
            throws UnreadableFile, IOException, SQLException {
        FileHead head = FileHead.of(files, file, memory, stop);
        if (head.isEmpty()) {
            throw new UnreadableFile("is empty");
        }
        List<String> notes = new ArrayList<>();
        ObjectNode definition = JSON.createObjectNode();
        definition.put("target", request.target() == null ? stem(request.fileName()) : request.target());
        Sample sample = new Sampler(files, file, memory, stop, notes).sample(head, definition.putObject("format"));
        Optional<TargetTable> table = table(request, notes);
        List<ColumnGuess> columns = new ArrayList<>();
        if (table.isPresent()) {
            fit(sample, table.get(), definition.putArray("columns"), notes, stop);
        } else {
            propose(sample, definition.putArray("columns"), columns, notes, stop);
        }
        String createTable = table.isPresent()
                ? null
                : TableSketch.of(definition.get("target").asText(), columns, sample);
        return new Guess(
                definition,
                notes,
                createTable,
                table.isPresent() ? preview(file, request, definition, memory, stop) : null);
    }

    private Optional<TargetTable> table(InspectionRequest request, List<String> notes) throws SQLException {
        if (request.target() == null) {
            notes.add("No target was named; a table is proposed.");
            return Optional.empty();
        }
        try {
            return Optional.of(previewer.table(request.target(), request.processName()));
        } catch (TargetRefused e) {
            notes.add(e.getMessage());
            return Optional.empty();
        }
    }

    /** By name, and by position where the file has no names. */
    private static void fit(Sample sample, TargetTable table, ArrayNode columns, List<String> notes, Stop stop) {
        List<TargetColumn> writable = table.columns().stream()
                .filter(each -> each.writable() && each.kind() != null)
                .toList();
        Map<String, TargetColumn> byName = new HashMap<>();
        writable.forEach(each -> byName.putIfAbsent(SourceNames.fold(each.name()), each));
        Set<TargetColumn> given = new LinkedHashSet<>();
        noteUnreadable(sample, notes);
        for (int i : sample.readable()) {
            stop.check();
            Optional<TargetColumn> target = sample.names() == null
                    ? writable.stream().skip(i).findFirst()
                    : Optional.ofNullable(
                            byName.get(SourceNames.fold(sample.names().get(i))));
            if (target.isPresent() && given.add(target.get())) {
                add(columns, sample, i, ColumnGuess.into(target.get(), sample.column(i)), notes);
            } else {
                notes.add("Column " + called(sample, i) + " of the file goes nowhere: no column of table "
                        + table.name() + " is called like it.");
            }
        }
        String missing = table.columns().stream()
                .filter(each -> each.mustBeGiven() && !given.contains(each))
                .map(TargetColumn::name)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            notes.add("Table " + table.name() + " takes no row without " + missing
                    + ", which the file does not have; add a source or a constant for it.");
        }
    }

    private static void propose(
            Sample sample, ArrayNode columns, List<ColumnGuess> guesses, List<String> notes, Stop stop) {
        noteUnreadable(sample, notes);
        for (int i : sample.readable()) {
            stop.check();
            String name =
                    sample.names() == null ? "Column" + (i + 1) : sample.names().get(i);
            ColumnGuess guess = sample.type(i) == null
                    ? ColumnGuess.of(name, sample.column(i))
                    : ColumnGuess.text(name, sample.column(i));
            guesses.add(guess);
            add(columns, sample, i, guess, notes);
        }
        String what = sample.declared().isEmpty()
                ? "Types and lengths are those of the first "
                : "Types are those of the file's schema, lengths of texts those of the first ";
        notes.add(what + sample.rows().size() + " rows.");
    }

    private static void noteUnreadable(Sample sample, List<String> notes) {
        for (int i = 0; i < sample.width(); i++) {
            if (sample.problem(i) != null) {
                notes.add("Column " + called(sample, i) + " of the file goes nowhere: it " + sample.problem(i) + ".");
            }
        }
    }

    private static void add(ArrayNode columns, Sample sample, int index, ColumnGuess guess, List<String> notes) {
        ObjectNode column = columns.addObject();
        if (sample.isNameless(index)) {
            column.put("source", index + 1);
        } else {
            column.put("source", sample.names().get(index));
        }
        column.put("target", guess.column().name());
        guess.describeTo(column);
        if (guess.misfits() > 0) {
            notes.add("Column " + called(sample, index) + ": " + guess.misfits() + " of "
                    + sample.column(index).size() + " values seen are no "
                    + guess.column().typeName() + ".");
        }
        if (guess.hasShortYear()) {
            notes.add("Column " + called(sample, index)
                    + " has years of two digits: 00 to 49 are taken for 2000 to 2049, 50 to 99"
                    + " for 1950 to 1999; say yearPivot if the last year is another one.");
        }
        if (guess.isAmbiguous()) {
            notes.add("Column " + called(sample, index) + " can be read in more than one way; " + guess.describe()
                    + " is taken.");
        }
    }

    private Preview preview(
            SourceFile file, InspectionRequest request, ObjectNode definition, MemoryShare memory, Stop stop)
            throws SQLException {
        try {
            ImportSpec spec = ImportSpecs.read(definition);
            LoadRequest load = new LoadRequest(file, request.fileName(), "", null, null, spec, memory);
            return previewer.preview(load, request.rows(), stop);
        } catch (InvalidSpec e) {
            return new Preview(request.target(), List.of(), List.of(), e.getMessage(), false);
        }
    }

    private static String called(Sample sample, int index) {
        return sample.names() == null
                ? String.valueOf(index + 1)
                : "'" + sample.names().get(index) + "'";
    }

    private static String stem(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        int point = name.indexOf('.');
        String stem = (point < 0 ? name : name.substring(0, point))
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
        return stem.isEmpty() ? "NewTable" : stem;
    }
}
