package estiva.worker.read.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.Notation;
import estiva.worker.read.Row;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;

/** Takes the fields of a row out of a line's JSON object, wherever they stand in it, without building a tree. */
final class JsonObjects {

    static final int DEEPEST = 100;
    private static final JsonFactory JSON = factory(true);
    /** A line may have millions of names that are never seen again: they are not remembered. */
    private static final JsonFactory JSON_OF_LONG_LINES = factory(false);

    private static final int LONG_LINE = 1 << 16;

    private static final char[] NOTHING = new char[0];

    private final JsonPaths paths;
    private final boolean refusesUnknown;
    private final Notation[] notations;
    private final int[] starts;
    private final int[] ends;
    /** Fields that a line had by the very name that the import has. */
    private final boolean[] exact;

    private final boolean[] seen;
    private final MemoryShare memory;
    private final Appender appender = new Appender();
    private boolean isLong;
    private boolean isCut;
    private char[] values = new char[1024];
    private int length;

    /**
     * @param forgives whether names are compared without case, accents, blanks, hyphens and underscores
     * @param refusesUnknown whether a member that is no field makes a bad row
     */
    JsonObjects(List<String> names, boolean forgives, boolean refusesUnknown, MemoryShare memory) {
        if (names.size() > Limits.MOST_FIELDS) {
            throw new IllegalArgumentException("more than 10,000 fields");
        }
        paths = new JsonPaths(names, forgives);
        this.refusesUnknown = refusesUnknown;
        this.memory = memory;
        notations = new Notation[names.size()];
        starts = new int[names.size()];
        ends = new int[names.size()];
        exact = new boolean[names.size()];
        seen = new boolean[names.size()];
    }

    /** Whether a line had it, if only as NULL. */
    boolean hasSeen(int field) {
        return seen[field];
    }

    /** Whether the line that was read last ended within its object. */
    boolean isCut() {
        return isCut;
    }

    /** What is wrong with the line is a problem of the row. */
    void read(Lines line, Row row) throws IOException {
        Arrays.fill(notations, null);
        length = 0;
        isCut = false;
        isLong = isLong(line);
        if (!isLong) {
            readObject(line, row);
            return;
        }
        // A text with escapes is put together beside the line.
        long parser = (long) Character.BYTES * (line.to() - line.from());
        memory.take(parser);
        try {
            readObject(line, row);
        } finally {
            memory.give(parser);
        }
    }

    private void readObject(Lines line, Row row) throws IOException {
        try (JsonParser json = open(line)) {
            readMembers(json, paths.root(), "");
            if (json.nextToken() != null) {
                throw new BadRecord("has something after its JSON object");
            }
        } catch (JsonProcessingException e) {
            isCut = JsonFaults.isCut(e);
            row.spoil(JsonFaults.describe(e, line));
            return;
        } catch (BadRecord e) {
            row.spoil(e.getMessage());
            return;
        }
        for (int field = 0; field < notations.length; field++) {
            if (notations[field] == null) {
                row.add(NOTHING, 0, 0, Notation.NULL);
            } else {
                row.add(values, starts[field], ends[field] - starts[field], notations[field]);
            }
        }
    }

    static JsonParser open(Lines line) throws IOException, BadRecord {
        JsonParser json = (isLong(line) ? JSON_OF_LONG_LINES : JSON)
                .createParser(line.chars(), line.from(), line.to() - line.from());
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new BadRecord("is no JSON object; jsonl has one object a line");
        }
        return json;
    }

    private static boolean isLong(Lines line) {
        return line.to() - line.from() > LONG_LINE;
    }

    private static JsonFactory factory(boolean remembersNames) {
        return JsonFactory.builder()
                .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, remembersNames)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(Limits.LONGEST_ROW)
                        .build())
                .build();
    }

    private void readMembers(JsonParser json, JsonPaths.Node node, String path) throws IOException, BadRecord {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            JsonPaths.Node member = node.member(name);
            if (member == null) {
                if (refusesUnknown) {
                    throw new BadRecord("has member '" + path + name + "', which no column takes; add to the import's"
                            + " columns, or say \"unknownColumns\": \"ignore\"");
                }
                json.skipChildren();
            } else if (token == JsonToken.START_OBJECT && member.hasMembers()) {
                if (member.isField()) {
                    throw new BadRecord(
                            "has an object as '" + path + name + "', of which columns take both the whole and parts");
                }
                readMembers(json, member, path + name + ".");
            } else if (member.isField()) {
                readValue(json, token, member, name, path);
            } else if (token == JsonToken.VALUE_NULL) {
                // No object: all that it might hold is NULL.
                member.see(seen);
            } else {
                throw new BadRecord("has no object as '" + path + name + "', from which columns are taken");
            }
        }
    }

    private void readValue(JsonParser json, JsonToken token, JsonPaths.Node member, String name, String path)
            throws IOException, BadRecord {
        int field = member.field();
        boolean isExact = member.isCalled(name);
        if (notations[field] != null && exact[field] && !isExact) {
            // Forgiven as long as there is none that is meant more.
            json.skipChildren();
            return;
        }
        if (notations[field] != null && exact[field] == isExact) {
            throw new BadRecord("has member '" + path + name + "' twice");
        }
        exact[field] = isExact;
        seen[field] = true;
        starts[field] = length;
        notations[field] = switch (token) {
            case VALUE_NULL -> Notation.NULL;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Notation.NUMBER;
            default -> Notation.QUOTED;
        };
        if (token.isStructStart()) {
            // A column of text takes it as it is.
            try (JsonGenerator copy = JSON.createGenerator(appender)) {
                copy.copyCurrentStructureExact(json);
            }
        } else if (token != JsonToken.VALUE_NULL) {
            readText(json);
        }
        ends[field] = length;
    }

    /** A long text in the pieces that the parser has of it: as a whole it would be there once more. */
    private void readText(JsonParser json) throws IOException {
        if (isLong) {
            json.getText(appender);
        } else {
            append(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        }
    }

    private void append(char[] text, int from, int count) {
        if (values.length < length + count) {
            values = memory.grown(values, Math.max(length + count, Math.min(values.length * 2, Limits.LONGEST_ROW)));
        }
        System.arraycopy(text, from, values, length, count);
        length += count;
    }

    /** Values, piece by piece, as the parser has them. */
    private final class Appender extends Writer {

        @Override
        public void write(char[] text, int from, int count) {
            JsonObjects.this.append(text, from, count);
        }

        @Override
        public void flush() {
            // They are where they belong.
        }

        @Override
        public void close() {
            // For the next value.
        }
    }
}
