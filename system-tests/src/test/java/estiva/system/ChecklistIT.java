package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code helm test} runs in a cluster, run on services here. */
class ChecklistIT {

    private static final Path SCRIPT = Project.root().resolve("helm/estiva/files/checklist.sh");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static TestCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(has("sh") && has("curl"), "No sh and curl here: the checklist is not run");
        cluster = TestCluster.start(ChecklistIT.class, settings -> settings.withWorkers(1));
    }

    private static boolean has(String command) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, command)));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aDeploymentThatLoadsPassesAgainAndAgainAndNothingStaysBehind() throws Exception {
        long before = checks();
        for (int run = 1; run <= 2; run++) {
            try (Checklist checklist = new Checklist("passes-" + run, Map.of())) {
                assertThat(checklist.awaitExit(LIMIT)).as(checklist.log()).isZero();
                assertThat(checklist.log())
                        .contains("ok: a worker has loaded it")
                        .doesNotContain("FAILED");
            }
        }
        assertThat(checks()).isEqualTo(before + 2);
        try (Stream<Path> left = Files.list(cluster.files().resolve("estiva-checklist"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void withoutAFileRootItTakesAnObjectThatIsThere() throws Exception {
        long before = checks();
        Path object = Files.createDirectories(cluster.files().resolve("estiva-checklist"))
                .resolve("check.csv");
        Files.writeString(object, "Message\nput here by hand\n");

        for (int run = 1; run <= 2; run++) {
            try (Checklist checklist = new Checklist("object-" + run, Map.of("FILES", ""))) {
                assertThat(checklist.awaitExit(LIMIT)).as(checklist.log()).isZero();
            }
        }

        assertThat(checks()).isEqualTo(before + 2);
        Files.delete(object);
    }

    @Test
    void aFileRootThatWorkersDoNotShareFailsIt() throws Exception {
        Path elsewhere = Files.createTempDirectory(TestCluster.home(ChecklistIT.class), "files");

        try (Checklist checklist = new Checklist("elsewhere", Map.of("FILES", elsewhere.toString()))) {
            assertThat(checklist.awaitExit(LIMIT)).as(checklist.log()).isEqualTo(1);
            assertThat(checklist.log()).contains("FAILED: process", "is Failed", "check-");
        }
    }

    @Test
    void aRegistryThatDoesNotAnswerFailsIt() throws Exception {
        try (Checklist checklist = new Checklist("nobody", Map.of("REGISTRY", "http://localhost:1"))) {
            assertThat(checklist.awaitExit(LIMIT)).as(checklist.log()).isEqualTo(1);
            assertThat(checklist.log()).contains("FAILED: no answer");
        }
    }

    @Test
    void aTableThatCannotBeLoadedFailsItAndSaysWhy() throws Exception {
        cluster.sql().execute("DROP TABLE DeploymentCheck");
        try (Checklist checklist = new Checklist("no-table", Map.of())) {
            assertThat(checklist.awaitExit(LIMIT)).as(checklist.log()).isEqualTo(1);
            assertThat(checklist.log()).contains("is Failed").contains("DeploymentCheck");
        } finally {
            cluster.sql().execute("CREATE TABLE DeploymentCheck (Message NVARCHAR(200) NOT NULL)");
        }
    }

    private static long checks() throws SQLException {
        return cluster.sql().number("SELECT COUNT(*) FROM DeploymentCheck");
    }

    private static final class Checklist extends ChildProcess {
        Checklist(String name, Map<String, String> environment) throws IOException {
            super(
                    name,
                    List.of("sh", SCRIPT.toString()),
                    whole(environment),
                    cluster.files(),
                    TestCluster.home(ChecklistIT.class).resolve(name + ".log"));
        }

        private static Map<String, String> whole(Map<String, String> environment) {
            Map<String, String> whole = new HashMap<>(Map.of(
                    "REGISTRY", cluster.cluster().registry().uri("").toString(),
                    "FILES", cluster.files().toString(),
                    "PATIENCE", "60"));
            whole.putAll(environment);
            return whole;
        }
    }
}
