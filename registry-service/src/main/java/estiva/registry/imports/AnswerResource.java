package estiva.registry.imports;

import estiva.control.inspect.Guess;
import estiva.control.inspect.Preview;
import estiva.registry.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers that took longer than those who asked could wait. */
@Path("/inspections")
@Tag(name = "Imports")
@RolesAllowed(Role.SEES_ROWS)
@Produces(MediaType.APPLICATION_JSON)
public class AnswerResource {
    private final Inquiry inquiry;

    AnswerResource(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    @GET
    @Path("/{inspectionId}")
    @Operation(
            summary = "Shows the answer to a preview or a guess that took longer than its request",
            description = "It is kept for an hour, for who asked alone.")
    @APIResponse(
            responseCode = "200",
            description = "The answer, as its request would have shown it.",
            content = @Content(schema = @Schema(anyOf = {Preview.class, Guess.class})))
    @APIResponse(
            responseCode = "202",
            description = "No worker has answered yet.",
            headers = @Header(name = "Location", ref = "Location"))
    @APIResponse(
            responseCode = "404",
            description = "There is no such inspection, or no longer, or another identity asked.",
            ref = "Problem")
    @APIResponse(responseCode = "422", description = "The file cannot be read.", ref = "Problem")
    public Response show(@PathParam("inspectionId") @Parameter(example = "1") long inspectionId, @Context UriInfo uri) {
        return inquiry.answer(inquiry.find(inspectionId), uri);
    }
}
