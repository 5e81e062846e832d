package estiva.registry.imports;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportDefinitions.Put;
import estiva.control.imports.ImportSpec;
import estiva.registry.http.Name;
import estiva.registry.http.Page;
import estiva.registry.http.Paging;
import estiva.registry.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How files become rows: definitions in versions, none ever changed. */
@Path("/imports")
@Tag(name = "Imports")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {
    private static final String EXAMPLE =
            """
            {"target": "dbo.Cities", "processName": "ClienteA", "fileNames": "cidades*.csv",
             "format": {"type": "csv", "delimiter": ";", "encoding": "UTF-8", "header": true},
             "columns": [{"source": "nome", "target": "Name", "required": true},
                         {"source": "latitude", "target": "Lat", "format": "#,##0.00", "locale": "pt-BR"},
                         {"constant": "${fileName}", "target": "Origin"}],
             "mode": "append", "rejects": {"maxRows": 10}, "duplicates": "refuse"}""";

    private final ImportDefinitions definitions;

    public ImportResource(ImportDefinitions definitions) {
        this.definitions = definitions;
    }

    public record RollbackRequest(
            @Schema(description = "The version that is to be current again, under a new number.", examples = "1")
            @NotNull(message = "must be given")
            Integer version) {}

    @GET
    @Operation(summary = "Lists import definitions", description = "The current version of each, by name.")
    @APIResponse(responseCode = "200", description = "One page.")
    public Page<ImportDefinition, String> list(@BeanParam Paging paging) {
        List<ImportDefinition> found = definitions.list(paging.afterName(), paging.limitAndOneMore());
        return Page.of(found, paging.limit(), ImportDefinition::importName);
    }

    @GET
    @Path("/{importName}")
    @Operation(summary = "Shows the current version of an import definition")
    @APIResponse(responseCode = "200", description = "The current version.")
    @APIResponse(responseCode = "404", description = "There is no such definition.", ref = "Problem")
    public ImportDefinition show(@PathParam("importName") @Parameter(example = "cidades") String importName) {
        String name = Name.checked("importName", importName);
        return definitions.current(name).orElseThrow(() -> ProblemException.notFound("import definition", name));
    }

    @GET
    @Path("/{importName}/versions")
    @Operation(summary = "Lists all versions of an import definition", description = "The newest first.")
    @APIResponse(responseCode = "200", description = "All versions.")
    @APIResponse(responseCode = "404", description = "There is no such definition.", ref = "Problem")
    public Page<ImportDefinition, Integer> versions(
            @PathParam("importName") @Parameter(example = "cidades") String importName) {
        List<ImportDefinition> versions = definitions.versions(show(importName).importName());
        return Page.of(versions, versions.size(), ImportDefinition::version);
    }

    @PUT
    @Path("/{importName}")
    @Operation(
            summary = "Makes or changes an import definition",
            description = "Makes a new version if it says anything new. The table must exist when a file is loaded, not"
                    + " now. What is registered keeps the version it was registered with. Its JSON Schema is at"
                    + " /api/v1/schemas/import.")
    @APIResponse(
            responseCode = "200",
            description = "The current version: a new one, or the old one if nothing changed.",
            content = @Content(schema = @Schema(implementation = ImportDefinition.class)))
    @APIResponse(
            responseCode = "201",
            description = "The first version of a new definition.",
            content = @Content(schema = @Schema(implementation = ImportDefinition.class)))
    @APIResponse(responseCode = "422", description = "Members that cannot be used, all at once, each with its JSON pointer.", ref = "Problem")
    public Response put(
            @PathParam("importName") @Parameter(example = "cidades") String importName,
            @RequestBody(
                    required = true,
                    content = @Content(
                            schema = @Schema(implementation = ImportSpec.class),
                            examples = @ExampleObject(name = "csv", value = EXAMPLE)))
            JsonNode body,
            @Context UriInfo uri) {
        String name = Name.checked("importName", importName);
        Put put = definitions.put(name, DefinitionBody.spec(body));
        boolean isFirst = put.isNew() && put.definition().version() == 1;
        return isFirst
                ? Response.created(uri.getBaseUriBuilder().path("imports/{name}").build(name))
                        .entity(put.definition())
                        .build()
                : Response.ok(put.definition()).build();
    }

    @POST
    @Path("/{importName}/rollback")
    @Operation(
            summary = "Makes an earlier version the current one again",
            description = "As a new version with the same content; none is lost.")
    @APIResponse(responseCode = "200", description = "The version that is current now.")
    @APIResponse(responseCode = "404", description = "There is no such definition.", ref = "Problem")
    @APIResponse(responseCode = "422", description = "There is no such version.", ref = "Problem")
    public ImportDefinition rollback(
            @PathParam("importName") @Parameter(example = "cidades") String importName,
            @RequestBody(required = true) @Valid RollbackRequest request) {
        if (request == null) {
            throw ProblemException.malformed("The body is empty");
        }
        String name = show(importName).importName();
        ImportDefinition earlier = definitions
                .version(name, request.version())
                .orElseThrow(() -> ProblemException.invalid("version", "must be a version that there is"));
        return definitions.put(name, earlier.definition()).definition();
    }
}
