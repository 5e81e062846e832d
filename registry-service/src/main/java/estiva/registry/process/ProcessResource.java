package estiva.registry.process;

import estiva.control.process.Status;
import estiva.registry.access.Role;
import estiva.registry.http.Name;
import estiva.registry.http.Page;
import estiva.registry.http.Paging;
import estiva.registry.http.PlainText;
import estiva.registry.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of the processes. */
@Path("/processes")
@Tag(name = "Processes")
@RolesAllowed(Role.VIEWS)
@Produces(MediaType.APPLICATION_JSON)
public class ProcessResource {
    private final FileControlRepository processes;
    private final FileParametersRepository files;
    private final ProcessLogRepository log;
    private final Messages messages;

    ProcessResource(
            FileControlRepository processes,
            FileParametersRepository files,
            ProcessLogRepository log,
            Messages messages) {
        this.processes = processes;
        this.files = files;
        this.log = log;
        this.messages = messages;
    }

    @GET
    @Operation(
            summary = "Lists processes",
            description = "In the order of their registration, or the newest first; each filter narrows the list.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A filter cannot be used.", ref = "Problem")
    public Page<FileControl, Long> list(
            @QueryParam("status")
                    @Parameter(
                            description = "Only those in this state.",
                            schema = @Schema(implementation = Status.class),
                            example = "Failed")
                    String status,
            @QueryParam("processName")
                    @Parameter(
                            description = "Only those of this client.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = 1,
                                            maxLength = Name.WIDTH,
                                            pattern = PlainText.NAME),
                            example = "ClienteA")
                    String processName,
            @QueryParam("order")
                    @Parameter(
                            description = "`newest`: from the newest back; absent: from the oldest on.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"oldest", "newest"}))
                    String order,
            @BeanParam Paging paging) {
        Status wanted = status(status);
        String client = processName == null ? null : Name.checked("processName", processName);
        List<FileControl> found = isNewestFirst(order)
                ? processes.newest(wanted, client, paging.afterId(), paging.limitAndOneMore())
                : processes.oldest(wanted, client, paging.afterIdOrStart(), paging.limitAndOneMore());
        return Page.of(found, paging.limit(), process -> process.processId);
    }

    @GET
    @Path("/{processId}")
    @Operation(summary = "Shows a process")
    @APIResponse(responseCode = "200", description = "The process as its row stands.")
    @APIResponse(responseCode = "404", description = "There is no such process.", ref = "Problem")
    public FileControl show(@PathParam("processId") @Parameter(example = "1") long processId) {
        return processes.byId(processId).orElseThrow(() -> ProblemException.notFound("process", processId));
    }

    @GET
    @Path("/{processId}/files")
    @Operation(summary = "Lists the files of a process", description = "In the order of their registration.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "404", description = "There is no such process.", ref = "Problem")
    public Page<FileParameters, Long> files(
            @PathParam("processId") @Parameter(example = "1") long processId, @BeanParam Paging paging) {
        String client = show(processId).processName;
        List<FileParameters> found =
                messages.shown(files.ofProcess(processId, paging.afterIdOrStart(), paging.limitAndOneMore()), client);
        return Page.of(found, paging.limit(), file -> file.fileId);
    }

    @GET
    @Path("/{processId}/log")
    @Operation(summary = "Shows the log of a process", description = "The oldest line first; its files have their own.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "404", description = "There is no such process.", ref = "Problem")
    public Page<LogLine, Long> log(
            @PathParam("processId") @Parameter(example = "1") long processId, @BeanParam Paging paging) {
        String client = show(processId).processName;
        List<LogLine> found =
                messages.shownLines(log.list(processId, paging.afterIdOrStart(), paging.limitAndOneMore()), client);
        return Page.of(found, paging.limit(), line -> line.logId);
    }

    private static Status status(String text) {
        if (text == null) {
            return null;
        }
        try {
            return Status.of(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("status", e.getMessage());
        }
    }

    private static boolean isNewestFirst(String order) {
        if (order == null || order.equals("oldest")) {
            return false;
        }
        if (order.equals("newest")) {
            return true;
        }
        throw ProblemException.invalid("order", "must be oldest or newest");
    }
}
