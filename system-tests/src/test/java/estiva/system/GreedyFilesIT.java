package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A worker with little memory, and all at once the files that take the most: it lives, and so do the other loads. */
class GreedyFilesIT {

    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final int CALM_FILES = 8;
    private static final int CALM_ROWS = 20_000;
    private static final String CODE_ONLY = ", \"columns\": [{\"source\": \"Code\"}]";
    private static TestCluster cluster;
    /** Names of imports, which are those of the files, and of what becomes of the load. */
    private static final Map<String, String> GREEDY = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws IOException, SQLException {
        cluster = TestCluster.start(
                GreedyFilesIT.class,
                settings -> withHeap(settings, "256m").withWorkers(1).with("ESTIVA_WORKER_LEASE", "15s"));
        cluster.sql()
                .execute(
                        "CREATE TABLE Greedy (Code NVARCHAR(1000), Note NVARCHAR(MAX))",
                        "CREATE TABLE Wide (Code NVARCHAR(1000)" + columns(900) + ")");
        cluster.makeBulkImport("Calm");
        for (int i = 0; i < CALM_FILES; i++) {
            BulkFile.write(cluster.files().resolve("calm" + i + ".csv"), i * CALM_ROWS, CALM_ROWS);
        }
        writeGreedy(new GreedyFiles(cluster.files()));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aWorkerOf256MegabytesLivesThroughThemAndTheOtherLoadsSucceed() throws Exception {
        Map<String, Long> greedy = new LinkedHashMap<>();
        List<Long> calm = new ArrayList<>();
        int number = 0;
        for (String file : GREEDY.keySet()) {
            greedy.put(file, cluster.registry().register(Registration.of("Greedy " + file, file, file)));
            if (number++ % 4 == 0 && calm.size() < CALM_FILES) {
                calm.add(cluster.registry()
                        .register(Registration.of("Calm " + number, "Calm", "calm" + calm.size() + ".csv")));
            }
        }
        for (long processId : calm) {
            assertThat(over(processId).status()).isEqualTo("Completed");
        }
        for (Map.Entry<String, Long> process : greedy.entrySet()) {
            ProcessRow row = over(process.getValue());
            String error = cluster.tables().files(process.getValue()).get(0).lastError();
            String end = row.status() + (error == null ? "" : ": " + error);
            assertThat(end).as(process.getKey()).containsPattern(GREEDY.get(process.getKey()));
        }
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Calm")).isEqualTo((long) calm.size() * CALM_ROWS);
        ServiceProcess worker = cluster.cluster().workers().get(0);
        assertThat(worker.isAlive()).isTrue();
        assertThat(worker.log()).doesNotContain("OutOfMemory").doesNotContain("Claim lost");
        Await.until(
                "all memory is given back",
                Duration.ofSeconds(10),
                () -> worker.metrics().get("estiva_read_memory_taken") == 0);
    }

    private static void writeGreedy(GreedyFiles files) throws IOException {
        String book = ", \"format\": {\"type\": \"xlsx\"}" + CODE_ONLY;
        String parquet = ", \"format\": {\"type\": \"parquet\"}" + CODE_ONLY;
        String jsonl = ", \"format\": {\"type\": \"jsonl\"}";
        String memory = "Failed.*raise estiva\\.worker\\.read\\.memory";
        files.sharedTexts("texts1.xlsx", 'a', 28_000);
        add("texts1.xlsx", book, "Completed");
        for (int i = 2; i <= 5; i++) {
            Files.copy(cluster.files().resolve("texts1.xlsx"), cluster.files().resolve("texts" + i + ".xlsx"));
            add("texts" + i + ".xlsx", book, "Completed");
        }
        files.sharedTexts("wide1.xlsx", '\u0436', 28_000);
        add("wide1.xlsx", book, "Completed");
        Files.copy(cluster.files().resolve("wide1.xlsx"), cluster.files().resolve("wide2.xlsx"));
        add("wide2.xlsx", book, "Completed");
        files.longStyles("styles.xlsx");
        add("styles.xlsx", book, "Completed");
        files.manyNames("names.xlsx");
        add("names.xlsx", book, "Failed.*different names");
        files.parquet("dictionary.parquet", true);
        add("dictionary.parquet", parquet.replace("]", ", {\"source\": \"One\", \"target\": \"Note\"}]"), "Completed");
        files.parquet("pages.parquet", false);
        add("pages.parquet", parquet.replace("]", ", {\"source\": \"Two\", \"target\": \"Note\"}]"), "Completed");
        files.longField("field.csv");
        add("field.csv", CODE_ONLY, "Completed|" + memory);
        add("note.csv", "", "Failed");
        Files.copy(cluster.files().resolve("field.csv"), cluster.files().resolve("note.csv"));
        files.manyColumns("columns.csv", 10_000, 2_000);
        add("columns.csv", CODE_ONLY, "Completed");
        files.manyColumns("table.csv", 900, 20_000);
        add("table.csv", "Wide", "", "Completed");
        files.rejects("rejects.csv");
        add("rejects.csv", "", "Failed.*characters where 1000 fit");
        files.longObject("object.jsonl");
        add("object.jsonl", jsonl + CODE_ONLY, "Completed|" + memory);
        files.manyMembers("members.jsonl");
        add("members.jsonl", jsonl + CODE_ONLY, "Completed|" + memory);
        files.longRecords("records.txt", 1_000_000);
        add(
                "records.txt",
                ", \"format\": {\"type\": \"fixed\", \"recordLength\": 1000000, \"fields\": [{\"name\": \"Code\","
                        + " \"start\": 1, \"length\": 10}]}",
                "Completed");
        files.manyEntries("entries.zip");
        add("entries.zip", ", \"format\": {\"member\": \"data.csv\"}", "Completed");
        files.bomb("bomb.csv.gz", 1_000);
        add("bomb.csv.gz", CODE_ONLY, "Completed");
        for (int i = 0; i < 8; i++) {
            files.bomb("small" + i + ".csv.gz", 70);
            add("small" + i + ".csv.gz", CODE_ONLY, "Completed");
        }
    }

    private static void add(String file, String members, String end) {
        add(file, "Greedy", members, end);
    }

    /** @param end a pattern of its status and its error */
    private static void add(String file, String table, String members, String end) {
        cluster.registry().putImport(file, "{\"target\": \"" + table + "\"" + members + "}");
        GREEDY.put(file, end);
    }

    private static ProcessRow over(long processId) {
        return cluster.awaitOver(processId, LIMIT);
    }

    private static String columns(int count) {
        StringBuilder columns = new StringBuilder();
        for (int i = 1; i < count; i++) {
            columns.append(", C").append(i).append(" INT");
        }
        return columns.toString();
    }

    private static Cluster.Settings withHeap(Cluster.Settings settings, String heap) {
        List<String> options = new ArrayList<>(settings.jvmOptions());
        options.replaceAll(option -> option.startsWith("-Xmx") ? "-Xmx" + heap : option);
        return new Cluster.Settings(
                settings.database(),
                settings.home(),
                settings.workers(),
                settings.firstPort(),
                options,
                settings.environment());
    }
}
