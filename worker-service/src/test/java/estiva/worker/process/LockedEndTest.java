package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.process.Claims.Assignment;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.worker.Worker;
import estiva.worker.claim.HeldRuns;
import estiva.worker.claim.Run;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that are loaded, and the row of one of them is somebody else's for a while. */
class LockedEndTest {
    /** A session of these tests waits for a lock for 5 s, a service's for 10 s. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private final HeldRuns held = new HeldRuns(new SimpleMeterRegistry());

    @Test
    void theOthersEndAndItEndsWhenItIsFree() throws SQLException {
        LoadedRuns loaded = new LoadedRuns(tables.claims, held);
        Worker worker = tables.worker("W", 3);
        List.of("Held", "Free1", "Free2").forEach(client -> tables.register(client, "a.csv"));
        tables.round(worker, 3);
        List<Run> runs = new ArrayList<>();
        for (Assignment assignment : tables.claims.of(worker.workerId())) {
            runs.add(new Run(assignment, List.of(), System.nanoTime()));
        }
        runs.forEach(held::add);
        runs.forEach(loaded::add);
        tables.sql("UPDATE FileParameters SET Status = 'Completed', Tracking = 2");

        try (Connection script = tables.testDatabase().dataSource().getConnection();
                Statement statement = script.createStatement()) {
            script.setAutoCommit(false);
            statement.execute("UPDATE FileControl SET ImportName = 'x' WHERE ProcessName = 'Held'");

            assertThat(elapsed(loaded)).isLessThan(LIMIT);
            assertThat(elapsed(loaded))
                    .as("the next look comes at once, and does not wait again")
                    .isLessThan(Duration.ofMillis(400));

            assertThat(tables.line("SELECT Status FROM FileControl WHERE ProcessName LIKE 'Free%'"))
                    .isEqualTo("Completed,Completed");
            assertThat(held.all()).extracting(run -> run.claim().processName()).containsExactly("Held");
            script.rollback();
            script.setAutoCommit(true);
        }

        await("the end of the process that was held")
                .atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .until(() -> {
                    loaded.finish();
                    return held.isEmpty();
                });
        assertThat(tables.line("SELECT DISTINCT Status FROM FileControl")).isEqualTo(Status.COMPLETED.text());
    }

    private static Duration elapsed(LoadedRuns loaded) {
        long begun = System.nanoTime();
        loaded.finish();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
