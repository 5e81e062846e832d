package estiva.control.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import estiva.control.imports.InvalidSpec.Violation;
import estiva.control.process.LogLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The JSON Schema of import definitions: published for people and editors, and what every definition is checked by. A
 * test keeps it and {@link ImportSpec} from saying different things.
 */
public final class ImportSchema {
    private static final String TEXT = text();
    private static final JsonNode DOCUMENT = document();
    private static final String PUBLISHED = NullableMembers.of(DOCUMENT).toPrettyString();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DOCUMENT);

    private ImportSchema() {}

    /** The schema as it is published: null counts as absent, and so every member that may be absent may be null. */
    public static String published() {
        return PUBLISHED;
    }

    /** The schema as definitions are checked by, once their nulls are dropped. */
    static String strict() {
        return TEXT;
    }

    /**
     * Finds what is wrong with the definition, member by member.
     *
     * @return the definition without the wrong members, so that the rest can be looked at too; null counts as absent
     */
    static JsonNode usable(JsonNode definition, Collection<Violation> found) {
        JsonNode copy = definition.deepCopy();
        dropNulls(copy);
        DefinitionNumbers.refuseEndless(copy, "", found);
        found.forEach(violation -> remove(copy, violation.pointer()));
        List<Violation> ofShape = errors(copy).stream()
                .map(ImportSchema::violation)
                .distinct()
                .sorted(Comparator.comparing(Violation::pointer))
                .limit(ImportSpecs.MOST - found.size())
                .toList();
        ofShape.forEach(violation -> remove(copy, violation.pointer()));
        found.addAll(ofShape);
        return copy;
    }

    /** The first of them: the validator itself would look for all, and tell of each. */
    private static List<Error> errors(JsonNode definition) {
        FirstErrors context = new FirstErrors();
        try {
            SCHEMA.validate(context, definition, OutputFormat.DEFAULT);
        } catch (FirstErrors.Enough enough) {
            // What was found until then is what is told.
        }
        return context.getErrors();
    }

    private static final class FirstErrors extends ExecutionContext {

        static final class Enough extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Enough() {
                super(null, null, false, false);
            }
        }

        @Override
        public void addError(Error error) {
            super.addError(error);
            if (getErrors().size() >= ImportSpecs.MOST) {
                throw new Enough();
            }
        }
    }

    /** Not of the scope, whose members are data: with one member less, more rows would be replaced. */
    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getValue().isNull());
            object.properties().stream()
                    .filter(member -> !member.getKey().equals("scope"))
                    .forEach(member -> dropNulls(member.getValue()));
        } else {
            node.forEach(ImportSchema::dropNulls);
        }
    }

    /** An entry of an array is emptied and not removed, or those after it would get other numbers. */
    private static void remove(JsonNode definition, String pointer) {
        int slash = pointer.lastIndexOf('/');
        if (slash < 0) {
            return;
        }
        JsonNode parent = definition.at(pointer.substring(0, slash));
        String step = unescaped(pointer.substring(slash + 1));
        if (parent instanceof ObjectNode object) {
            object.remove(step);
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(step), array.objectNode());
        }
    }

    private static Violation violation(Error error) {
        String place = error.getInstanceLocation().toString();
        boolean isUnknown = error.getKeyword().equals("additionalProperties");
        boolean isMember = isUnknown || error.getKeyword().equals("required");
        String pointer = isMember ? place + "/" + escaped(error.getProperty()) : place;
        return new Violation(field(pointer), pointer, message(error), isUnknown);
    }

    static Violation violation(String pointer, String message) {
        return new Violation(field(pointer), pointer, message, false);
    }

    private static String message(Error error) {
        JsonNode rule = rule(error);
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "is not known; there are " + known(error);
            case "required" -> "must be given";
            case "type" -> "must be " + types(rule);
            case "enum" ->
                "'" + LogLines.cut(error.getInstanceNode().asText(), 100) + "' is not supported; there are "
                        + texts(rule);
            case "pattern" -> pattern(rule.asText());
            case "minLength" -> "must not be empty";
            case "maxLength" -> "must not be longer than " + rule.asText() + " characters";
            case "minimum" -> "must be at least " + rule.asText();
            case "maximum" -> "must be at most " + rule.asText();
            case "minItems" -> "must have at least " + rule.asText() + " entries";
            case "maxItems" -> "must have at most " + rule.asText() + " entries";
            default -> error.getMessage();
        };
    }

    private static String pattern(String pattern) {
        return switch (pattern) {
            case "\\S" -> "must not be empty";
            case "^all$" -> "must be a JSON object or the text all";
            default -> "must not be empty or hold control characters";
        };
    }

    /** What the schema says at the keyword that was broken. */
    private static JsonNode rule(Error error) {
        return DOCUMENT.at(rulePointer(error));
    }

    private static String rulePointer(Error error) {
        return error.getSchemaLocation().getFragment().toString();
    }

    private static List<String> known(Error error) {
        String pointer = rulePointer(error);
        List<String> names = new ArrayList<>();
        DOCUMENT.at(pointer.substring(0, pointer.lastIndexOf('/')) + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static String types(JsonNode rule) {
        List<String> types = rule.isArray() ? texts(rule) : List.of(rule.asText());
        return String.join(" or ", types.stream().map(ImportSchema::type).toList());
    }

    private static String type(String type) {
        return switch (type) {
            case "object" -> "a JSON object";
            case "array" -> "an array";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            default -> "a " + type;
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String field(String pointer) {
        StringBuilder field = new StringBuilder();
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            if (!step.isEmpty() && step.chars().allMatch(Character::isDigit)) {
                field.append('[').append(step).append(']');
            } else {
                field.append(field.length() == 0 ? "" : ".").append(unescaped(step));
            }
        }
        return field.toString();
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String unescaped(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    private static String text() {
        try (InputStream in = ImportSchema.class.getResourceAsStream("import.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode document() {
        try {
            return new ObjectMapper().readTree(TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
