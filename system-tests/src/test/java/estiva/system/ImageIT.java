package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The image of a service: built and started where there is an engine, and by its steps alone where there is a JDK 25. */
class ImageIT {

    private static final Pattern LISTENING = Pattern.compile("Management interface listening on http://\\S+?:(\\d+)");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void librariesComeBeforeTheServiceAndAUserWithoutRightsRunsIt() throws IOException {
        Containerfile recipe = Containerfile.read();

        List<String> copied =
                recipe.all("COPY").stream().map(copy -> copy.split(" ")[0]).toList();
        assertThat(copied.indexOf("lib/")).isBetween(0, copied.indexOf("app/") - 1);
        assertThat(recipe.steps().get(0).instruction()).isEqualTo("ARG");
        assertThat(recipe.all("FROM")).containsExactly("${BASE}");
        assertThat(recipe.variables().get("BASE")).matches(".+:25[^:]+");
        assertThat(recipe.all("USER")).hasSize(1).allMatch(user -> user.matches("[1-9]\\d*:[1-9]\\d*"));
        int training = recipe.steps()
                .indexOf(new Containerfile.Step("RUN", recipe.all("RUN").get(0)));
        assertThat(recipe.steps().subList(training, recipe.steps().size()))
                .as("what comes after the training must not change what it has learnt")
                .noneMatch(step ->
                        step.instruction().equals("COPY") || step.instruction().equals("ENV"));
    }

    @Test
    void itsStepsLeaveAServiceThatStartsFromItsCacheAndWritesNothing() throws Exception {
        Path java = jdk25();
        Containerfile recipe = Containerfile.read();
        Path image = Files.createDirectories(TestCluster.home(ImageIT.class).resolve("estiva"));
        Path output = Service.DISPATCHER.jar(Engine.SQLSERVER).getParent();
        for (String copy : recipe.all("COPY")) {
            String[] parts = copy.split(" ");
            copy(output.resolve(parts[0]), image.resolve(parts[1]));
        }
        Map<String, String> environment = new HashMap<>(recipe.variables());
        environment.put("PATH", java.getParent() + ":" + System.getenv("PATH"));
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("TRAINING_SECONDS", "8");
        try (Started training =
                new Started("training", List.of("sh", "-c", recipe.all("RUN").get(0)), environment, image)) {
            assertThat(training.awaitExit(LIMIT)).as(training.log()).isZero();
        }

        Map<Path, String> before = content(image);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:sqlserver://localhost:1");
        // Without AOTMode=on the JVM would go on without a cache that does not fit.
        environment.put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on -XX:MaxRAMPercentage=20 -XX:+PrintFlagsFinal");
        List<String> command = new ArrayList<>(recipe.entryPoint());
        assertThat(command.set(0, java.toString())).isEqualTo("java");
        try (Started service = new Started("started", command, environment, image)) {
            assertThat(service.answer("live")).isEqualTo(200);
            assertThat(service.answer("ready")).isEqualTo(503);
            assertThat(service.log())
                    .as("whoever starts it has the last word")
                    .containsPattern("MaxRAMPercentage += 20\\.0");
        }
        assertThat(content(image)).isEqualTo(before);
    }

    @Test
    void anEngineBuildsItAndRunsItOnAReadOnlyRoot() throws Exception {
        String engine = Stream.of("podman", "docker")
                .filter(ImageIT::answers)
                .findFirst()
                .orElse(null);
        assumeTrue(engine != null, "No podman and no docker that answers here: the image is not built");
        String base = Containerfile.read().variables().get("BASE");
        Path home = TestCluster.home(ImageIT.class);
        assumeTrue(
                run(home, engine, "pull", base) == 0 || run(home, engine, "image", "inspect", base) == 0,
                "The base image cannot be had here: the image is not built");
        assumeTrue(
                run(home, engine, "run", "--rm", base, "java", "-version") == 0,
                "The engine runs no containers here: the image is not built");
        String tag = "estiva/dispatcher-service:test";
        Path context = Service.DISPATCHER.jar(Engine.SQLSERVER).getParent();

        assertThat(run(home, engine, "build", "-f", Containerfile.FILE.toString(), "-t", tag, context.toString()))
                .isZero();

        List<String> command = new ArrayList<>(List.of(engine, "run", "--rm", "--read-only", "--tmpfs", "/tmp"));
        command.addAll(List.of("--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
        command.addAll(List.of("-e", "QUARKUS_DATASOURCE_JDBC_URL=jdbc:sqlserver://localhost:1"));
        command.addAll(List.of("-e", "JDK_JAVA_OPTIONS=-XX:AOTMode=on", tag));
        try (Started container = new Started("container", command, Map.of(), home)) {
            Await.until("the container listens", LIMIT, Duration.ofMillis(200), () -> {
                container.requireStarted();
                return LISTENING.matcher(container.log()).find();
            });
        }
    }

    private static boolean answers(String engine) {
        try {
            return new ProcessBuilder(engine, "info")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is none
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int run(Path home, String... command) {
        try (Started process = new Started(command[1], List.of(command), Map.of(), home)) {
            return process.awaitExit(Duration.ofMinutes(10));
        }
    }

    private static Path jdk25() throws IOException {
        try (Stream<Path> jdks =
                Files.exists(Path.of("/usr/lib/jvm")) ? Files.list(Path.of("/usr/lib/jvm")) : Stream.of()) {
            List<Path> found = Stream.concat(
                            Stream.ofNullable(System.getenv("JAVA_HOME")).map(Path::of), jdks)
                    .filter(home -> home.toString().contains("25"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .toList();
            assumeTrue(!found.isEmpty(), "No JDK 25 here: the steps of the image are not taken");
            return found.get(0);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path place = to.resolve(
                        file.equals(from) && Files.isRegularFile(file)
                                ? file.getFileName().toString()
                                : from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(file, place);
                }
            }
        }
    }

    /** Every file with its size and time. */
    private static Map<Path, String> content(Path folder) throws IOException {
        Map<Path, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return content;
    }

    private static final class Started extends ChildProcess {
        Started(String name, List<String> command, Map<String, String> environment, Path folder) {
            super(name, command, environment, folder, folder.resolveSibling(name + ".log"));
        }

        void requireStarted() {
            requireAlive();
        }

        int answer(String probe) throws IOException, InterruptedException {
            Await.until(name() + " listens", LIMIT, Duration.ofMillis(200), () -> {
                requireAlive();
                return LISTENING.matcher(log()).find();
            });
            Matcher listening = LISTENING.matcher(log());
            assertThat(listening.find()).isTrue();
            URI uri = URI.create("http://localhost:" + listening.group(1) + "/q/health/" + probe);
            return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
