package estiva.registry.imports;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions.Put;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportVersion;
import estiva.registry.access.Role;
import estiva.registry.http.Name;
import estiva.registry.http.NamePaging;
import estiva.registry.http.Page;
import estiva.registry.http.Precondition;
import estiva.registry.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
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
@RolesAllowed(Role.VIEWS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {
    private static final String EXAMPLE = """
            {"target": "dbo.Cities", "processName": "ClienteA", "fileNames": "cidades*.csv",
             "format": {"type": "csv", "delimiter": ";", "encoding": "UTF-8", "header": true},
             "columns": [{"source": "nome", "target": "Name", "required": true},
                         {"source": "latitude", "target": "Lat", "format": "#,##0.00", "locale": "pt-BR"},
                         {"constant": "${fileName}", "target": "Origin"}],
             "mode": "append", "rejects": {"maxRows": 10}, "duplicates": "refuse"}""";

    private final VisibleImports imports;
    private final DefinitionWarnings warnings;

    ImportResource(VisibleImports imports, DefinitionWarnings warnings) {
        this.imports = imports;
        this.warnings = warnings;
    }

    @GET
    @Operation(
            summary = "Lists import definitions",
            description = "The current version of each, by name, without the definitions themselves.")
    @APIResponse(responseCode = "200", description = "One page.")
    public Page<ImportVersion, String> list(@BeanParam NamePaging paging) {
        List<ImportVersion> found = imports.list(paging.afterName(), paging.limitAndOneMore());
        return Page.of(found, paging.limit(), ImportVersion::importName);
    }

    @GET
    @Path("/{importName}")
    @Operation(summary = "Shows the current version of an import definition")
    @APIResponse(
            responseCode = "200",
            description = "The current version.",
            headers = @Header(ref = "ETag"),
            content = @Content(schema = @Schema(implementation = ImportDefinition.class)))
    @APIResponse(
            responseCode = "304",
            description = "It is the one that If-None-Match names.",
            headers = @Header(ref = "ETag"))
    @APIResponse(responseCode = "404", description = "There is no such definition.", ref = "Problem")
    @APIResponse(responseCode = "409", description = "What is stored cannot be read.", ref = "Problem")
    @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = Precondition.NONE_MATCH,
            schema = @Schema(type = SchemaType.STRING, pattern = Precondition.TAGS),
            example = Precondition.EXAMPLE)
    public Response show(
            @PathParam("importName") @Parameter(example = "cidades") String importName, @Context HttpHeaders headers) {
        Precondition precondition = Precondition.of(headers);
        String name = Name.checked("importName", importName);
        int version = precondition.isEmpty() ? 0 : imports.currentVersion(name);
        return precondition.knows(version)
                ? Response.notModified(Precondition.tag(version)).build()
                : VersionResource.tagged(Response.ok(), current(name));
    }

    private ImportDefinition current(String name) {
        return imports.current(name).orElseThrow(() -> ProblemException.notFound(VisibleImports.WHAT, name));
    }

    @PUT
    @Path("/{importName}")
    @RolesAllowed(Role.DESIGNS)
    @Operation(
            summary = "Makes or changes an import definition",
            description = "Makes a new version if it says anything new. The table must exist when a file is loaded, not"
                    + " now. Files that are registered keep their version. Its JSON Schema is at"
                    + " /api/v1/schemas/import. With If-Match you do not overwrite a change that you have not seen; with"
                    + " `If-None-Match: *` only a new definition is made. The member `warnings` of the answer names other definitions"
                    + " of the client whose fileNames can fit the same files. If the registry has the lists of"
                    + " `estiva.worker.allow`, it also names what workers with these lists will refuse, as far as"
                    + " the text of the definition tells.")
    @APIResponse(
            responseCode = "200",
            description = "The current version: a new one, or the old one if nothing changed.",
            headers = @Header(ref = "ETag"),
            content = @Content(schema = @Schema(implementation = ImportDefinition.class)))
    @APIResponse(
            responseCode = "201",
            description = "The first version of a new definition.",
            headers = {@Header(name = "Location", ref = "Location"), @Header(ref = "ETag")},
            content = @Content(schema = @Schema(implementation = ImportDefinition.class)))
    @APIResponse(
            responseCode = "412",
            description = "The current version is not one that the headers allow.",
            ref = "Problem")
    @APIResponse(
            responseCode = "422",
            description = "Members that cannot be used, all at once, each with its JSON pointer.",
            ref = "Problem")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = Precondition.MATCH,
            schema = @Schema(type = SchemaType.STRING, pattern = Precondition.TAGS),
            example = Precondition.EXAMPLE)
    @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = Precondition.NONE_MATCH,
            schema = @Schema(type = SchemaType.STRING, pattern = Precondition.TAGS),
            example = Precondition.EXAMPLE)
    public Response put(
            @PathParam("importName") @Parameter(example = "cidades") String importName,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ImportSpec.class),
                                            examples = @ExampleObject(name = "csv", value = EXAMPLE)))
                    JsonNode body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        String name = Name.checked("importName", importName);
        Put put = imports.put(name, DefinitionBody.spec(body), Precondition.of(headers));
        boolean isFirst = put.isNew() && put.definition().version() == 1;
        return VersionResource.tagged(
                isFirst
                        ? Response.created(
                                uri.getBaseUriBuilder().path("imports/{name}").build(name))
                        : Response.ok(),
                put.definition().warning(warnings.of(put.definition())));
    }
}
