package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exactly one thing decides how many workers there are. */
class ScalingTest {

    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource({
        "minimal,    replicas",
        "hpa,        HorizontalPodAutoscaler",
        "production, ScaledObject",
        "to-zero,    ScaledObject",
    })
    void oneModeRulesOutTheOthers(String shape, String what) {
        Release release = Release.of(shape);

        Stream<String> found = Stream.concat(
                Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                        .filter(kind -> release.all(kind).count() > 0),
                release.get("Deployment", "estiva-worker").path("spec").has("replicas")
                        ? Stream.of("replicas")
                        : Stream.empty());

        assertThat(found).containsExactly(what);
    }

    @Test
    void kedaAsksTheViewWithALoginOfItsOwn() {
        Release release = Release.of("production");

        JsonNode spec = release.get("ScaledObject", "estiva-worker").path("spec");

        assertThat(spec.at("/scaleTargetRef/name").asText()).isEqualTo("estiva-worker");
        JsonNode trigger = spec.at("/triggers/0");
        assertThat(trigger.path("type").asText()).isEqualTo("mssql");
        assertThat(trigger.path("metricType").asText()).isEqualTo("AverageValue");
        assertThat(trigger.path("useCachedMetrics").asBoolean()).isTrue();
        assertThat(trigger.at("/metadata/query").asText()).isEqualTo("SELECT Workers FROM WorkerDemand WITH (NOLOCK)");
        assertThat(trigger.at("/metadata/targetValue").asText()).isEqualTo("1");
        JsonNode login = release.get(
                        "TriggerAuthentication",
                        trigger.at("/authenticationRef/name").asText())
                .at("/spec/secretTargetRef/0");
        assertThat(login.path("name").asText()).isEqualTo("estiva-scaler");
        assertThat(login.path("parameter").asText()).isEqualTo("connectionString");
    }

    @Test
    void theNotesSayHowKedaConnectsSoThatTheServerIsKnownForSure() throws IOException {
        assertThat(Chart.notes(Chart.shape("to-zero")))
                .containsPattern(
                        "sqlserver://<user>:<password>@[^<?]+:1433\\?database=\\w+&encrypt=true&TrustServerCertificate=false\\s");
        assertThat(Chart.notes(Chart.shape("minimal"))).doesNotContain("sqlserver://");
    }

    @Test
    void whatKedaIsGivenIsTheWholeConnectionAndNoPartsThatCannotAskForTls() {
        for (String shape : List.of("production", "to-zero")) {
            Release release = Release.of(shape);
            assertThat(release.get("ScaledObject", "estiva-worker")
                            .at("/spec/triggers/0/metadata")
                            .properties())
                    .extracting(Map.Entry::getKey)
                    .doesNotContain("host", "port", "username", "passwordFromEnv", "database");
            assertThat(release.get("TriggerAuthentication", "estiva-worker").findValuesAsText("parameter"))
                    .containsExactly("connectionString");
        }
    }

    @Test
    void workersMayGoToZeroAndBack() {
        JsonNode spec =
                Release.of("to-zero").get("ScaledObject", "estiva-worker").path("spec");

        assertThat(spec.path("minReplicaCount").asInt(-1)).isZero();
        assertThat(spec.at("/triggers/0/metadata/activationTargetValue").asText())
                .isEqualTo("0");
        assertThat(spec.path("cooldownPeriod").asInt()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void aWorkerMayWriteOnItsPodHowBusyItIs() {
        Release release = Release.of("hpa");

        JsonNode pod = Release.podSpec(release.get("Deployment", "estiva-worker"));
        JsonNode mount = Release.named(pod.at("/containers/0/volumeMounts"), "kubernetes");
        assertThat(Release.env(release.get("Deployment", "estiva-worker"), "ESTIVA_WORKER_DELETION_COST_ACCOUNT")
                        .path("value"))
                .isEqualTo(mount.path("mountPath"));
        assertThat(Release.named(pod.path("volumes"), "kubernetes").findValuesAsText("path"))
                .containsExactlyInAnyOrder("token", "ca.crt", "namespace", "name");
        JsonNode role = release.get("Role", "estiva-worker");
        assertThat(role.path("rules").toString())
                .isEqualTo("[{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"patch\"]}]");
        JsonNode binding = release.get("RoleBinding", "estiva-worker");
        assertThat(binding.at("/roleRef/name")).isEqualTo(role.at("/metadata/name"));
        assertThat(binding.at("/subjects/0/name")).isEqualTo(pod.path("serviceAccountName"));
        assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("loads");
    }

    @Test
    void nobodyHasATokenUnlessTheDeletionCostIsWanted() {
        assertThat(Release.of("production").objects())
                .noneMatch(object -> object.findValue("serviceAccountToken") != null)
                .noneMatch(object -> object.path("kind").asText().startsWith("Role"));
        assertThat(Release.of("hpa")
                        .all("Deployment")
                        .filter(service -> service.findValue("serviceAccountToken") != null))
                .extracting(service -> service.at("/metadata/name").asText())
                .containsExactly("estiva-worker");
    }

    @Test
    void workersAreFilledOneAfterTheOtherUnlessTheyShallShare() throws IOException {
        for (String assign : List.of("pack", "spread")) {
            String values = assign.equals("pack") ? "{}" : "dispatcher: {assign: spread}";

            Release release = new Release(Chart.render(scratch, values));

            JsonNode dispatcher = release.get("Deployment", "estiva-dispatcher");
            assertThat(Release.value(dispatcher, "ESTIVA_DISPATCHER_ASSIGN")).isEqualTo(assign);
        }
    }

    @Test
    void fewerWorkersAreAMatterOfMinutesAndMoreOfSeconds() {
        for (JsonNode behavior : List.of(
                Release.of("production")
                        .get("ScaledObject", "estiva-worker")
                        .at("/spec/advanced/horizontalPodAutoscalerConfig/behavior"),
                Release.of("hpa")
                        .get("HorizontalPodAutoscaler", "estiva-worker")
                        .at("/spec/behavior"))) {
            assertThat(behavior.at("/scaleDown/stabilizationWindowSeconds").asInt())
                    .isGreaterThanOrEqualTo(300);
            assertThat(behavior.at("/scaleUp/stabilizationWindowSeconds").asInt(-1))
                    .isZero();
        }
    }
}
