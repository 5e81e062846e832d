package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import estiva.system.RegistryClient.FileToLoad;
import estiva.system.RegistryClient.Registration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Schemathesis asks the registry everything that its own description allows, and much that it does not: nothing is
 * answered with a 5xx, and nothing otherwise than it is described. With a fixed seed, and as many examples of each
 * operation as {@code ESTIVA_SCHEMATHESIS_EXAMPLES} says. {@code .ci/run} installs it and names it in {@code
 * ESTIVA_SCHEMATHESIS}; where it is neither there nor on the path, this test says so in one line.
 */
class ApiFuzzIT {
    private static final String PROGRAM = "ESTIVA_SCHEMATHESIS";
    private static final Duration LIMIT = Duration.ofMinutes(Long.getLong("estiva.fuzz.minutes", 20));
    /** Of an admin, whom no request of its own can lock out. */
    private static final String KEY = "estiva_fuzzer_" + "0123456789abcdef".repeat(4);

    private static final String FOLDER = "ClienteA/entrada";

    @Test
    void everyAnswerIsAsItIsDescribed() throws Exception {
        Optional<Path> program = program();
        assumeTrue(
                program.isPresent(),
                () -> "No schemathesis here, neither in " + PROGRAM + " nor on the path: the API is not fuzzed");
        try (TestCluster cluster = TestCluster.start(
                ApiFuzzIT.class,
                settings -> settings.withWorkers(1)
                        .with(Cluster.ADMIN_KEY, KEY)
                        .with("ESTIVA_ACCESS_REQUESTS_PER_SECOND", "100000"))) {
            makeWhatTheExamplesName(cluster);
            Path home = cluster.files().getParent();

            int exit = run(program.get(), cluster, home);

            String report = Files.readString(home.resolve("schemathesis.txt"));
            assertThat(exit).as(report).isZero();
            assertThat(report).containsPattern("Test cases:\\s+[0-9]{3,} generated");
            assertThat(Files.readString(home.resolve("logs/registry.log"))).doesNotContain(" ERROR ");
            System.out.println(report.substring(report.indexOf("= SUMMARY =")));
        }
    }

    /** Files and imports called as in the interface's examples, and a process in each state that does not pass. */
    private static void makeWhatTheExamplesName(TestCluster cluster) throws Exception {
        Path folder = Files.createDirectories(cluster.files().resolve(FOLDER));
        Files.writeString(folder.resolve("cidades_2026-11.csv"), "nome,latitude\nRecife,-8.05\nNatal,x\n");
        Files.writeString(folder.resolve("estados.csv"), "nome,latitude\nBahia,1\n");
        cluster.sql().execute("CREATE TABLE Cities (Nome NVARCHAR(100), Latitude DECIMAL(9,2))");
        for (String name : List.of("cidades", "estados")) {
            cluster.registry().putImport(name, "{\"target\":\"Cities\",\"headers\":\"forgiving\"}");
        }
        for (String name : List.of("cidades_2026-11.csv", "estados.csv", "missing.csv")) {
            long processId = cluster.registry()
                    .register(new Registration(
                            "ClienteA", null, List.of(new FileToLoad(name, FOLDER, "cidades", null, null))));
            cluster.awaitOver(processId, Duration.ofMinutes(2));
        }
    }

    private static int run(Path program, TestCluster cluster, Path home) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                program.toString(),
                "--config-file",
                Project.root()
                        .resolve("system-tests/src/test/resources/schemathesis.toml")
                        .toString(),
                "run",
                cluster.cluster().registry().uri("/q/openapi").toString(),
                "--header",
                "Authorization: Bearer " + KEY,
                "--checks",
                "all",
                "--no-color",
                "--max-examples",
                Optional.ofNullable(System.getenv("ESTIVA_SCHEMATHESIS_EXAMPLES"))
                        .orElse("10"));
        Process schemathesis = command.directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("schemathesis.txt").toFile())
                .start();
        try {
            assertThat(schemathesis.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("schemathesis ends in time")
                    .isTrue();
            return schemathesis.exitValue();
        } finally {
            schemathesis.descendants().forEach(ProcessHandle::destroyForcibly);
            schemathesis.destroyForcibly();
        }
    }

    private static Optional<Path> program() {
        String named = System.getenv(PROGRAM);
        if (named != null) {
            assertThat(Path.of(named)).as(PROGRAM).isExecutable();
            return Optional.of(Path.of(named));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "schemathesis"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
