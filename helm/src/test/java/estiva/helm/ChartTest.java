package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the chart in each of its common shapes. */
class ChartTest {

    @TempDir
    Path scratch;

    @ParameterizedTest
    @MethodSource("estiva.helm.Chart#shapes")
    void lintFindsNothing(Path values) throws IOException {
        LintResult lint = Chart.lint(values, scratch);

        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
        assertThat(lint.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
    }

    @ParameterizedTest
    @MethodSource("estiva.helm.Chart#shapes")
    void everyObjectIsOneThatKubernetesWouldTake(Path values) {
        List<JsonNode> objects = Chart.render(values);

        assertThat(objects).isNotEmpty();
        assertThat(objects)
                .allSatisfy(
                        object -> assertThat(KubernetesTypes.violations(object)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("estiva.helm.Chart#shapes")
    void everyPodIsRestricted(Path values) {
        List<JsonNode> objects = Chart.render(values);

        assertThat(objects)
                .allSatisfy(object -> assertThat(PodRules.violations(object)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("estiva.helm.Chart#shapes")
    void noTwoObjectsOfAKindHaveOneName(Path values) {
        Stream<String> names = Chart.render(values).stream()
                .map(object -> object.path("kind").asText() + " "
                        + object.at("/metadata/name").asText());

        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("estiva.helm.Chart#shapes")
    void noObjectHoldsASecret(Path values) {
        assertThat(Chart.render(values))
                .noneMatch(object -> object.path("kind").asText().equals("Secret"));
    }

    @Test
    void theNotesSayHowToLookAndHowToCheckAndWhatToMind() {
        assertThat(Chart.notes(Chart.shape("minimal")))
                .contains(
                        "port-forward service/estiva-registry",
                        "helm test estiva --namespace loads",
                        "estiva-admin-key")
                .doesNotContain("No migration", "WorkerDemand");
        assertThat(Chart.notes(Chart.shape("existing-files"))).contains("No migration was run");
        assertThat(Chart.notes(Chart.shape("ingress"))).contains("https://localhost:8080", "networkPolicy.clients");
        assertThat(Chart.notes(Chart.shape("to-zero"))).contains("WorkerDemand, from 0 to 4");
    }

    @Test
    void canBePackaged() throws IOException {
        new Helm(Chart.HOME).packageIt().withDestination(scratch).call();

        JsonNode chart = Chart.yaml(Chart.HOME.resolve("Chart.yaml"));
        assertThat(scratch.resolve("estiva-" + chart.path("version").asText() + ".tgz"))
                .isNotEmptyFile();
    }

    @Test
    void itsImagesAreOfTheProjectsVersion() throws IOException {
        String appVersion =
                Chart.yaml(Chart.HOME.resolve("Chart.yaml")).path("appVersion").asText();

        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + appVersion + "-SNAPSHOT</version>");
    }
}
