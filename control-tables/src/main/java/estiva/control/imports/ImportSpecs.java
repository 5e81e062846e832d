package estiva.control.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import estiva.control.imports.ImportSpec.Format;
import estiva.control.imports.InvalidSpec.Violation;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads import definitions: unknown members, wrong types and contradictions are named, never passed over. */
public final class ImportSpecs {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final int MAX_NAME = 255;

    private ImportSpecs() {}

    /** @throws InvalidSpec naming every member that cannot be used */
    public static ImportSpec read(JsonNode json) throws InvalidSpec {
        ImportSpec spec;
        try {
            spec = JSON.treeToValue(json, ImportSpec.class);
        } catch (JsonMappingException e) {
            throw new InvalidSpec(List.of(new Violation(path(e), why(e))));
        } catch (JsonProcessingException e) {
            throw new InvalidSpec(List.of(new Violation("", e.getOriginalMessage())));
        }
        List<Violation> violations = check(spec);
        if (!violations.isEmpty()) {
            throw new InvalidSpec(violations);
        }
        return spec;
    }

    /** Reads what was stored, and so checked before. */
    static ImportSpec stored(String json) {
        try {
            return JSON.readValue(json, ImportSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored import definition cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** One text for one meaning, so that a PUT of the same definition is seen to change nothing. */
    static String write(ImportSpec spec) {
        try {
            return JSON.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Violation> check(ImportSpec spec) {
        List<Violation> found = new ArrayList<>();
        if (spec == null) {
            found.add(new Violation("", "must be a JSON object"));
            return found;
        }
        if (spec.target() == null || spec.target().isBlank()) {
            found.add(new Violation("target", "must name a table"));
        } else if (spec.target().length() > 400) {
            found.add(new Violation("target", "must not be longer than 400 characters"));
        }
        if (spec.processName() != null && (spec.processName().isBlank() || spec.processName().length() > MAX_NAME)) {
            found.add(new Violation("processName", "must have 1 to 255 characters"));
        }
        if (spec.fileNames() != null && (spec.fileNames().isBlank() || spec.fileNames().length() > 400)) {
            found.add(new Violation("fileNames", "must have 1 to 400 characters"));
        }
        checkFormat(spec.formatOrDefault(), found);
        if (spec.rejects() != null && spec.rejects().maxRows() != null && spec.rejects().maxRows() < 0) {
            found.add(new Violation("rejects.maxRows", "must not be negative"));
        }
        for (int i = 0; i < spec.columnsOrEmpty().size(); i++) {
            ColumnSpecs.check(
                    "columns[" + i + "]", spec.columnsOrEmpty().get(i), spec.formatOrDefault().hasHeader(), found);
        }
        if (spec.columnsOrEmpty().isEmpty() && !spec.formatOrDefault().hasHeader()) {
            found.add(new Violation("columns", "must say which position goes where, since the files have no header"));
        }
        if (spec.unknownColumns() == ImportSpec.UnknownColumns.refuse && !spec.formatOrDefault().hasHeader()) {
            found.add(new Violation("unknownColumns", "can only be refused where the files have a header"));
        }
        return found;
    }

    private static void checkFormat(Format format, List<Violation> found) {
        if (format.delimiter() != null && format.delimiter().length() != 1) {
            found.add(new Violation("format.delimiter", "must be one character"));
        }
        if (format.quote() != null && format.quote().length() != 1) {
            found.add(new Violation("format.quote", "must be one character"));
        } else if (format.delimiterOrDefault() == format.quoteOrDefault()) {
            found.add(new Violation("format.quote", "must differ from the delimiter"));
        }
        if (format.skipLines() != null && (format.skipLines() < 0 || format.skipLines() > 1_000_000)) {
            found.add(new Violation("format.skipLines", "must be between 0 and 1000000"));
        }
        try {
            Charset.forName(format.encodingOrDefault());
        } catch (IllegalArgumentException e) {
            found.add(new Violation("format.encoding", "'" + format.encoding() + "' is not a known encoding"));
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String why(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "is not known; there are " + unknown.getKnownPropertyIds();
        }
        if (e instanceof InvalidFormatException wrong && wrong.getTargetType() != null && wrong.getTargetType().isEnum()) {
            return "'" + wrong.getValue() + "' is not supported; there are "
                    + Arrays.toString(wrong.getTargetType().getEnumConstants());
        }
        return "has the wrong type";
    }
}
