package estiva.registry.process;

import estiva.registry.access.Access;
import estiva.registry.access.Role;
import estiva.registry.http.Page;
import estiva.registry.http.Paging;
import estiva.registry.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of one file. */
@Path("/files/{fileId}")
@Tag(name = "Files")
@RolesAllowed(Role.VIEWS)
@Produces(MediaType.APPLICATION_JSON)
public class FileResource {
    private static final String CSV = "text/csv";

    private final FileParametersRepository files;
    private final FileLogRepository log;
    private final FileRejectRepository rejects;
    private final RejectsExport export;
    private final FileControlRepository processes;
    private final Messages messages;
    private final Access access;
    private final RecordedLooks looks;

    FileResource(
            FileParametersRepository files,
            FileLogRepository log,
            FileRejectRepository rejects,
            RejectsExport export,
            FileControlRepository processes,
            Messages messages,
            Access access,
            RecordedLooks looks) {
        this.looks = looks;
        this.processes = processes;
        this.messages = messages;
        this.access = access;
        this.files = files;
        this.log = log;
        this.rejects = rejects;
        this.export = export;
    }

    @GET
    @Operation(summary = "Shows a file")
    @APIResponse(responseCode = "200", description = "The file as its row stands; counts are null until it was read.")
    @APIResponse(responseCode = "404", description = "There is no such file.", ref = "Problem")
    public FileParameters show(@PathParam("fileId") @Parameter(example = "1") long fileId) {
        FileParameters file = find(fileId);
        return messages.shown(file, client(file));
    }

    private FileParameters find(long fileId) {
        return files.byId(fileId).orElseThrow(() -> ProblemException.notFound("file", fileId));
    }

    private String client(FileParameters file) {
        return processes
                .byId(file.processId)
                .orElseThrow(() -> ProblemException.notFound("file", file.fileId))
                .processName;
    }

    @GET
    @Path("/log")
    @Operation(summary = "Shows the log of a file", description = "The oldest line first.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "404", description = "There is no such file.", ref = "Problem")
    public Page<LogLine, Long> log(
            @PathParam("fileId") @Parameter(example = "1") long fileId, @BeanParam Paging paging) {
        String client = client(find(fileId));
        List<LogLine> found =
                messages.shownLines(log.list(fileId, paging.afterIdOrStart(), paging.limitAndOneMore()), client);
        return Page.of(found, paging.limit(), line -> line.logId);
    }

    @GET
    @Path("/rejects")
    @RolesAllowed(Role.SEES_ROWS)
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            summary = "Lists the rows that were not loaded",
            description = "The rows of the last load of the file, each with its place, its reason and its text. With"
                    + " `format=csv` all of them as a file like the one they came from (UTF-8), to be corrected and"
                    + " registered again: the columns EstivaRow, EstivaColumn and EstivaReason at its end are not"
                    + " loaded. What a spreadsheet would take for a formula has an apostrophe before it. A line with one"
                    + " field stands for rows whose text was not kept in full; no load takes it for a row. Rows of formats other"
                    + " than csv are given as raw text.")
    @APIResponse(
            responseCode = "200",
            description = "One page, or all as a file.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RejectPage.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "404", description = "There is no such file.", ref = "Problem")
    @APIResponse(responseCode = "422", description = "A parameter cannot be used.", ref = "Problem")
    public Response rejects(
            @PathParam("fileId") @Parameter(example = "1") long fileId,
            @QueryParam("format")
                    @Parameter(
                            description = "`json` (absent) or `csv`.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"json", "csv"}),
                            example = "json")
                    String format,
            @BeanParam Paging paging) {
        FileParameters file = find(fileId);
        String client = client(file);
        access.demand(Role.PERSONAL_DATA, client);
        return switch (format == null ? "json" : format) {
            case "json" ->
                Response.ok(page(file, client, paging), MediaType.APPLICATION_JSON)
                        .build();
            case "csv" ->
                Response.ok(export(file, client), CSV + ";charset=UTF-8")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejects-" + fileId + ".csv\"")
                        .build();
            default -> throw ProblemException.invalid("format", "must be json or csv");
        };
    }

    private StreamingOutput export(FileParameters file, String client) {
        looks.exported(file, client);
        return export.of(file);
    }

    private Page<FileReject, Long> page(FileParameters file, String client, Paging paging) {
        long after = paging.afterIdOrStart();
        int limit = paging.limitAndOneMore();
        looks.read(file, client, after);
        List<FileReject> found = rejects.ofFile(file.fileId, after, limit);
        return Page.of(found, paging.limit(), reject -> reject.rejectId);
    }

    /** For the interface's description only. */
    @Schema(description = "One page.")
    private record RejectPage(List<FileReject> items, Long next) {}
}
