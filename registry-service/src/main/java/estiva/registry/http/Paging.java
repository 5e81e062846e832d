package estiva.registry.http;

import estiva.registry.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Where a page begins and how long it is. Taken as text, so that a wrong one is a 422 and not JAX-RS's 404. */
public class Paging {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;

    @QueryParam("after")
    @Parameter(description = "The `next` of the page before; absent: the first page.", example = "1200")
    String after;

    @QueryParam("limit")
    @Parameter(description = "How many entries a page has, 1 to 1000; absent: 100.", example = "100")
    String limit;

    /** The key after which the page begins, or null. */
    public Long afterId() {
        if (after == null) {
            return null;
        }
        long id = number("after", after);
        if (id < 0) {
            throw ProblemException.invalid("after", "must not be negative");
        }
        return id;
    }

    /** As {@link #afterId}, where the list begins at its lowest key. */
    public long afterIdOrStart() {
        Long id = afterId();
        return id == null ? 0 : id;
    }

    /** The version after which the page begins in a list that begins with the newest, or null. */
    public Integer afterVersion() {
        Long version = afterId();
        return version == null ? null : (int) Math.min(version, Integer.MAX_VALUE);
    }

    /** The name after which the page begins, or null. */
    public String afterName() {
        return after == null ? null : Name.checked("after", after);
    }

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

    private static long number(String field, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(field, "must be a whole number");
        }
    }
}
