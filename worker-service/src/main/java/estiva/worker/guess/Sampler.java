package estiva.worker.guess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import estiva.control.files.SourceFile;
import estiva.control.imports.ImportSpec;
import estiva.worker.load.SourceNames;
import estiva.worker.read.Header;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tries how a file can be read, with the readers that will read it, and takes its first rows. */
final class Sampler {
    static final int ROWS = 200;

    private static final int ROWS_BELOW_A_HEADER = 5;

    private static final int LONGEST_FIELD = 4000;
    private static final int MOST_FIELDS = 100_000;
    /** Bytes of a field without its text, here and in the lists of its column. */
    private static final long FIELD_BYTES = 128;

    private static final int MOST_CHARACTERS = 4 << 20;
    /** A comma last: it stands within numbers, too. */
    private static final List<String> DELIMITERS = List.of("\t", ";", "|", ",");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RowFiles files;
    private final SourceFile source;
    private final MemoryShare memory;
    private final Stop stop;
    private final List<String> notes;

    Sampler(RowFiles files, SourceFile source, MemoryShare memory, Stop stop, List<String> notes) {
        this.files = files;
        this.source = source;
        this.memory = memory;
        this.stop = stop;
        this.notes = notes;
    }

    /** @param format of a definition, to be filled */
    Sample sample(FileHead head, ObjectNode format) throws UnreadableFile, IOException {
        format.put("type", head.type());
        return head.type().equals("csv") ? delimited(head, format) : read(format, true);
    }

    private Sample delimited(FileHead head, ObjectNode format) throws UnreadableFile, IOException {
        format.put("encoding", head.encoding());
        if (head.encoding().equals("windows-1252")) {
            notes.add("The file is not UTF-8; windows-1252 is taken for its encoding.");
        }
        Sample best = null;
        double bestShare = 0;
        for (String delimiter : DELIMITERS) {
            Sample sample =
                    read(withoutHeader(format).put("delimiter", delimiter).put("quotes", "lenient"), false);
            double share = evenness(sample);
            if (best == null || share > bestShare) {
                best = sample;
                bestShare = share;
                format.put("delimiter", delimiter);
            }
        }
        if (best.rows().isEmpty()) {
            throw new UnreadableFile("holds nothing but empty lines");
        }
        if (bestShare == 0) {
            format.put("delimiter", ",");
            notes.add("No delimiter is found; each line is taken for one field.");
        }
        if (hasQuotesInWrongPlaces(format, best)) {
            format.put("quotes", "lenient");
            notes.add("Quotes stand in places where they open no field; they are taken as people mean them.");
        }
        boolean hasHeader = looksLikeHeader(best);
        format.put("header", hasHeader);
        if (!hasHeader) {
            notes.add("The first row looks like data; the columns are taken by position.");
            return best;
        }
        List<String> names =
                best.rows().get(0).stream().map(field -> field.text().strip()).toList();
        return new Sample(names, List.of(), best.rows().subList(1, best.rows().size()));
    }

    private static ObjectNode withoutHeader(ObjectNode format) {
        return format.deepCopy().put("header", false);
    }

    private boolean hasQuotesInWrongPlaces(ObjectNode format, Sample lenient) throws UnreadableFile, IOException {
        return read(withoutHeader(format), false).rows().stream()
                        .filter(List::isEmpty)
                        .count()
                > lenient.rows().stream().filter(List::isEmpty).count();
    }

    /** The share of rows that have as many fields as most have; 0 if that is one. */
    private static double evenness(Sample sample) {
        Map<Integer, Long> rowsBySize =
                sample.rows().stream().collect(Collectors.groupingBy(List::size, Collectors.counting()));
        return rowsBySize.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getKey() > 1)
                .map(most -> (double) most.getValue() / sample.rows().size())
                .orElse(0.0);
    }

    private static boolean looksLikeHeader(Sample sample) {
        if (sample.rows().isEmpty()) {
            return true;
        }
        List<Sample.Field> first = sample.rows().get(0);
        if (first.stream().anyMatch(field -> field.isEmpty() || ColumnGuess.isTyped(field))) {
            return false;
        }
        long names = first.stream()
                .map(field -> SourceNames.fold(field.text()))
                .distinct()
                .count();
        return names == first.size()
                || sample.rows().stream()
                        .skip(1)
                        .limit(ROWS_BELOW_A_HEADER)
                        .flatMap(List::stream)
                        .anyMatch(field -> !field.isEmpty() && ColumnGuess.isTyped(field));
    }

    private Sample read(ObjectNode format, boolean mustWork) throws UnreadableFile, IOException {
        List<List<Sample.Field>> rows = new ArrayList<>();
        List<String> names = null;
        List<Header.Declared> declared = List.of();
        try (RowFile file = files.open(source, spec(format), memory, stop)) {
            names = file.header().map(Header::names).orElse(null);
            declared = file.header().map(Header::declared).orElse(List.of());
            notes.addAll(file.hints());
            int fields = 0;
            int characters = 0;
            boolean isEnough = false;
            for (Row row = file.next(); row != null; row = isEnough ? null : file.next()) {
                memory.take(row.fieldCount() * FIELD_BYTES + 2L * Character.BYTES * row.length());
                List<Sample.Field> sampled = new ArrayList<>();
                for (int i = 0; row.problem() == null && i < row.fieldCount(); i++) {
                    sampled.add(new Sample.Field(row.text(i, LONGEST_FIELD), row.notation(i)));
                }
                fields += sampled.size();
                characters += sampled.stream()
                        .mapToInt(field -> field.text().length())
                        .sum();
                rows.add(sampled);
                isEnough = rows.size() == ROWS || fields > MOST_FIELDS || characters > MOST_CHARACTERS;
            }
        } catch (UnreadableFile e) {
            if (mustWork
                    || rows.isEmpty()
                            && names == null
                            && format.path("delimiter").asText().equals(",")) {
                throw e;
            }
        }
        return new Sample(names, declared, rows);
    }

    private static ImportSpec spec(ObjectNode format) throws UnreadableFile {
        try {
            return JSON.treeToValue(JSON.createObjectNode().set("format", format), ImportSpec.class);
        } catch (JsonProcessingException e) {
            throw new UnreadableFile(
                    "is of a format that is not read: " + format.path("type").asText());
        }
    }
}
