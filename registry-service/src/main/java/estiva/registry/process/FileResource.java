package estiva.registry.process;

import estiva.control.process.FileParameters;
import estiva.control.process.Files;
import estiva.control.process.Files.Reject;
import estiva.control.process.Processes.LogLine;
import estiva.registry.http.Page;
import estiva.registry.http.Paging;
import estiva.registry.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of one file. */
@Path("/files/{fileId}")
@Tag(name = "Files")
@Produces(MediaType.APPLICATION_JSON)
public class FileResource {
    private final Files files;

    public FileResource(Files files) {
        this.files = files;
    }

    @GET
    @Operation(summary = "Shows a file")
    @APIResponse(responseCode = "200", description = "The file as its row stands; counts are null until it was read.")
    @APIResponse(responseCode = "404", description = "There is no such file.", ref = "Problem")
    public FileParameters show(@PathParam("fileId") @Parameter(example = "1") long fileId) {
        return files.find(fileId).orElseThrow(() -> ProblemException.notFound("file", fileId));
    }

    @GET
    @Path("/log")
    @Operation(summary = "Shows the log of a file", description = "The oldest line first.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "404", description = "There is no such file.", ref = "Problem")
    public Page<LogLine, Long> log(
            @PathParam("fileId") @Parameter(example = "1") long fileId, @BeanParam Paging paging) {
        show(fileId);
        List<LogLine> found = files.log(fileId, paging.afterIdOrStart(), paging.limitAndOneMore());
        return Page.of(found, paging.limit(), LogLine::logId);
    }

    @GET
    @Path("/rejects")
    @Operation(
            summary = "Lists the rows that were not loaded",
            description = "Those of the last load of the file, each with its place, its reason and its text.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "404", description = "There is no such file.", ref = "Problem")
    public Page<Reject, Long> rejects(
            @PathParam("fileId") @Parameter(example = "1") long fileId, @BeanParam Paging paging) {
        show(fileId);
        List<Reject> found = files.rejects(fileId, paging.afterIdOrStart(), paging.limitAndOneMore());
        return Page.of(found, paging.limit(), Reject::rejectId);
    }
}
