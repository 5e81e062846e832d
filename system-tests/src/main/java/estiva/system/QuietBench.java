package estiva.system;

import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * An idle system: how many statements it polls with, shortly after work and when it has become quiet, and how long a
 * registration waits that breaks the quiet. Quiet comes after 3 s here instead of 60, so that it can be broken often.
 */
record QuietBench(RunningDatabase database, Path home, Figures figures) {

    private static final String NAME = "quiet";
    private static final Duration QUIET_AFTER = Duration.ofSeconds(3);
    private static final int REGISTRATIONS = 15;

    void run() throws IOException, SQLException {
        List<Double> waits = new ArrayList<>();
        Cluster.Settings settings = Bench.asShipped(database, home)
                .with("ESTIVA_DISPATCHER_QUIET_AFTER", QUIET_AFTER.toSeconds() + "s")
                .with("ESTIVA_WORKER_QUIET_AFTER", QUIET_AFTER.toSeconds() + "s");
        double statements = 0;
        double quietSeconds = 0;
        try (Cluster cluster = new Cluster(settings).start()) {
            database.sql().execute(BulkFile.createTable("Quiet"));
            cluster.client().putImport("Quiet", BulkFile.definition("Quiet"));
            for (int i = 0; i < REGISTRATIONS; i++) {
                BulkFile.write(cluster.files().resolve("quiet_" + i + ".csv"), i, 1);
                sleep(QUIET_AFTER.plusSeconds(1));
                long begun = System.nanoTime();
                double before = statements(cluster.services());
                // Never in step with the polling.
                sleep(Duration.ofMillis(2_000 + i * 53L));
                statements += statements(cluster.services()) - before;
                quietSeconds += (System.nanoTime() - begun) / 1e9;
                long id = cluster.client().register(Registration.of("Quiet " + i, "Quiet", "quiet_" + i + ".csv"));
                ProcessRow ended = cluster.awaitOver(id, Duration.ofSeconds(30));
                waits.add(Duration.between(ended.createdAt(), ended.startTime()).toNanos() / 1e6);
                if (i == 0) {
                    busy(cluster);
                }
            }
        }
        figures.add(NAME, database.engine(), "whole system in the quiet", statements / quietSeconds, "statements/s");
        figures.addPercentiles(NAME, database.engine(), "CreatedAt to InProgress out of the quiet", waits);
    }

    /** Right after work, while the polling is still quick. */
    private void busy(Cluster cluster) throws IOException {
        List<ServiceProcess> polling =
                List.of(cluster.dispatcher(), cluster.workers().get(0));
        sleep(Duration.ofMillis(300));
        for (ServiceProcess service : polling) {
            double before = statements(List.of(service));
            long begun = System.nanoTime();
            sleep(Duration.ofSeconds(2));
            double rate = (statements(List.of(service)) - before) / ((System.nanoTime() - begun) / 1e9);
            figures.add(NAME, database.engine(), service.name() + " shortly after work", rate, "statements/s");
            cluster.awaitOver(
                    cluster.client().register(Registration.of("Awake", "Quiet", "quiet_0.csv")),
                    Duration.ofSeconds(30));
            sleep(Duration.ofMillis(300));
        }
    }

    private static double statements(List<ServiceProcess> services) throws IOException {
        double sum = 0;
        for (ServiceProcess service : services) {
            sum += service.metrics().get("estiva_statements_total");
        }
        return sum;
    }

    private static void sleep(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
