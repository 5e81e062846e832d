package estiva.registry.status;

import estiva.control.process.StatusCounts;
import estiva.control.worker.Worker;
import estiva.control.worker.Workers;
import estiva.registry.access.Access;
import estiva.registry.access.Role;
import estiva.registry.http.Page;
import estiva.registry.http.Paging;
import estiva.registry.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** How the whole system is doing. */
@Path("/")
@Tag(name = "Operations")
@RolesAllowed(Role.VIEWS)
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
    /** A page that is open asks every two seconds: each state costs no more than these entries of an index. */
    private static final int COUNTED_TO = 10_000;

    private static final int ALL = Integer.MAX_VALUE;

    private final Workers workers;
    private final StatusCounts counts;
    private final Access access;

    StatusResource(Workers workers, StatusCounts counts, Access access) {
        this.access = access;
        this.workers = workers;
        this.counts = counts;
    }

    @GET
    @Path("/workers")
    @Operation(
            summary = "Lists workers",
            description = "In the order of their starts; a worker that starts again is another one. It loads as many"
                    + " processes at once as it has `slots`; `running` are those that it holds, up to `prefetch`, which is"
                    + " more than `slots` while they are so small that it loads several together.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter cannot be used.", ref = "Problem")
    public Page<Worker, Long> workers(
            @QueryParam("all")
                    @Parameter(
                            description = "`true`: those that have stopped too.",
                            schema = @Schema(type = SchemaType.BOOLEAN),
                            example = "false")
                    String all,
            @BeanParam Paging paging) {
        List<Worker> found = workers.list(isAll(all), paging.afterIdOrStart(), paging.limitAndOneMore());
        return Page.of(found, paging.limit(), Worker::workerId);
    }

    @GET
    @Path("/stats")
    @Operation(summary = "Shows the totals")
    @APIResponse(responseCode = "200", description = "The totals of the moment.")
    public Stats stats() {
        List<Worker> alive =
                workers.list(false, 0, ALL).stream().filter(Worker::alive).toList();
        return new Stats(
                counts.upTo(COUNTED_TO, access.visible()),
                COUNTED_TO,
                alive.size(),
                alive.stream()
                        .filter(worker -> !worker.draining())
                        .mapToInt(Worker::slots)
                        .sum(),
                alive.stream().mapToInt(Worker::running).sum());
    }

    private static boolean isAll(String all) {
        if (all == null || all.equals("false")) {
            return false;
        }
        if (all.equals("true")) {
            return true;
        }
        throw ProblemException.invalid("all", "must be true or false");
    }
}
