package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProcessCountsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void everyStateIsCountedAlsoThoseWithoutProcesses() {
        tables.register("ClienteA", "a.csv");
        tables.register("ClienteB", "b.csv");
        tables.processes.cancel(tables.register("ClienteC", "c.csv"));

        assertThat(tables.statusCounts.upTo(10))
                .isEqualTo(Map.of("Pending", 2L, "InProgress", 0L, "Completed", 0L, "Failed", 0L, "Cancelled", 1L));
    }

    @Test
    void aStateIsCountedNoFurtherThanAsked() {
        for (int i = 0; i < 4; i++) {
            tables.register("Client" + i, "a.csv");
        }

        assertThat(tables.statusCounts.upTo(5)).containsEntry("Pending", 4L);
        assertThat(tables.statusCounts.upTo(4)).containsEntry("Pending", 4L);
        assertThat(tables.statusCounts.upTo(3)).containsEntry("Pending", 3L);
    }
}
