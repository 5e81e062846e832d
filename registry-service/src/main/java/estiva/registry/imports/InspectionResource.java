package estiva.registry.imports;

import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportSpec;
import estiva.control.inspect.Guess;
import estiva.control.inspect.Inspection;
import estiva.control.inspect.Preview;
import estiva.registry.access.Role;
import estiva.registry.http.Name;
import estiva.registry.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Looks at files before they are loaded: a worker reads their first rows, and nothing is written anywhere. */
@Path("/imports")
@Tag(name = "Imports")
@RolesAllowed(Role.SEES_ROWS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InspectionResource {
    private static final String WAITED = "No worker has answered within 10 seconds; ask at Location again.";

    private final VisibleImports imports;
    private final Inquiry inquiry;

    InspectionResource(VisibleImports imports, Inquiry inquiry) {
        this.imports = imports;
        this.inquiry = inquiry;
    }

    @POST
    @Path("/{importName}/preview")
    @Operation(
            summary = "Shows the first rows of a file as they would be loaded",
            description = "Each row comes with what is wrong with it. The current version of the definition is used, or"
                    + " the one in the body, which need not be saved. What only the table can tell (keys, constraints)"
                    + " is not checked.")
    @APIResponse(
            responseCode = "200",
            description = "The rows.",
            content = @Content(schema = @Schema(implementation = Preview.class)))
    @APIResponse(responseCode = "202", description = WAITED, headers = @Header(name = "Location", ref = "Location"))
    @APIResponse(responseCode = "404", description = "There is no such definition.", ref = "Problem")
    @APIResponse(responseCode = "409", description = "The definition that is stored cannot be read.", ref = "Problem")
    @APIResponse(
            responseCode = "422",
            description = "Fields that cannot be used, or a file that cannot be read.",
            ref = "Problem")
    @APIResponse(responseCode = "503", description = "No worker is alive.", ref = "Problem")
    public Response preview(
            @PathParam("importName") @Parameter(example = "cidades") String importName,
            @RequestBody(required = true) @Valid PreviewRequest request,
            @Context UriInfo uri) {
        present(request);
        ImportSpec spec = request.definition() == null || request.definition().isNull()
                ? current(Name.checked("importName", importName))
                : DefinitionBody.spec(request.definition(), "definition");
        return inquiry.answer(inquiry.ask(Inspection.Kind.Preview, request.toInspection(spec)), uri);
    }

    private ImportSpec current(String name) {
        return imports.current(name)
                .map(ImportDefinition::definition)
                .orElseThrow(() -> ProblemException.notFound(VisibleImports.WHAT, name));
    }

    @POST
    @Path("/guess")
    @Operation(
            summary = "Proposes an import definition for a file",
            description = "From the file's head and, if a target is named, from the table's columns: format, encoding,"
                    + " types, which column goes where. Look at it, change what is wrong, and PUT it.")
    @APIResponse(
            responseCode = "200",
            description = "The proposal.",
            content = @Content(schema = @Schema(implementation = Guess.class)))
    @APIResponse(responseCode = "202", description = WAITED, headers = @Header(name = "Location", ref = "Location"))
    @APIResponse(
            responseCode = "422",
            description = "Fields that cannot be used, or a file that cannot be read.",
            ref = "Problem")
    @APIResponse(responseCode = "503", description = "No worker is alive.", ref = "Problem")
    public Response guess(@RequestBody(required = true) @Valid GuessRequest request, @Context UriInfo uri) {
        present(request);
        return inquiry.answer(inquiry.ask(Inspection.Kind.Guess, request.toInspection()), uri);
    }

    private static void present(Object request) {
        if (request == null) {
            throw ProblemException.malformed("The body is empty");
        }
    }
}
