package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reaches the pods, on which port, and what they need to be let in. */
class AccessTest {
    @TempDir
    Path scratch;

    @Test
    void nothingIsRenderedWithoutTheFirstKey() {
        assertThatThrownBy(() -> Chart.render(scratch, "{registry: {adminKey: {existingSecret: \"\"}}}"))
                .hasMessageContaining("registry.adminKey.existingSecret");
    }

    @ParameterizedTest
    @MethodSource("estiva.helm.Chart#shapes")
    void theRegistryIsClosedFromTheStart(Path values) {
        JsonNode container = container(Chart.render(values), "registry");

        assertThat(env(container, "QUARKUS_HTTP_HOST").path("value").asText()).isEqualTo("0.0.0.0");
        assertThat(env(container, "ESTIVA_ACCESS_ADMIN_KEY")
                        .at("/valueFrom/secretKeyRef/name")
                        .asText())
                .isEqualTo("estiva-admin-key");
    }

    @ParameterizedTest
    @MethodSource("estiva.helm.Chart#shapes")
    void probesAndScrapesHaveAPortOfTheirOwn(Path values) {
        List<JsonNode> objects = Chart.render(values);
        for (String service : List.of("registry", "dispatcher", "worker")) {
            JsonNode container = container(objects, service);
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
            }
            assertThat(ports(container).get(ports(container).size() - 1)).startsWith("management 908");
            assertThat(ports(container)).hasSize(service.equals("registry") ? 2 : 1);
        }
        assertThat(objects.stream()
                        .filter(object -> object.path("kind").asText().equals("PodMonitor"))
                        .map(object ->
                                object.at("/spec/podMetricsEndpoints/0/port").asText()))
                .allMatch("management"::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "dispatcher", "worker"})
    void onlyMonitoringReachesThatPort(String service) throws IOException {
        JsonNode ingress = Release.of("production")
                .get("NetworkPolicy", "estiva-" + service)
                .at("/spec/ingress");

        for (JsonNode rule : ingress) {
            boolean isManagement = rule.at("/ports/0/port").asText().equals("management");
            assertThat(rule.path("ports")).hasSize(1);
            assertThat(rule.path("from").toString().contains("monitoring")).isEqualTo(isManagement);
        }
        assertThat(ingress.toString()).contains("\"management\"");
    }

    @Test
    void withACertificateTheRegistrySpeaksNothingButTls() throws IOException {
        JsonNode container = container(Chart.render(Chart.shape("ingress")), "registry");

        assertThat(ports(container)).contains("http 8443");
        assertThat(env(container, "QUARKUS_HTTP_INSECURE_REQUESTS")
                        .path("value")
                        .asText())
                .isEqualTo("disabled");
        assertThat(env(container, "QUARKUS_TLS__SERVER__KEY_STORE_PEM__0__CERT")
                        .path("value")
                        .asText())
                .isEqualTo("/tls/tls.crt");
        assertThat(container.path("volumeMounts").toString()).contains("\"/tls\"");
        assertThat(ports(container(Chart.render(Chart.shape("minimal")), "registry")))
                .contains("http 8080");
    }

    private static JsonNode container(List<JsonNode> objects, String service) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .filter(object -> object.at("/metadata/labels/app.kubernetes.io~1component")
                        .asText()
                        .equals(service))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec/containers/0");
    }

    private static JsonNode env(JsonNode container, String name) {
        return Release.items(container.path("env"))
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ports(JsonNode container) {
        return Release.items(container.path("ports"))
                .map(port -> port.path("name").asText() + " "
                        + port.path("containerPort").asInt())
                .toList();
    }
}
