package estiva.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.files.FakeStore;
import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The packaged services with their files as objects, told so by their environment alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ObjectStoreCases<S extends FakeStore> {
    static final Duration LIMIT = Duration.ofSeconds(60);

    final S store;
    TestCluster cluster;

    ObjectStoreCases(S store) {
        this.store = store;
    }

    /** How an operator would tell the services where the files are. */
    abstract Map<String, String> place() throws IOException;

    @BeforeAll
    void start() throws Exception {
        Map<String, String> place = place();
        cluster = TestCluster.start(getClass(), settings -> {
            Cluster.Settings all =
                    settings.withWorkers(1).with("ESTIVA_INBOX_ENABLED", "true").with("ESTIVA_INBOX_INTERVAL", "200ms");
            for (Map.Entry<String, String> each : place.entrySet()) {
                all = all.with(each.getKey(), each.getValue());
            }
            return all;
        });
        cluster.sql().execute("CREATE TABLE Parcel (Id INT NOT NULL)");
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
        store.close();
    }

    @Test
    void objectsAreRegisteredLoadedAndPutAway() throws Exception {
        cluster.registry().putImport("parcels", "{\"target\": \"Parcel\", \"afterwards\": \"move\"}");
        store.put("in/a.csv", "Id\n1\n");
        store.put("in/b.zip", zip("Id\n2\n"));

        long processId = cluster.registry().register(Registration.of("Parcels", "parcels", "in/a.csv", "in/b.zip"));

        ProcessRow row = cluster.awaitOver(processId, LIMIT);
        assertThat(row.status())
                .as(row + " " + cluster.tables().files(processId))
                .isEqualTo("Completed");
        assertThat(store.has("in/a.csv")).isFalse();
        assertThat(store.has("done/in/a.csv")).isTrue();
        assertThat(store.has("done/in/b.zip")).isTrue();
        assertThat(ids()).contains("1", "2");
    }

    @Test
    void anObjectInTheInboxIsLoadedUnasked() throws Exception {
        cluster.registry().putImport("Watched", "{\"target\": \"Parcel\"}");
        store.put("inbox/Watched/a.csv", "Id\n3\n");
        store.put("inbox/Watched/a.csv.ok", "");

        Await.until("the object in the inbox is loaded", LIMIT, () -> ids().contains("3"));
    }

    @Test
    void anObjectThatIsLargerThanTheMemoryIsStreamed() throws Exception {
        cluster.sql().execute("CREATE TABLE Wide (Id INT NOT NULL)");
        cluster.registry().putImport("wide", """
                {"target": "Wide", "format": {"header": false}, "columns": [{"source": 1, "target": "Id"}]}""");
        String row = "7," + "x".repeat(8189) + "\n";
        int rows = 40_000;
        store.putLarge("wide.csv", (long) rows * row.length(), row.getBytes(UTF_8));

        long processId = cluster.registry().register(Registration.of("Wide", "wide", "wide.csv"));

        ProcessRow process = cluster.awaitOver(processId, LIMIT);
        assertThat(process.status())
                .as(process + " " + cluster.tables().files(processId))
                .isEqualTo("Completed");
        assertThat(cluster.sql().rows(it -> it.getInt(1), "SELECT COUNT(*) FROM Wide"))
                .containsExactly(rows);
    }

    private List<String> ids() throws Exception {
        return cluster.sql().rows(row -> row.getString(1), "SELECT Id FROM Parcel ORDER BY Id");
    }

    static byte[] zip(String content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("b.csv"));
            zip.write(content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
