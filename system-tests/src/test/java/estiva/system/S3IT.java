package estiva.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import estiva.control.files.FakeS3;
import estiva.system.ControlTables.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged services with their files in a bucket, told so by their environment alone. */
class S3IT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static FakeS3 s3;
    private static TestCluster cluster;
    /** Absent where nothing can be mounted. */
    private static Optional<SmallDisk> disk;

    @BeforeAll
    static void start() throws Exception {
        s3 = new FakeS3();
        disk = SmallDisk.mount(1);
        Path spool = disk.map(SmallDisk::folder).orElse(Path.of(System.getProperty("java.io.tmpdir")));
        cluster = TestCluster.start(S3IT.class, settings -> settings.withWorkers(1)
                .with("ESTIVA_FILES_STORE", "s3")
                .with("ESTIVA_FILES_S3_BUCKET", FakeS3.BUCKET)
                .with("ESTIVA_FILES_S3_PREFIX", FakeS3.PREFIX)
                .with("ESTIVA_FILES_S3_ENDPOINT", s3.endpoint())
                .with("AWS_ACCESS_KEY_ID", FakeS3.ACCESS_KEY)
                .with("AWS_SECRET_ACCESS_KEY", "any")
                .with("ESTIVA_WORKER_READ_SPOOL_FOLDER", spool.toString())
                .with("ESTIVA_INBOX_ENABLED", "true")
                .with("ESTIVA_INBOX_INTERVAL", "200ms"));
        cluster.sql().execute("CREATE TABLE Parcel (Id INT NOT NULL)");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        s3.close();
        disk.ifPresent(SmallDisk::close);
    }

    @Test
    void objectsAreRegisteredLoadedAndPutAway() throws Exception {
        cluster.registry().putImport("parcels", "{\"target\": \"Parcel\", \"afterwards\": \"move\"}");
        s3.put("in/a.csv", "Id\n1\n");
        s3.put("in/b.zip", zip("Id\n2\n"));

        long processId = cluster.registry().register(Registration.of("Parcels", "parcels", "in/a.csv", "in/b.zip"));

        ProcessRow row = cluster.awaitOver(processId, LIMIT);
        assertThat(row.status()).as(row + " " + cluster.tables().files(processId)).isEqualTo("Completed");
        assertThat(s3.has("in/a.csv")).isFalse();
        assertThat(s3.has("done/in/a.csv")).isTrue();
        assertThat(s3.has("done/in/b.zip")).isTrue();
        assertThat(ids()).contains("1", "2");
    }

    @Test
    void anObjectInTheInboxIsLoadedUnasked() throws Exception {
        cluster.registry().putImport("Watched", "{\"target\": \"Parcel\"}");
        s3.put("inbox/Watched/a.csv", "Id\n3\n");
        s3.put("inbox/Watched/a.csv.ok", "");

        Await.until("the object in the inbox is loaded", LIMIT, () -> ids().contains("3"));
    }

    @Test
    void aZipForWhichAWorkersDiskHasNoRoomIsTriedAgainAndLeavesTheDiskAsItWas() throws Exception {
        assumeThat(disk).as("a small disk that is mounted").isPresent();
        cluster.registry().putImport("packed", "{\"target\": \"Parcel\"}");
        StringBuilder content = new StringBuilder("Id,Noise\n");
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            content.append("9,").append(Long.toHexString(random.nextLong())).append(Long.toHexString(random.nextLong())).append("\n");
        }
        s3.put("large.zip", zip(content.toString()));

        long processId = cluster.registry().register(Registration.of("Packed", "packed", "large.zip"));

        String error = Await.value("the process is given back", LIMIT, () -> cluster.sql().rows(
                        row -> String.valueOf(row.getString(1)),
                        "SELECT LastError FROM FileControl WHERE Status = 'Pending' AND ProcessID = " + processId)
                .stream().filter(each -> each.contains("no room")).findFirst());
        assertThat(error).contains("large.zip", "no room for a copy in " + disk.get().folder(), "No space left");
        assertThat(disk.get().folder()).isEmptyDirectory();
    }

    @Test
    void anObjectThatIsLargerThanTheMemoryIsStreamed() throws Exception {
        cluster.sql().execute("CREATE TABLE Wide (Id INT NOT NULL)");
        cluster.registry().putImport("wide", """
                {"target": "Wide", "format": {"header": false}, "columns": [{"source": 1, "target": "Id"}]}""");
        String row = "7," + "x".repeat(8189) + "\n";
        int rows = 40_000;
        s3.putLarge("wide.csv", (long) rows * row.length(), row.getBytes(UTF_8));

        long processId = cluster.registry().register(Registration.of("Wide", "wide", "wide.csv"));

        ProcessRow process = cluster.awaitOver(processId, LIMIT);
        assertThat(process.status()).as(process + " " + cluster.tables().files(processId)).isEqualTo("Completed");
        assertThat(cluster.sql().rows(it -> it.getInt(1), "SELECT COUNT(*) FROM Wide")).containsExactly(rows);
    }

    private static List<String> ids() throws Exception {
        return cluster.sql().rows(row -> row.getString(1), "SELECT Id FROM Parcel ORDER BY Id");
    }

    private static byte[] zip(String content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("b.csv"));
            zip.write(content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
