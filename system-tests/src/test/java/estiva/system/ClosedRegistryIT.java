package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.system.Cluster.Settings;
import estiva.system.ServiceProcess.Launch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Registries as they are started where others reach them. */
class ClosedRegistryIT {
    private static final String KEY = "estiva_admin_" + "0123456789abcdef".repeat(4);
    private static final Duration START = Duration.ofSeconds(90);
    /** What is promised of a key that is revoked. */
    private static final Duration EVERYWHERE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void withoutAnIdentityItRefusesToServeWhereOthersReachIt() throws IOException {
        Path home = TestCluster.home(ClosedRegistryIT.class);
        try (RunningDatabase database = TestCluster.database(home);
                ServiceProcess registry = start(database, home, "open", Map.of("QUARKUS_HTTP_HOST", "0.0.0.0"))) {
            assertThat(registry.awaitExit(START)).as(registry.log()).isEqualTo(1);
            assertThat(registry.log()).contains("ESTIVA_ACCESS_ADMIN_KEY").contains("0.0.0.0");
        }
    }

    @Test
    void aKeyThatIsMadeAndRevokedAtOneRegistryIsSoAtTheOther() throws IOException, InterruptedException {
        Path home = TestCluster.home(ClosedRegistryIT.class);
        Map<String, String> closed = Map.of("QUARKUS_HTTP_HOST", "0.0.0.0", Cluster.ADMIN_KEY, KEY);
        try (RunningDatabase database = TestCluster.database(home);
                ServiceProcess one = start(database, home, "one", closed);
                ServiceProcess other = start(database, home, "other", closed)) {
            one.awaitReady(START);
            other.awaitReady(START);
            assertThat(asked(one, "GET", "processes", null, null).statusCode()).isEqualTo(401);
            assertThat(asked(one, "GET", "../../q/swagger-ui/", null, null).statusCode())
                    .isEqualTo(404);

            assertThat(asked(one, "PUT", "identities/loader", KEY, "{\"roles\":[{\"role\":\"viewer\"}]}")
                            .statusCode())
                    .isEqualTo(201);
            JsonNode made = new ObjectMapper()
                    .readTree(asked(one, "POST", "identities/loader/keys", KEY, "{}")
                            .body());
            String key = made.get("key").asText();
            Await.until("the other registry knows the new key", EVERYWHERE, () -> isLetIn(other, key));

            assertThat(asked(
                                    one,
                                    "DELETE",
                                    "identities/loader/keys/"
                                            + made.get("keyId").asText(),
                                    KEY,
                                    null)
                            .statusCode())
                    .isEqualTo(204);
            Await.until("the other registry refuses the key", EVERYWHERE, () -> !isLetIn(other, key));
            assertThat(one.log() + other.log()).doesNotContain(KEY).doesNotContain(key);
        }
    }

    private boolean isLetIn(ServiceProcess registry, String key) throws IOException, InterruptedException {
        return asked(registry, "GET", "processes", key, null).statusCode() == 200;
    }

    private HttpResponse<String> asked(ServiceProcess registry, String method, String path, String key, String body)
            throws IOException, InterruptedException {
        URI uri = registry.uri("/api/v1/" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return http.send(
                (key == null ? request : request.header("Authorization", "Bearer " + key)).build(),
                BodyHandlers.ofString());
    }

    private static ServiceProcess start(
            RunningDatabase database, Path home, String name, Map<String, String> environment) {
        Map<String, String> whole = new HashMap<>(database.environment(Service.REGISTRY));
        whole.putAll(environment);
        return ServiceProcess.start(new Launch(
                Service.REGISTRY,
                database.engine(),
                name,
                home,
                0,
                Settings.small(database, home).jvmOptions(),
                whole));
    }
}
