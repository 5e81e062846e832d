package estiva.registry.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.process.ProcessChanges;
import estiva.control.process.ProcessChanges.Change;
import estiva.control.process.ProcessChanges.Retry;
import estiva.registry.access.Access;
import estiva.registry.access.Caller;
import estiva.registry.access.Role;
import estiva.registry.problem.ProblemException;
import estiva.registry.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets a process run again, or stops it. */
@Path("/processes/{processId}")
@Tag(name = "Processes")
@RolesAllowed(Role.OPERATES)
@Produces(MediaType.APPLICATION_JSON)
public class ChangeResource {
    private final ProcessChanges processes;
    private final FileControlRepository rows;
    private final ObjectMapper json;
    private final Access access;
    private final Caller caller;

    ChangeResource(
            ProcessChanges processes, FileControlRepository rows, ObjectMapper json, Access access, Caller caller) {
        this.access = access;
        this.caller = caller;
        this.processes = processes;
        this.rows = rows;
        this.json = json;
    }

    @Schema(description = "How to run again.")
    public record RetryRequest(
            @Schema(
                    description = "Whether files keep the version of their import definition; absent: the current one.",
                    examples = "false")
            Boolean sameVersion,

            @Schema(
                    description =
                            "Whether files are loaded though newer files of the client are in their place already, or a file of"
                                    + " the same name is loaded in part. It holds until the process ends.",
                    examples = "false")
            Boolean force,

            @Schema(
                    description =
                            "Whether rows that its files have committed in part are deleted first. A column of the"
                                    + " import must have the constant `${fileId}`.",
                    examples = "false")
            Boolean discard) {

        private static final RetryRequest EMPTY = new RetryRequest(null, null, null);

        private Retry retry() {
            return new Retry(
                    Boolean.TRUE.equals(sameVersion), Boolean.TRUE.equals(force), Boolean.TRUE.equals(discard));
        }
    }

    @POST
    @Path("/retry")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Runs a Failed or Cancelled process again",
            description =
                    "Only its files that are not Completed are loaded. The body can be left out. A file of an import that keeps"
                            + " the order fails if a newer one of the same client and table is loaded already, unless `force`"
                            + " is true.")
    @APIResponse(
            responseCode = "200",
            description = "It is Pending again.",
            content = @Content(schema = @Schema(implementation = FileControl.class)))
    @APIResponse(responseCode = "404", description = "There is no such process.", ref = "Problem")
    @APIResponse(responseCode = "409", description = "Its state does not allow it.", ref = "Problem")
    public Response retry(
            @PathParam("processId") @Parameter(example = "1") long processId,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = RetryRequest.class)))
                    String body,
            @Context HttpHeaders headers)
            throws JsonProcessingException {
        changeable(processId);
        Retry how = request(body, headers.getMediaType()).retry();
        return answer(
                processId, processes.retry(processId, how, caller.deed()), "only Failed and Cancelled ones run again");
    }

    /** Read here and not by Quarkus REST, which refuses a request that has neither a body nor a type. */
    private RetryRequest request(String body, MediaType type) throws JsonProcessingException {
        if (body == null || body.isBlank()) {
            return RetryRequest.EMPTY;
        }
        if (type == null || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            throw new NotSupportedException();
        }
        RetryRequest request = json.readValue(body, RetryRequest.class);
        if (request == null) {
            throw ProblemException.malformed("The body must be a JSON object");
        }
        return request;
    }

    @POST
    @Path("/cancel")
    @Operation(
            summary = "Cancels a Pending or running process",
            description =
                    "Files that are Completed stay Completed. A running process ends when its worker acknowledges.")
    @APIResponse(
            responseCode = "200",
            description = "It is Cancelled.",
            content = @Content(schema = @Schema(implementation = FileControl.class)))
    @APIResponse(
            responseCode = "202",
            description = "Its worker was asked and will acknowledge within a heartbeat.",
            content = @Content(schema = @Schema(implementation = FileControl.class)))
    @APIResponse(responseCode = "404", description = "There is no such process.", ref = "Problem")
    @APIResponse(responseCode = "409", description = "It has ended.", ref = "Problem")
    public Response cancel(@PathParam("processId") @Parameter(example = "1") long processId) {
        changeable(processId);
        return answer(
                processId,
                processes.cancel(processId, caller.deed()),
                "only Pending and InProgress ones can be cancelled");
    }

    private Response answer(long processId, Change change, String rule) {
        FileControl process = find(processId);
        return switch (change) {
            case DONE -> Response.ok(process).build();
            case REQUESTED -> Response.accepted(process).build();
            case REFUSED ->
                throw ProblemException.conflict(
                        ProblemType.STATE, "Process " + processId + " is " + process.status.text() + "; " + rule);
        };
    }

    private void changeable(long processId) {
        access.demand(Role.OPERATOR, find(processId).processName);
    }

    private FileControl find(long processId) {
        return rows.byId(processId).orElseThrow(() -> ProblemException.notFound("process", processId));
    }
}
