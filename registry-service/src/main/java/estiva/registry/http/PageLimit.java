package estiva.registry.http;

import estiva.registry.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How long a page is. Taken as text, so that a wrong one is a 422 and not JAX-RS's 404. */
abstract class PageLimit {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;

    @QueryParam("limit")
    @Parameter(
            description = "How many entries a page has; absent: 100.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"),
            example = "100")
    String limit;

    public int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        long number = number("limit", limit);
        if (number < 1 || number > MAX_LIMIT) {
            throw ProblemException.invalid("limit", "must be between 1 and " + MAX_LIMIT);
        }
        return (int) number;
    }

    /** One more than the page shows, to know whether another one follows. */
    public int limitAndOneMore() {
        return limit() + 1;
    }

    static long number(String field, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(field, "must be a whole number");
        }
    }
}
