package estiva.control.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import estiva.control.imports.InvalidSpec.Violation;
import estiva.control.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads import definitions: unknown members, wrong types and contradictions are named, never passed over. What a member
 * may be by itself is said by {@link ImportSchema}, the rest here.
 */
public final class ImportSpecs {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // 6.0 is a whole number to JSON; that it is none but whole is the schema's to see.
            .enable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** After so many faults nobody reads on, and nobody looks for more. */
    static final int MOST = 100;

    /** In characters; what is PUT is smaller. */
    static final int LONGEST_STORED = 2 * 1024 * 1024;

    private ImportSpecs() {}

    /** @throws InvalidSpec naming every member that cannot be used */
    public static ImportSpec read(JsonNode json) throws InvalidSpec {
        List<Violation> violations = new ArrayList<>();
        JsonNode usable = ImportSchema.usable(json, violations);
        if (!usable.isObject() || violations.size() >= MOST) {
            throw new InvalidSpec(violations);
        }
        try {
            ImportSpec spec = JSON.treeToValue(usable, ImportSpec.class);
            List<Violation> ofShape = List.copyOf(violations);
            check(spec).stream()
                    .filter(it -> ofShape.stream().noneMatch(it::follows))
                    .limit(MOST - ofShape.size())
                    .forEach(violations::add);
            if (violations.isEmpty()) {
                return spec;
            }
        } catch (JsonProcessingException e) {
            if (violations.isEmpty()) {
                throw new IllegalStateException(
                        "The schema of imports allows what cannot be read: " + e.getMessage(), e);
            }
        }
        throw new InvalidSpec(violations);
    }

    /**
     * Reads what was stored, and so checked before, perhaps by an earlier release, or not at all.
     *
     * @throws UnusableDefinition saying why the files of this import cannot be loaded
     */
    static ImportSpec stored(String importName, int version, String json) {
        if (json.length() > LONGEST_STORED) {
            throw new UnusableDefinition(importName, version, "has more than " + LONGEST_STORED + " characters");
        }
        try {
            ImportSpec spec = JSON.readValue(json, ImportSpec.class);
            if (spec == null) {
                throw new UnusableDefinition(importName, version, "is null");
            }
            return spec;
        } catch (JsonProcessingException e) {
            throw new UnusableDefinition(importName, version, "cannot be read: " + e.getOriginalMessage());
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

    /** Names that are shown, or that names are compared with, which have no such characters either. */
    private static void checkNames(ImportSpec spec, List<Violation> found) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("target", spec.target());
        names.put("processName", spec.processName());
        names.put("fileNames", spec.fileNames());
        names.put("format.member", spec.formatOrDefault().member());
        names.put("procedures.afterFile", spec.proceduresOrNone().afterFile());
        names.put("procedures.afterProcess", spec.proceduresOrNone().afterProcess());
        names.forEach((member, name) -> {
            String fault = VisibleText.fault(name);
            if (fault != null) {
                found.add(new Violation(member, fault));
            }
        });
    }

    /** What the schema cannot say: members that contradict each other, and names that others give. */
    private static List<Violation> check(ImportSpec spec) {
        List<Violation> found = new ArrayList<>();
        checkNames(spec, found);
        FormatSpecs.check(spec.formatOrDefault(), found);
        PublicationCheck.check(spec, found);
        RegexBudget regexes = new RegexBudget();
        for (int i = 0; i < spec.columnsOrEmpty().size() && found.size() < MOST; i++) {
            ColumnSpecs.check(
                    "columns[" + i + "]", spec.columnsOrEmpty().get(i), spec.formatOrDefault(), regexes, found);
        }
        if (spec.columnsOrEmpty().isEmpty() && !spec.formatOrDefault().hasHeader()) {
            found.add(new Violation("columns", "must say which position goes where, since the files have no header"));
        }
        if (spec.unknownColumns() == UnknownColumns.refuse
                && !spec.formatOrDefault().hasHeader()) {
            found.add(new Violation("unknownColumns", "can only be refused where the files have a header"));
        }
        return found;
    }
}
