package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of a worker's container, from what was measured. All in MiB. */
class MemoryTest {

    private static final Pattern IMAGE_OPTIONS =
            Pattern.compile("JAVA_TOOL_OPTIONS=\"-XX:MaxRAMPercentage=(\\d+) (.*)\"");
    /** Of the heap, for what is read: estiva.worker.read.memory. */
    private static final double SHARE = 0.4;
    /** Set aside for each slot, each of four parallel files, and two more. */
    private static final double EACH = 1.25;

    private static final int BESIDE_THE_SLOTS = 4 + 2;
    /** What one file needs that is at a read limit: a JSON line of 16 Mi characters whose text is loaded. */
    private static final int LARGEST_FILE = 176;
    /** Resident beyond the heap, at the most: classes and their code, threads, inflaters, direct buffers. */
    private static final int BEYOND_THE_HEAP = 300;

    @TempDir
    Path scratch;

    @Test
    void aWorkerBearsAFileAtItsReadLimitsAndItsContainerTheWorker() throws IOException {
        JsonNode worker = new Release(Chart.render(scratch, "{}")).get("Deployment", "estiva-worker");
        int limit = mebibytes(Release.podSpec(worker)
                .at("/containers/0/resources/limits/memory")
                .asText());
        int slots = Integer.parseInt(Release.value(worker, "ESTIVA_WORKER_SLOTS"));

        double heap = limit * Integer.parseInt(image().group(1)) / 100.0;

        assertThat(heap * SHARE - (slots + BESIDE_THE_SLOTS) * EACH).isGreaterThan(LARGEST_FILE);
        assertThat(limit - heap).isGreaterThan(BEYOND_THE_HEAP);
    }

    @Test
    void aServiceWhoseHeapIsFullIsStartedAgainButAWorkerLosesOneFile() throws IOException {
        Release release = new Release(Chart.render(scratch, "{worker: {javaOptions: -XX:MaxRAMPercentage=70}}"));

        assertThat(image().group(2)).isEqualTo("-XX:+ExitOnOutOfMemoryError");
        assertThat(options(release, "worker"))
                .isEqualTo("-XX:-ExitOnOutOfMemoryError -XX:MaxDirectMemorySize=64m -XX:MaxRAMPercentage=70");
        assertThat(options(release, "registry")).isEmpty();
        assertThat(options(release, "dispatcher")).isEmpty();
    }

    private static String options(Release release, String component) {
        return Release.value(release.get("Deployment", "estiva-" + component), "JDK_JAVA_OPTIONS");
    }

    private static Matcher image() throws IOException {
        Matcher options = IMAGE_OPTIONS.matcher(Files.readString(Path.of("../deploy/images/Containerfile")));
        assertThat(options.find()).isTrue();
        return options;
    }

    private static int mebibytes(String quantity) {
        int number = Integer.parseInt(quantity.replaceAll("\\D", ""));
        return quantity.endsWith("Gi") ? number * 1024 : number;
    }
}
