package estiva.registry.imports;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.database.ControlObjects;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import estiva.control.imports.InvalidSpec;
import estiva.registry.problem.Problem.FieldError;
import estiva.registry.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;

/** Reads import definitions out of requests. */
final class DefinitionBody {
    private static final Pattern HALF_SURROGATE = Pattern.compile("\\p{Cs}");

    private DefinitionBody() {}

    static ImportSpec spec(JsonNode body) {
        return spec(body, "");
    }

    /**
     * @param member of the body that holds the definition; empty: the body is it
     * @throws ProblemException naming every member that cannot be used
     */
    static ImportSpec spec(JsonNode body, String member) {
        String field = member.isEmpty() ? "" : member + ".";
        String pointer = member.isEmpty() ? "" : "/" + member;
        if (body == null || !body.isObject()) {
            throw ProblemException.malformed((member.isEmpty() ? "The body" : member) + " must be a JSON object");
        }
        if (HALF_SURROGATE.matcher(body.toString()).find()) {
            throw ProblemException.malformed("The body contains broken Unicode");
        }
        try {
            ImportSpec spec = ImportSpecs.read(body);
            if (ControlObjects.areMeantBy(spec.target())) {
                throw ProblemException.invalid(List.of(new FieldError(
                        field + "target", "is a table of Estiva, which imports do not write", pointer + "/target")));
            }
            return spec;
        } catch (InvalidSpec e) {
            throw ProblemException.invalid(e.violations().stream()
                    .map(it -> new FieldError(field + it.field(), it.message(), pointer + it.pointer()))
                    .toList());
        }
    }
}
