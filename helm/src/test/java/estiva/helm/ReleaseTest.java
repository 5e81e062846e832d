package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the objects of a release do together. */
class ReleaseTest {

    private static final List<String> SERVICES = List.of("registry", "dispatcher", "worker");

    @TempDir
    Path scratch;

    @ParameterizedTest
    @MethodSource("estiva.helm.Chart#shapes")
    void everySelectorFindsThePodsOfItsOwnServiceOnly(Path values) {
        Release release = new Release(Chart.render(values));
        List<JsonNode> workloads = release.workloads().toList();

        assertThat(workloads).hasSizeGreaterThan(SERVICES.size());
        for (String kind : List.of("Deployment", "PodDisruptionBudget")) {
            assertThat(release.all(kind)).hasSize(3).allSatisfy(object -> {
                JsonNode selector = object.at("/spec/selector");
                assertThat(workloads)
                        .filteredOn(workload -> Release.selects(selector, Release.podLabels(workload)))
                        .extracting(ReleaseTest::name)
                        .containsExactly(name(object));
            });
        }
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    @ParameterizedTest
    @MethodSource("estiva.helm.Chart#shapes")
    void theServicesLogInWithASecretAndNeverMigrate(Path values) {
        Release release = new Release(Chart.render(values));

        assertThat(release.all("Deployment")).allSatisfy(deployment -> {
            for (String variable : List.of("QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD")) {
                assertThat(Release.secretOf(deployment, variable)).isNotEmpty();
            }
            assertThat(Release.value(deployment, "ESTIVA_MIGRATE")).isEqualTo("never");
        });
    }

    @Test
    void eachServiceMayHaveALoginOfItsOwn() {
        Release release = Release.of("production");

        assertThat(release.all("Deployment").map(ReleaseTest::login))
                .containsExactlyInAnyOrder("estiva-registry", "estiva-dispatcher", "estiva-worker");
        assertThat(login(release.get("Job", "estiva-migrate"))).isEqualTo("estiva-migrate");
    }

    private static String login(JsonNode workload) {
        return Release.secretOf(workload, "QUARKUS_DATASOURCE_USERNAME");
    }

    @Test
    void theMigrationRunsBeforeAnythingOfTheReleaseIsThere() {
        Release release = Release.of("production");

        JsonNode job = release.get("Job", "estiva-migrate");

        assertThat(job.at("/metadata/annotations/helm.sh~1hook").asText()).isEqualTo("pre-install,pre-upgrade");
        assertThat(Release.value(job, "ESTIVA_MIGRATE")).isEqualTo("only");
        assertThat(Release.podSpec(job).has("serviceAccountName")).isFalse();
        assertThat(Release.podSpec(job).at("/volumes")).hasSize(1);
        JsonNode policy = release.get("NetworkPolicy", "estiva-migrate");
        assertThat(policy.at("/metadata/annotations/helm.sh~1hook").asText()).isEqualTo("pre-install,pre-upgrade");
        assertThat(policy.at("/metadata/annotations/helm.sh~1hook-weight").asInt())
                .isLessThan(job.at("/metadata/annotations/helm.sh~1hook-weight").asInt());
    }

    @Test
    void migrationsMayBeSomebodyElses() {
        assertThat(Release.of("existing-files").find("Job", "estiva-migrate")).isEmpty();
    }

    @Test
    void aMigrationMayHaveWhatThePlatformAsksOfServices() {
        Release release = Release.of("openshift");
        JsonNode worker = Release.podSpec(release.get("Deployment", "loads-worker"));

        JsonNode job = release.get("Job", "loads-migrate");
        JsonNode migrate = Release.podSpec(job);

        assertThat(Release.named(migrate.path("volumes"), "trust"))
                .isEqualTo(Release.named(worker.path("volumes"), "trust"));
        assertThat(Release.named(migrate.at("/containers/0/volumeMounts"), "trust")
                        .path("mountPath")
                        .asText())
                .isEqualTo("/trust");
        assertThat(Release.value(job, "KRB5_CONFIG")).isEqualTo("/trust/krb5.conf");
        assertThat(job.at("/spec/template/metadata/annotations/sidecar.istio.io~1inject")
                        .asText())
                .isEqualTo("false");
        for (JsonNode pod : List.of(migrate, Release.podSpec(release.get("Pod", "loads-checklist")))) {
            assertThat(pod.path("nodeSelector")).isEqualTo(worker.path("nodeSelector"));
            assertThat(pod.path("tolerations")).isEqualTo(worker.path("tolerations"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 600})
    void aWorkerIsNotKilledWhileItDrains(int seconds) throws IOException {
        Release release = new Release(Chart.render(scratch, "worker: {drainSeconds: " + seconds + "}"));

        JsonNode worker = release.get("Deployment", "estiva-worker");

        assertThat(Release.value(worker, "ESTIVA_WORKER_GRACE")).isEqualTo(seconds + "s");
        // After its grace a worker takes up to 5 s to roll back, 5 s for its loops, and 1 s for the deletion cost.
        assertThat(Release.podSpec(worker).path("terminationGracePeriodSeconds").asInt())
                .isGreaterThanOrEqualTo(seconds + 5 + 5 + 1);
    }

    @Test
    void aWorkerHasAConnectionForEachSlot() throws IOException {
        Release release = new Release(Chart.render(scratch, "worker: {slots: 40}"));

        JsonNode worker = release.get("Deployment", "estiva-worker");

        assertThat(Release.value(worker, "ESTIVA_WORKER_SLOTS")).isEqualTo("40");
        int connections = Integer.parseInt(Release.value(worker, "QUARKUS_DATASOURCE_JDBC_MAX_SIZE"));
        assertThat(connections).isGreaterThanOrEqualTo(44);
    }

    @Test
    void ingressAndRouteLeadToTheRegistry() {
        Release release = Release.of("ingress");

        JsonNode service = release.get("Service", "estiva-registry");

        JsonNode ingress = release.get("Ingress", "estiva-registry").path("spec");
        assertThat(ingress.at("/rules/0/host").asText()).isEqualTo("estiva.example.org");
        assertThat(ingress.at("/tls/0/hosts/0").asText()).isEqualTo("estiva.example.org");
        JsonNode backend = ingress.at("/rules/0/http/paths/0/backend/service");
        assertThat(backend.path("name")).isEqualTo(service.at("/metadata/name"));
        assertThat(backend.at("/port/name")).isEqualTo(service.at("/spec/ports/0/name"));
        JsonNode route = release.get("HTTPRoute", "estiva-registry").at("/spec/rules/0/backendRefs/0");
        assertThat(route.path("name")).isEqualTo(service.at("/metadata/name"));
        assertThat(route.path("port")).isEqualTo(service.at("/spec/ports/0/port"));
        String forwarding = "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING";
        JsonNode registry = release.get("Deployment", "estiva-registry");
        assertThat(Release.value(registry, forwarding)).isEqualTo("true");
        JsonNode alone = Release.of("minimal").get("Deployment", "estiva-registry");
        assertThat(Release.env(alone, forwarding).isMissingNode())
                .as("nobody stands before it")
                .isTrue();
        assertThat(Release.selects(
                        Chart.YAML.createObjectNode().set("matchLabels", service.at("/spec/selector")),
                        Release.podLabels(registry)))
                .isTrue();
    }
}
