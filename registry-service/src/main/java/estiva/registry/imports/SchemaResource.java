package estiva.registry.imports;

import estiva.control.imports.ImportSchema;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The shapes of documents, for editors and for people. */
@Path("/schemas")
@Tag(name = "Imports")
@PermitAll
public class SchemaResource {

    @GET
    @Path("/import")
    @Produces("application/schema+json")
    @Operation(
            summary = "Shows the JSON Schema of import definitions",
            description = "What definitions are checked by when they are PUT; for editors, and for people.")
    @APIResponse(
            responseCode = "200",
            description = "The schema, draft 2020-12.",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public String ofImports() {
        return ImportSchema.published();
    }
}
