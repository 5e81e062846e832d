package estiva.registry.status;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The totals of the moment. */
@Schema(description = "The totals of the moment.")
public record Stats(
        @Schema(description = "How many processes are in each state, counted to `countedTo`.")
        Map<String, Long> processes,

        @Schema(description = "A state that has this number of processes can have more.", examples = "10000")
        int countedTo,

        @Schema(description = "Workers whose last heartbeat is within their lease.")
        int workersAlive,

        @Schema(description = "How many processes they load at the same time, without workers that drain.")
        int slots,

        @Schema(
                description =
                        "How many processes they hold: more than `slots` while these are so small that a worker loads"
                                + " several together, or while workers drain.")
        int running) {}
