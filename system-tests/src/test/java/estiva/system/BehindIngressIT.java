package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.Cluster.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A registry as the chart starts it behind an ingress or a gateway, which speaks TLS in its stead. */
class BehindIngressIT {

    @Test
    void itsAddressesAreThoseThatItsClientsUse() throws IOException, InterruptedException {
        Path home = TestCluster.home(BehindIngressIT.class);
        try (RunningDatabase database = TestCluster.database(home);
                Cluster cluster = new Cluster(
                        Settings.small(database, home).with("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true"))) {
            cluster.launchRegistry();
            URI registry = cluster.awaitReady().registry().uri("/api/v1/processes");
            cluster.client().putImport("Any", "{\"target\":\"AnyTable\"}");

            HttpRequest registration = HttpRequest.newBuilder(registry)
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Port", "443")
                    .POST(BodyPublishers.ofString("""
                            {"processName":"ClienteA","importName":"Any","files":[{"fileName":"a.csv"}]}"""))
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(registration, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(answer.headers().firstValue("Location").orElseThrow())
                    .matches("https://localhost(:443)?/api/v1/processes/\\d+");
        }
    }
}
