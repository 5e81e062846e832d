package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kustomize deploys is what the chart deploys. */
class KustomizeTest {

    /** Its own image keeps it from all rules of the house; it is for trying only. */
    private static final String DEVELOPMENT_DATABASE = "StatefulSet sqlserver, sqlserver: readOnlyRootFilesystem";

    @Test
    void theGeneratedFilesAreWhatTheChartMakesOfTheValues() throws IOException {
        Map<Path, String> files = KustomizeBase.files();

        assertThat(files).hasSize(8);
        for (Map.Entry<Path, String> file : files.entrySet()) {
            GeneratedFile.assertHolds(file.getKey(), file.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/production"})
    void everyFileIsTakenAndEveryTakenFileIsThere(String folder) throws IOException {
        Path home = KustomizeBase.HOME.resolve(folder);
        JsonNode kustomization = Chart.yaml(home.resolve("kustomization.yaml"));
        List<String> taken = Stream.concat(
                        texts(kustomization.path("resources")),
                        Release.items(kustomization.path("patches"))
                                .filter(patch -> patch.has("path"))
                                .map(patch -> patch.path("path").asText()))
                .toList();

        assertThat(taken).allMatch(file -> Files.exists(home.resolve(file)));
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.startsWith("kustomization")))
                    .isSubsetOf(taken);
        }
    }

    private static Stream<String> texts(JsonNode list) {
        return Release.items(list).map(JsonNode::asText);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void everyObjectOfAnOverlayIsOneThatKubernetesWouldTakeAndEveryPodIsRestricted(String overlay) throws Exception {
        List<JsonNode> objects = build(overlay);

        assertThat(objects).allSatisfy(object -> {
            assertThat(KubernetesTypes.violations(object)).isEmpty();
            assertThat(PodRules.violations(object))
                    .isSubsetOf(overlay.equals("dev") ? Set.of(DEVELOPMENT_DATABASE) : Set.of());
            assertThat(object.at("/metadata/namespace").asText()).isEqualTo("estiva");
        });
    }

    @Test
    void productionDeploysTheObjectsOfTheChart() throws Exception {
        List<JsonNode> objects = build("production");

        assertThat(objects.stream().map(KustomizeBase::key))
                .containsExactlyInAnyOrderElementsOf(
                        KustomizeBase.objects().stream().map(KustomizeBase::key).toList());
        assertThat(objects)
                .filteredOn(object -> !Release.podSpec(object).isMissingNode()
                        && Release.podSpec(object).has("containers"))
                .hasSize(4)
                .allSatisfy(workload -> {
                    assertThat(Release.value(workload, "QUARKUS_DATASOURCE_JDBC_URL"))
                            .startsWith("jdbc:sqlserver://sqlserver.example.org");
                    JsonNode image = Release.podSpec(workload).at("/containers/0/image");
                    assertThat(image.asText()).startsWith("registry.example.org/");
                });
    }

    @Test
    void developmentBringsTheDatabaseThatItsServicesAskFor() throws Exception {
        Release release = new Release(build("dev"));

        JsonNode server = release.get("Service", "sqlserver");
        JsonNode job = release.get("Job", "estiva-migrate");

        assertThat(Release.value(job, "QUARKUS_DATASOURCE_JDBC_URL"))
                .startsWith("jdbc:sqlserver://" + server.at("/metadata/name").asText() + ":1433;databaseName=estiva");
        assertThat(Release.podSpec(job).at("/initContainers/0/args/0").asText()).contains("CREATE DATABASE estiva ");
        assertThat(release.all("Deployment"))
                .hasSize(3)
                .allMatch(service -> service.at("/spec/replicas").asInt(1) == 1);
    }

    private static List<JsonNode> build(String overlay) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl"))),
                "No kubectl here: the overlays are not built");
        Process kubectl = new ProcessBuilder(
                        "kubectl",
                        "kustomize",
                        KustomizeBase.HOME.resolve("overlays").resolve(overlay).toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as(output).isZero();
        return Chart.documents(output);
    }
}
