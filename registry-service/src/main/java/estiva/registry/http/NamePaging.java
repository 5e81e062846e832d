package estiva.registry.http;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Where a page of a list by name begins and how long it is. */
public class NamePaging extends PageLimit {
    @QueryParam("after")
    @Parameter(
            description = "The `next` of the page before; absent: the first page.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = Name.WIDTH, pattern = PlainText.NAME),
            example = "ClienteA")
    String after;

    /** The name after which the page begins, or null. */
    public String afterName() {
        return after == null ? null : Name.checked("after", after);
    }
}
