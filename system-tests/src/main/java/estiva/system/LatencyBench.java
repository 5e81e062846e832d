package estiva.system;

import estiva.system.ControlRows.FileRow;
import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * How long an idle system takes from a registration to its work: one registration a second, each of another client, with
 * pauses of half a second to one and a half, since at an even pace they would stay in step with the polling. The services
 * have been at work before, as they have in production: else their compilers would be measured.
 *
 * <p>Times between stages are the control tables' own, so they are of one clock, to the millisecond.
 */
record LatencyBench(RunningDatabase database, Path home, Figures figures) {

    private static final String NAME = "latency";
    private static final int WARM_UP = 500;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    void run(int seconds) throws IOException, SQLException {
        try (Cluster cluster = new Cluster(Bench.asShipped(database, home)).start()) {
            database.sql().execute(BulkFile.createTable("Latency"));
            cluster.client().putImport("Latency", BulkFile.definition("Latency"));
            for (int i = 0; i < WARM_UP + seconds; i++) {
                BulkFile.write(cluster.files().resolve("latency_" + i + ".csv"), i, 1);
            }
            register(cluster, 0, WARM_UP, Duration.ZERO, new ArrayList<>());
            List<Double> http = new ArrayList<>();
            List<Long> ids = register(cluster, WARM_UP, seconds, Duration.ofSeconds(1), http);
            report(ids, http);
        }
    }

    /** @param pause on average */
    private List<Long> register(Cluster cluster, int from, int count, Duration pause, List<Double> http) {
        List<Long> ids = new ArrayList<>();
        RegistryClient registry = cluster.client();
        Random pauses = new Random(from);
        long next = System.nanoTime();
        for (int i = from; i < from + count; i++) {
            long before = System.nanoTime();
            ids.add(registry.register(Registration.of("Latency " + i, "Latency", "latency_" + i + ".csv")));
            http.add((System.nanoTime() - before) / 1e6);
            next += (long) (pause.toNanos() * (0.5 + pauses.nextDouble()));
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
        Await.until(
                "all processes have ended",
                LIMIT,
                () -> database.sql()
                                .number("SELECT COUNT(*) FROM FileControl WHERE Status IN ('Pending', 'InProgress')")
                        == 0);
        return ids;
    }

    private void report(List<Long> ids, List<Double> http) throws SQLException {
        ControlRows tables = ControlRows.of(database);
        List<Double> toInProgress = new ArrayList<>();
        List<Double> toFile = new ArrayList<>();
        List<Double> toCompleted = new ArrayList<>();
        for (long id : ids) {
            ProcessRow process = tables.process(id);
            if (!process.status().equals("Completed")) {
                throw new IllegalStateException("Not Completed: " + process);
            }
            FileRow file = tables.files(id).get(0);
            toInProgress.add(milliseconds(process.createdAt(), process.startTime()));
            toFile.add(milliseconds(process.createdAt(), file.startTime()));
            toCompleted.add(milliseconds(process.createdAt(), process.endTime()));
        }
        figures.addPercentiles(NAME, database.engine(), "POST answered", http);
        figures.addPercentiles(NAME, database.engine(), "CreatedAt to InProgress", toInProgress);
        figures.addPercentiles(NAME, database.engine(), "CreatedAt to file started", toFile);
        figures.addPercentiles(NAME, database.engine(), "CreatedAt to Completed", toCompleted);
    }

    private static double milliseconds(LocalDateTime from, LocalDateTime to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
