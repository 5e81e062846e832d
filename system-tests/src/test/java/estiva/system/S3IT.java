package estiva.system;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import estiva.control.files.FakeS3;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class S3IT extends ObjectStoreCases<FakeS3> {
    /** Absent where nothing can be mounted. */
    private Optional<SmallDisk> disk;

    S3IT() {
        super(new FakeS3());
    }

    @Override
    Map<String, String> place() throws IOException {
        disk = SmallDisk.mount(1);
        Path spool = disk.map(SmallDisk::folder).orElse(Path.of(System.getProperty("java.io.tmpdir")));
        return Map.ofEntries(
                entry("ESTIVA_FILES_STORE", "s3"),
                entry("ESTIVA_FILES_S3_BUCKET", FakeS3.BUCKET),
                entry("ESTIVA_FILES_S3_PREFIX", FakeS3.PREFIX),
                entry("ESTIVA_FILES_S3_ENDPOINT", store.endpoint()),
                entry("AWS_ACCESS_KEY_ID", FakeS3.ACCESS_KEY),
                entry("AWS_SECRET_ACCESS_KEY", "any"),
                entry("ESTIVA_WORKER_READ_SPOOL_FOLDER", spool.toString()));
    }

    /** Once nobody uses it any more. */
    @Override
    @AfterAll
    void stop() {
        super.stop();
        disk.ifPresent(SmallDisk::close);
    }

    @Test
    void aZipForWhichAWorkersDiskHasNoRoomIsTriedAgainAndLeavesTheDiskAsItWas() throws Exception {
        assumeThat(disk).as("a small disk that is mounted").isPresent();
        cluster.registry().putImport("packed", "{\"target\": \"Parcel\"}");
        StringBuilder content = new StringBuilder("Id,Noise\n");
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            content.append("9,")
                    .append(Long.toHexString(random.nextLong()))
                    .append(Long.toHexString(random.nextLong()))
                    .append("\n");
        }
        store.put("large.zip", zip(content.toString()));

        long processId = cluster.registry().register(Registration.of("Packed", "packed", "large.zip"));

        String query = "SELECT LastError FROM FileControl WHERE Status = 'Pending' AND ProcessID = ?";
        String error = Await.value("the process is given back", LIMIT, () -> {
            List<String> errors = cluster.sql().rows(row -> String.valueOf(row.getString(1)), query, processId);
            return errors.stream().filter(each -> each.contains("no room")).findFirst();
        });
        assertThat(error)
                .contains("large.zip", "no room for a copy in " + disk.get().folder(), "No space left");
        assertThat(disk.get().folder()).isEmptyDirectory();
    }
}
