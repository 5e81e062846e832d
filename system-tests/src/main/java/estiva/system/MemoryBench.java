package estiva.system;

import estiva.system.ControlRows.FileRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * How much memory a worker takes for one large CSV, straight into its table: the most that was resident, heap and all else,
 * by Linux' account. Its JVM takes itself to be in a container as the chart gives it.
 */
record MemoryBench(RunningDatabase database, Path home, Figures figures) {

    private static final String NAME = "memory";
    /** The chart's limit, the image's share of it for the heap, and the collector that a JVM takes for so little. */
    private static final List<String> JVM = List.of("-XX:MaxRAM=768m", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC");

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofHours(1);

    void run(long rows) throws IOException, SQLException {
        if (!Files.exists(Path.of("/proc/self/status"))) {
            Screen.OUT.println("memory: only Linux tells how much of a process is resident");
            return;
        }
        Cluster.Settings shipped = Bench.asShipped(database, home);
        Cluster.Settings settings = new Cluster.Settings(database, home, 1, 0, JVM, shipped.environment())
                .with("ESTIVA_WORKER_STAGING_ROWS", Long.toString(Long.MAX_VALUE));
        try (Cluster cluster = new Cluster(settings).start()) {
            Path file = cluster.files().resolve("bulk.csv");
            BulkFile.write(file, 0, rows);
            double gigabytes = Files.size(file) / 1e9;
            database.sql().execute(BulkFile.createTable("BulkRow"));
            cluster.client().putImport("BulkRow", BulkFile.definition("BulkRow"));
            long id = cluster.client().register(Registration.of("BulkRow", "BulkRow", "bulk.csv"));
            cluster.awaitOver(id, LIMIT, LOOK);
            FileRow loaded = ControlRows.of(database).files(id).get(0);
            if (!loaded.status().equals("Completed")) {
                throw new IllegalStateException("Not Completed: " + loaded);
            }
            figures.add(NAME, database.engine(), "CSV", gigabytes, "GB");
            figures.add(NAME, database.engine(), "worker, most that was resident", mostResident(cluster), "MB");
        }
    }

    private static double mostResident(Cluster cluster) throws IOException {
        Path status = Path.of("/proc/" + cluster.workers().get(0).pid() + "/status");
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }
}
