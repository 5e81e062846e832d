package estiva.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one thread of a worker makes of a file without a database, as JMH measured it in a process of its own.
 *
 * @param what the benchmark: {@code rows} of the file, or {@code values} that a writer would send
 * @param bytesPerRow allocated
 */
record Parsing(String what, double rowsPerSecond, double bytesPerRow) {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** The classes as shipped, the benchmark and JMH. */
    private static final List<String> CLASS_PATH = List.of(
            "worker-service/target/test-classes",
            "control-tables/target/test-classes",
            "worker-service/target/quarkus-app/app/*",
            "worker-service/target/quarkus-app/lib/main/*",
            "worker-service/target/quarkus-app/lib/boot/*",
            "system-tests/target/lib/*");

    /** JMH in a process that is ours to end. */
    private static final class Jmh extends ChildProcess {

        private Jmh(List<String> arguments, Path folder) {
            super("jmh", command(arguments), Map.of(), folder, folder.resolve("logs/jmh.log"));
        }

        private static List<String> command(List<String> arguments) {
            String classPath = CLASS_PATH.stream()
                    .map(part -> Project.root() + File.separator + part)
                    .collect(Collectors.joining(File.pathSeparator));
            return Stream.concat(
                            Stream.of(java().toString(), "-cp", classPath, "org.openjdk.jmh.Main"), arguments.stream())
                    .toList();
        }
    }

    /**
     * Takes half a minute for each benchmark.
     *
     * @param benchmarks which, as a regular expression
     */
    static List<Parsing> of(Path file, long rows, String benchmarks, Path home) throws IOException {
        Path results = home.resolve("jmh.json");
        List<String> arguments = List.of(
                "ParseBenchmark\\.(" + benchmarks + ")$",
                "-p",
                "file=" + file.toAbsolutePath(),
                "-foe",
                "true",
                "-prof",
                "gc",
                "-rf",
                "json",
                "-rff",
                results.toString());
        try (Jmh jmh = new Jmh(arguments, home)) {
            if (jmh.awaitExit(LIMIT) != 0) {
                throw new IllegalStateException("JMH failed:\n" + jmh.log());
            }
        }
        List<Parsing> parsings = new ArrayList<>();
        for (JsonNode result : new ObjectMapper().readTree(results.toFile())) {
            String name = result.path("benchmark").asText();
            double millis = result.at("/primaryMetric/score").asDouble();
            double bytes =
                    result.at("/secondaryMetrics/gc.alloc.rate.norm/score").asDouble();
            String kind = name.substring(name.lastIndexOf('.') + 1);
            parsings.add(new Parsing(kind, rows / (millis / 1e3), bytes / rows));
        }
        return parsings;
    }
}
