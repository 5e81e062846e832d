package estiva.registry.imports;

import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportVersion;
import estiva.registry.access.Role;
import estiva.registry.http.Name;
import estiva.registry.http.Page;
import estiva.registry.http.Paging;
import estiva.registry.http.Precondition;
import estiva.registry.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The versions of import definitions, and the way back to one of them. */
@Path("/imports")
@Tag(name = "Imports")
@RolesAllowed(Role.VIEWS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {
    private final VisibleImports definitions;

    VersionResource(VisibleImports definitions) {
        this.definitions = definitions;
    }

    public record RollbackRequest(
            @Schema(description = "The version that is to be current again, under a new number.", examples = "1")
            @NotNull(message = "must be given")
            Integer version) {}

    @GET
    @Path("/{importName}/versions")
    @Operation(
            summary = "Lists the versions of an import definition",
            description = "The newest first, without the definitions themselves.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "404", description = "There is no such definition.", ref = "Problem")
    public Page<ImportVersion, Integer> versions(
            @PathParam("importName") @Parameter(example = "cidades") String importName, @BeanParam Paging paging) {
        String name = Name.checked("importName", importName);
        Integer before = paging.afterVersion();
        List<ImportVersion> found = definitions.versions(name, before, paging.limitAndOneMore());
        if (found.isEmpty() && definitions.currentVersion(name) == 0) {
            throw ProblemException.notFound(VisibleImports.WHAT, name);
        }
        return Page.of(found, paging.limit(), ImportVersion::version);
    }

    @GET
    @Path("/{importName}/versions/{version}")
    @Operation(summary = "Shows one version of an import definition")
    @APIResponse(
            responseCode = "200",
            description = "The version.",
            headers = @Header(ref = "ETag"),
            content = @Content(schema = @Schema(implementation = ImportDefinition.class)))
    @APIResponse(responseCode = "404", description = "There is no such version.", ref = "Problem")
    @APIResponse(responseCode = "409", description = "What is stored cannot be read.", ref = "Problem")
    public Response version(
            @PathParam("importName") @Parameter(example = "cidades") String importName,
            @PathParam("version") @Parameter(example = "1") int version) {
        String name = Name.checked("importName", importName);
        return tagged(
                Response.ok(),
                definitions
                        .version(name, version)
                        .orElseThrow(
                                () -> ProblemException.notFound("version " + version + " of import definition", name)));
    }

    @POST
    @Path("/{importName}/rollback")
    @RolesAllowed(Role.DESIGNS)
    @Operation(
            summary = "Makes an earlier version the current one again",
            description = "It becomes a new version with the same content. No version is lost.")
    @APIResponse(
            responseCode = "200",
            description = "The version that is current now.",
            headers = @Header(ref = "ETag"),
            content = @Content(schema = @Schema(implementation = ImportDefinition.class)))
    @APIResponse(responseCode = "404", description = "There is no such definition.", ref = "Problem")
    @APIResponse(responseCode = "409", description = "What is stored as that version cannot be read.", ref = "Problem")
    @APIResponse(
            responseCode = "412",
            description = "The current version is not one that the headers allow.",
            ref = "Problem")
    @APIResponse(responseCode = "422", description = "There is no such version.", ref = "Problem")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = Precondition.MATCH,
            schema = @Schema(type = SchemaType.STRING, pattern = Precondition.TAGS),
            example = Precondition.EXAMPLE)
    public Response rollback(
            @PathParam("importName") @Parameter(example = "cidades") String importName,
            @RequestBody(required = true) @Valid RollbackRequest request,
            @Context HttpHeaders headers) {
        if (request == null) {
            throw ProblemException.malformed("The body is empty");
        }
        String name = Name.checked("importName", importName);
        if (definitions.currentVersion(name) == 0) {
            throw ProblemException.notFound(VisibleImports.WHAT, name);
        }
        ImportDefinition earlier = definitions
                .version(name, request.version())
                .orElseThrow(() -> ProblemException.invalid("version", "must be a version that exists"));
        return tagged(
                Response.ok(),
                definitions
                        .put(name, earlier.definition(), Precondition.of(headers))
                        .definition());
    }

    static Response tagged(Response.ResponseBuilder answer, ImportDefinition definition) {
        return answer.entity(definition)
                .tag(Precondition.tag(definition.version()))
                .build();
    }
}
