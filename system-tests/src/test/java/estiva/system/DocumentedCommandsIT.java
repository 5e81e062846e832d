package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.MarkdownFile.Block;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the blocks of the documents that are marked {@code sh runnable} and {@code sql runnable}, in a folder with the packaged
 * services, as a reader would in the project's. The README's come first: the pages in docs/ continue its example. A block must
 * succeed, and so must each request in it, unless the block says what the last one {@code answers}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no sh")
@TestMethodOrder(OrderAnnotation.class)
class DocumentedCommandsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String OPEN = "SELECT COUNT(*) FROM FileControl WHERE Status IN ('Pending', 'InProgress')";

    private static Path home;
    private static H2File database;
    private static Cluster cluster;

    @BeforeAll
    static void start() throws IOException {
        home = TestCluster.home(DocumentedCommandsIT.class);
        for (Service service : Service.values()) {
            String folder = service.label() + "-service";
            Files.createSymbolicLink(home.resolve(folder), Project.root().resolve(folder));
        }
        writeCurl(Files.createDirectory(home.resolve("bin")));
        database = new H2File(home);
        cluster = new Cluster(Cluster.Settings.small(database, home).withWorkers(1)).start();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void writeCurl(Path bin) throws IOException {
        Path classes = Project.root().resolve("system-tests/target/test-classes");
        Path curl = bin.resolve("curl");
        Files.writeString(
                curl,
                "#!/bin/sh\nexec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + classes + "' "
                        + Curl.class.getName() + " \"$@\"\n");
        assertThat(curl.toFile().setExecutable(true)).isTrue();
    }

    @Test
    @Order(1)
    void theReadmesExampleLoadsItsFile() throws Exception {
        String shown = run(MarkdownFile.guide().get(0));

        assertThat(database.sql()
                        .rows("SELECT Name, CAST(Founded AS NVARCHAR(10)), Area, Origin FROM Cities ORDER BY Name"))
                .containsExactly(
                        List.of("Natal", "1599-12-25", new BigDecimal("167.40"), "cidades-2026.csv"),
                        List.of("São Paulo", "1554-01-25", new BigDecimal("1521.11"), "cidades-2026.csv"));
        assertThat(database.sql().rows("SELECT FileName, Status, RowsLoaded FROM FileParameters"))
                .containsExactly(List.of("cidades-2026.csv", "Completed", 2L));
        assertThat(shown).contains("\"status\":\"Completed\"", "\"rowsLoaded\":2");
    }

    static Stream<MarkdownFile> pages() throws IOException {
        return MarkdownFile.guide().stream()
                .skip(1)
                .filter(page -> page.blocks().stream().anyMatch(DocumentedCommandsIT::isRunnable));
    }

    private static boolean isRunnable(Block block) {
        return block.is("sh", "runnable") || block.is("sql", "runnable");
    }

    @ParameterizedTest
    @MethodSource("pages")
    @Order(2)
    void theCommandsOfThePageRun(MarkdownFile page) throws Exception {
        assertThat(run(page)).isNotBlank();
    }

    @Test
    @Order(3)
    void theCommandsOfThePagesLoadedNothingTwice() throws SQLException {
        assertThat(database.sql().number("SELECT COUNT(*) FROM Cities")).isEqualTo(2);
    }

    /** @return what all of its blocks printed */
    private static String run(MarkdownFile page) throws Exception {
        StringBuilder shown = new StringBuilder();
        for (Block block : page.blocks()) {
            if (isRunnable(block)) {
                shown.append(block.is("sql") ? query(block) : run(block));
                Await.until(
                        "what " + block + " registered is over",
                        LIMIT,
                        () -> database.sql().number(OPEN) == 0);
            }
        }
        return shown.toString();
    }

    private static String query(Block block) throws SQLException {
        String[] statements = block.text().strip().split(";\\s*");
        database.sql().execute(statements);
        return block + ": " + statements.length + " statements\n";
    }

    private static String run(Block block) throws IOException, InterruptedException {
        Path script = Files.writeString(home.resolve("block.sh"), onPorts(block.text()));
        Path shown = home.resolve("block.out");
        Path statuses = home.resolve("block.statuses");
        Files.deleteIfExists(statuses);
        ProcessBuilder sh = new ProcessBuilder("sh", "-eu", script.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(shown.toFile());
        Map<String, String> environment = sh.environment();
        Path java = Path.of(System.getProperty("java.home"), "bin");
        environment.put("PATH", home.resolve("bin") + ":" + java + ":" + environment.get("PATH"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put(Curl.STATUSES, statuses.toString());
        Process process = sh.start();
        try {
            boolean hasEnded = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            String output = Files.readString(shown);
            assertThat(hasEnded).as(block + " does not end: " + output).isTrue();
            assertThat(process.exitValue()).as(block + ": " + output).isZero();
            check(block, Files.exists(statuses) ? Files.readAllLines(statuses) : List.of(), output);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void check(Block block, List<String> statuses, String output) {
        int last = statuses.size() - 1;
        for (int i = 0; i < statuses.size(); i++) {
            String expected = i == last ? block.option("answers", "[23]..") : "[23]..";
            assertThat(statuses.get(i))
                    .as(block + ", request " + (i + 1) + ": " + output)
                    .matches(expected);
        }
    }

    private static String onPorts(String text) {
        return text.replace("localhost:8080", address(cluster.registry()))
                .replace("localhost:9080", watched(cluster.registry()))
                .replace("localhost:9081", watched(cluster.dispatcher()))
                .replace("localhost:9082", watched(cluster.workers().get(0)));
    }

    private static String address(ServiceProcess service) {
        return "localhost:" + service.uri("/").getPort();
    }

    private static String watched(ServiceProcess service) {
        return "localhost:" + service.management("/").getPort();
    }
}
