package estiva.registry.http;

import estiva.registry.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Where a page of a list by number begins and how long it is. */
public class Paging extends PageLimit {
    @QueryParam("after")
    @Parameter(
            description = "The `next` of the page before; absent: the first page.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"),
            example = "1200")
    String after;

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
}
