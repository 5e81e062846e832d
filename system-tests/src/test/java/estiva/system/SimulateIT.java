package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.system.Simulate.Options;
import estiva.system.Simulation.Step;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The simulation in small: what it counts is what the tables hold. */
class SimulateIT {

    @Test
    void simulatedWorkersRunProcessesOnTheRealTables() throws IOException, SQLException {
        try (RunningDatabase database = TestCluster.database(TestCluster.home(SimulateIT.class))) {
            String engine = database.engine().name();
            // Longer than from one beat to the next.
            String seconds = "5";
            String sizes = "--workers 8 --clients 40 --processes 800 --slots 2 --load 1";
            String arguments = sizes + " --seconds " + seconds + " --database " + engine;

            List<Step> steps = Simulate.run(Options.parse(arguments.split(" ")), database);

            Step last = steps.get(steps.size() - 1);
            assertThat(last.completed()).isPositive();
            assertThat(last.assigned()).isPositive();
            assertThat(last.looks()).isPositive();
            assertThat(last.rowsPerProcess().get("LoadedFile")).isBetween(0.5, 1.5);
            assertThat(last.times())
                    .containsKeys("look", "beat", "begin", "complete", "round", "assign", "WorkerDemand");
            assertThat(last.times().keySet()).noneMatch(what -> what.endsWith("failed"));
            assertThat(database.sql().number("SELECT COUNT(*) FROM FileControl"))
                    .isEqualTo(800);
            assertThat(database.sql().number("SELECT COUNT(*) FROM Worker")).isEqualTo(last.workers());
            long completed = database.sql().number("SELECT COUNT(*) FROM FileControl WHERE Status = 'Completed'");
            assertThat(completed).isGreaterThanOrEqualTo((long) last.completed());
            assertThat(database.sql().number("SELECT COUNT(*) FROM LoadedFile")).isGreaterThanOrEqualTo(completed);
            assertThat(database.sql().number("SELECT COUNT(*) FROM FileControl WHERE Attempt > 0"))
                    .isZero();
        }
    }

    @Test
    void aStepThatIsNotKeptUpWithSaysWhatIsLate() {
        assertThat(step(100, 100, 10).isKeptUp()).isTrue();
        assertThat(step(80, 100, 10).verdict()).isEqualTo("looks come late");
        assertThat(step(100, 80, 4_000).verdict()).isEqualTo("heartbeats come late, slots stay empty");
    }

    private static Step step(long looks, long completed, double beatLateness) {
        return new Step(10, looks, 100, 30, 30, completed, completed, 100, beatLateness, Map.of(), Map.of());
    }

    @Test
    void wrongArgumentsAreToldWithTheUsage() {
        assertThatThrownBy(() -> Options.parse("--workers", "none")).hasMessageContaining("Usage");
        assertThatThrownBy(() -> Options.parse("--clients", "0"))
                .hasMessageContaining("--clients wants a number from 1");
        assertThatThrownBy(() -> Options.parse("--database", "oracle")).hasMessageContaining("Usage");
        assertThatThrownBy(() -> Options.parse("--unknown", "1")).hasMessageContaining("Usage");
    }
}
