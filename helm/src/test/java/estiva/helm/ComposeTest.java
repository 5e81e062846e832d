package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code deploy/compose.yaml}, as far as it can be looked at without an engine. */
class ComposeTest {

    private static final Path FILE = Path.of("../deploy/compose.yaml");
    private static final List<String> SERVICES = List.of("registry", "dispatcher", "worker");

    private JsonNode compose;

    @BeforeEach
    void read() throws IOException {
        // Jackson does not resolve aliases.
        Map<String, Object> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE));
        compose = Chart.YAML.valueToTree(yaml);
    }

    @Test
    void ourServicesHaveNoMoreThanTheyNeed() {
        all(List.of("registry", "dispatcher", "worker", "migrate"), service -> {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.path("tmpfs").toString()).isEqualTo("[\"/tmp\"]");
            assertThat(service.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
            assertThat(service.path("security_opt").toString()).contains("no-new-privileges:true");
            assertThat(service.path("mem_limit").asText()).isNotEmpty();
        });
    }

    @Test
    void theyAreBuiltFromWhatMavenLeaves() {
        all(SERVICES, service -> {
            String name = service.path("image").asText().replaceAll("estiva/(.*):.*", "$1");
            Path context =
                    FILE.resolveSibling(service.at("/build/context").asText()).normalize();
            assertThat(context).isEqualTo(Path.of("..", name, "target/quarkus-app-sqlserver"));
            Path containerfile =
                    context.resolve(service.at("/build/dockerfile").asText()).normalize();
            assertThat(containerfile)
                    .isEqualTo(Path.of("../deploy/images/Containerfile"))
                    .exists();
        });
    }

    @Test
    void theyWaitForTheMigrationAndItForTheDatabase() {
        all(SERVICES, service -> {
            assertThat(service.at("/depends_on/migrate/condition").asText())
                    .isEqualTo("service_completed_successfully");
            assertThat(service.at("/environment/ESTIVA_MIGRATE").asText()).isEqualTo("never");
        });
        JsonNode migrate = compose.at("/services/migrate");
        assertThat(migrate.at("/depends_on/sqlserver/condition").asText()).isEqualTo("service_healthy");
        assertThat(migrate.at("/environment/ESTIVA_MIGRATE").asText()).isEqualTo("only");
        assertThat(compose.at("/services/sqlserver/healthcheck/test").toString())
                .contains("CREATE DATABASE estiva ");
    }

    @Test
    void registryAndWorkerSeeTheSameFiles() {
        String files = compose.at("/services/worker/volumes/0").asText();

        assertThat(compose.at("/services/registry/volumes/0").asText()).isEqualTo(files + ":ro");
        assertThat(compose.at("/services/worker/environment/ESTIVA_FILES_ROOT").asText())
                .isEqualTo("/files");
    }

    @Test
    void imagesArePinnedAndNoPasswordIsWrittenDown() throws IOException {
        compose.path("services")
                .forEach(service -> assertThat(service.path("image").asText())
                        .matches(".+:.+")
                        .doesNotEndWith(":latest"));
        assertThat(Files.readAllLines(FILE).stream().filter(line -> line.matches(".*PASSWORD: .*")))
                .isNotEmpty()
                .allMatch(line -> line.contains("${MSSQL_SA_PASSWORD:?"));
    }

    @Test
    void theRegistryIsClosedFromTheStart() {
        JsonNode environment = compose.at("/services/registry/environment");

        assertThat(environment.path("QUARKUS_HTTP_HOST").asText()).isEqualTo("0.0.0.0");
        assertThat(environment.path("ESTIVA_ACCESS_ADMIN_KEY").asText()).startsWith("${ESTIVA_ACCESS_ADMIN_KEY:?");
        assertThat(compose.at("/services/worker/environment").has("ESTIVA_ACCESS_ADMIN_KEY"))
                .isFalse();
    }

    /** Neither the registry nor a server with a password that was made up in a hurry is for the whole network. */
    @Test
    void onlyThisMachineReachesThem() {
        assertThat(compose.findValues("ports"))
                .hasSize(2)
                .allSatisfy(ports -> assertThat(Release.items(ports))
                        .allMatch(port -> port.asText().startsWith("127.0.0.1:")));
    }

    @Test
    void aWorkerIsNotKilledWhileItDrains() {
        String patience = compose.at("/services/worker/stop_grace_period").asText();

        // Its grace of 20 s, and what ReleaseTest reckons for the rest.
        assertThat(Duration.parse("PT" + patience)).isGreaterThanOrEqualTo(Duration.ofSeconds(20 + 5 + 5 + 1));
    }

    @Test
    void oneLoadThatAsksForTooMuchMemoryEndsNoWorker() {
        assertThat(compose.at("/services/worker/environment/JDK_JAVA_OPTIONS").asText())
                .contains("-XX:-ExitOnOutOfMemoryError");
    }

    private void all(List<String> names, Consumer<JsonNode> check) {
        names.forEach(name -> check.accept(compose.at("/services/" + name)));
    }
}
