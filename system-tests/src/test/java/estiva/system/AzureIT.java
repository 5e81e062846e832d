package estiva.system;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.files.FakeAzure;
import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AzureIT extends ObjectStoreCases<FakeAzure> {
    AzureIT() {
        super(new FakeAzure());
    }

    @Override
    Map<String, String> place() {
        return Map.ofEntries(
                entry("ESTIVA_FILES_STORE", "azure"),
                entry("ESTIVA_FILES_AZURE_CONTAINER", FakeAzure.CONTAINER),
                entry("ESTIVA_FILES_AZURE_PREFIX", FakeAzure.PREFIX),
                entry("ESTIVA_FILES_AZURE_CONNECTION_STRING", store.connectionString()));
    }

    @Test
    void whatIsRefusedIsSaidWithoutASecret() throws Exception {
        cluster.registry().putImport("refused", "{\"target\": \"Parcel\"}");
        store.put("refused.csv", "Id\n4\n");
        store.answer("HEAD", 403, "AuthenticationFailed", 1);

        long processId = cluster.registry().register(Registration.of("Refused", "refused", "refused.csv"));

        ProcessRow row = cluster.awaitOver(processId, LIMIT);
        assertThat(row.status())
                .as(row + " " + cluster.tables().files(processId))
                .isEqualTo("Failed");
        assertThat(cluster.tables().files(processId).toString())
                .contains(store.endpoint() + "/files/clients/refused.csv", "AuthenticationFailed");
        assertThat(logs()).contains("refused.csv").doesNotContain(FakeAzure.KEY, "SharedKey ");
    }

    private String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(cluster.files().resolveSibling("logs"))) {
            for (Path each : files.toList()) {
                text.append(Files.readString(each));
            }
        }
        return text.toString();
    }
}
