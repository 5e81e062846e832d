package estiva.registry.status;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The totals of the moment. */
@Schema(description = "The totals of the moment.")
public record Stats(
        @Schema(description = "How many processes are in each state.") Map<String, Long> processes,
        @Schema(description = "Workers that have shown a sign of life within their lease.") int workersAlive,
        @Schema(description = "How many processes they can run at once; draining ones left out.") int slots,
        @Schema(description = "How many they run.") int running) {}
