package estiva.registry.status;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The totals of the moment. */
@Schema(description = "The totals of the moment.")
public record Stats(
        @Schema(description = "How many processes are in each state, counted to `countedTo`.") Map<String, Long> processes,
        @Schema(description = "A state with as many processes as this has as many or more.", examples = "10000")
                int countedTo,
        @Schema(description = "Workers that have shown a sign of life within their lease.") int workersAlive,
        @Schema(description = "How many processes they load at once; draining workers left out.") int slots,
        @Schema(description = "How many processes they hold: more than `slots` while these are so small that a worker loads"
                + " several together, or while workers drain.")
                int running) {}
