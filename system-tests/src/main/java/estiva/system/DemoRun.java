package estiva.system;

import estiva.system.DemoManifest.SampleProcess;
import estiva.system.RegistryClient.FileView;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One run of the demo, with data, files and logs in a folder of its own. */
final class DemoRun implements AutoCloseable {

    private static final Duration LOADS_LIMIT = Duration.ofMinutes(3);
    private static final List<String> QUICK_START = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Path home;
    private final int firstPort;
    private final H2File database;
    private final Connection host;
    private final Cluster cluster;
    private final Map<SampleProcess, Long> processIds = new LinkedHashMap<>();

    DemoRun(Path home, int firstPort) throws IOException, SQLException {
        this.home = home;
        this.firstPort = firstPort;
        this.database = new H2File(home);
        // Whoever opens the file first serves it to the others: we outlive them.
        this.host = database.connect();
        this.cluster = new Cluster(new Cluster.Settings(
                database, home, 2, firstPort, QUICK_START, Map.of("QUARKUS_SWAGGER_UI_ENABLED", "true")));
    }

    /** @return whether every file ended as the manifest says */
    boolean play() throws IOException, SQLException {
        say("Estiva demo: its data, files and logs are in " + Project.root().relativize(home));
        say("Starting the registry, the dispatcher and two workers ...");
        long start = System.nanoTime();
        DemoManifest manifest = SampleFiles.writeTo(cluster.files());
        cluster.start();
        say("Ready after " + seconds(Duration.ofNanos(System.nanoTime() - start)) + " s");

        RegistryClient registry = cluster.client();
        for (SampleImport by : SampleImport.values()) {
            database.sql().execute(by.createTable());
            registry.putImport(by.importName(), by.definition());
        }
        manifest.processes().forEach(process -> processIds.put(process, registry.register(process.registration())));
        say("Registered " + manifest.files().size() + " files of " + processIds.size() + " clients over HTTP");
        say("");
        follow(registry, manifest.files().size());
        say("");
        return report(manifest);
    }

    /** Until Ctrl-C, or until a service ends by itself. */
    void stayUp() {
        say("");
        say("Dashboard: http://localhost:" + firstPort + "/   API: http://localhost:" + firstPort + "/q/swagger-ui");
        say("Files put into " + Project.root().relativize(cluster.files())
                + " can be registered now. Ctrl-C ends it all.");
        Object first = CompletableFuture.anyOf(cluster.services().stream()
                        .map(service -> service.onExit().thenApply(process -> service.name()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        ChildProcess.parkIfExiting();
        throw new IllegalStateException("The " + first + " ended; its log is in " + home.resolve("logs"));
    }

    /** Prints a line for every file as it ends. */
    private void follow(RegistryClient registry, int all) {
        Set<Long> over = new HashSet<>();
        Await.until("every file is Completed or Failed", LOADS_LIMIT, () -> {
            for (Map.Entry<SampleProcess, Long> process : processIds.entrySet()) {
                for (FileView file : registry.files(process.getValue())) {
                    if (file.isOver() && over.add(file.fileId())) {
                        String client = process.getKey().registration().processName();
                        say(String.format(
                                "  [%2d/%d] %-20s %-22s %s", over.size(), all, client, file.fileName(), file.status()));
                    }
                }
            }
            return over.size() == all
                    && processIds.values().stream()
                            .allMatch(id -> registry.process(id).isOver());
        });
    }

    private boolean report(DemoManifest manifest) throws SQLException {
        List<Outcome> outcomes = Outcome.read(manifest, processIds, ControlRows.of(database));
        TextTable files = new TextTable("Client", "File", "Status", "Rows", "Rejected", "Seconds");
        outcomes.forEach(outcome -> files.row(
                outcome.client(),
                outcome.expected().fileName(),
                outcome.actual().status(),
                count(outcome.actual().rowsLoaded()),
                count(outcome.actual().rowsRejected()),
                seconds(outcome.duration())));
        files.lines().forEach(DemoRun::say);
        say("");
        boolean tablesAsExpected = reportTables(manifest);
        say("");
        for (Outcome outcome : outcomes) {
            reportTrouble(outcome);
        }
        List<Outcome> surprises =
                outcomes.stream().filter(outcome -> !outcome.isAsExpected()).toList();
        surprises.forEach(outcome -> say("NOT AS EXPECTED: " + outcome));
        if (surprises.isEmpty() && tablesAsExpected) {
            say("");
            say("Every file ended as expected.");
        }
        return surprises.isEmpty() && tablesAsExpected;
    }

    /** What the samples do wrong, on purpose: a missing file and a few bad rows. */
    private void reportTrouble(Outcome outcome) throws SQLException {
        if (outcome.actual().status().equals("Failed")) {
            say("Failed: " + outcome.client() + ", " + outcome.reason());
        }
        if (outcome.actual().rowsRejected() > 0) {
            say("Rejected: " + outcome.client() + ", " + outcome.expected().fileName());
            ControlRows.of(database)
                    .rejects(outcome.actual().fileId())
                    .forEach(reject -> say(String.format(
                            Locale.ROOT,
                            "  row %,d, column %s: \"%s\" %s",
                            reject.rowNumber(),
                            reject.columnName(),
                            reject.rejectedValue(),
                            reject.reason())));
        }
    }

    private boolean reportTables(DemoManifest manifest) throws SQLException {
        boolean asExpected = true;
        List<String> counts = new ArrayList<>();
        for (SampleImport by : SampleImport.values()) {
            long rows = database.sql().number("SELECT COUNT(*) FROM " + by.table());
            boolean allThere = rows == manifest.rowsOf(by);
            counts.add(by.table() + " " + count(rows) + (allThere ? "" : " (NOT " + manifest.rowsOf(by) + ")"));
            asExpected &= allThere;
        }
        say("Rows in the tables: " + String.join(", ", counts));
        return asExpected;
    }

    @Override
    public void close() throws SQLException {
        cluster.close();
        host.close();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static void say(String line) {
        Screen.OUT.println(line);
    }
}
