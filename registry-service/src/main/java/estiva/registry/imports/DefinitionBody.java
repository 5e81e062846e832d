package estiva.registry.imports;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import estiva.control.imports.InvalidSpec;
import estiva.registry.problem.Problem.FieldError;
import estiva.registry.problem.ProblemException;
import java.util.regex.Pattern;

/** Reads import definitions out of requests. */
final class DefinitionBody {
    private static final Pattern HALF_SURROGATE = Pattern.compile("\\p{Cs}");

    private DefinitionBody() {}

    /** @throws ProblemException naming every member that cannot be used */
    static ImportSpec spec(JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.malformed("The body must be a JSON object");
        }
        if (HALF_SURROGATE.matcher(body.toString()).find()) {
            throw ProblemException.malformed("The body contains broken Unicode");
        }
        try {
            return ImportSpecs.read(body);
        } catch (InvalidSpec e) {
            throw ProblemException.invalid(e.violations().stream()
                    .map(it -> new FieldError(it.field(), it.message(), it.pointer()))
                    .toList());
        }
    }
}
