package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where clients' files are, and which of a release's objects reach them. */
class ClientFilesTest {

    @Test
    void filesMayBeInABucket() {
        Release release = Release.of("bucket");

        for (String service : List.of("registry", "worker")) {
            JsonNode deployment = release.get("Deployment", "estiva-" + service);
            assertThat(Release.value(deployment, "ESTIVA_FILES_STORE")).isEqualTo("s3");
            assertThat(Release.value(deployment, "ESTIVA_FILES_S3_BUCKET")).isEqualTo("client-files");
            assertThat(Release.value(deployment, "ESTIVA_FILES_S3_ENDPOINT"))
                    .isEqualTo("https://minio.example.org:9000");
            assertThat(Release.secretOf(deployment, "AWS_SECRET_ACCESS_KEY")).isEqualTo("estiva-bucket");
            JsonNode egress = release.get("NetworkPolicy", "estiva-" + service).at("/spec/egress");
            assertThat(egress.findValuesAsText("cidr")).containsExactly("10.30.0.0/24");
        }
        JsonNode dispatcher = release.get("Deployment", "estiva-dispatcher");
        assertThat(Release.env(dispatcher, "AWS_SECRET_ACCESS_KEY").isMissingNode())
                .isTrue();
        assertThat(release.get("NetworkPolicy", "estiva-dispatcher").findValuesAsText("cidr"))
                .isEmpty();
        assertThat(release.all("PersistentVolumeClaim")).isEmpty();
        assertThat(release.objects()).noneMatch(object -> object.findValue("persistentVolumeClaim") != null);
    }

    @Test
    void filesMayBeInAContainerOfAzure() {
        Release release = Release.of("azure");

        for (String service : List.of("registry", "worker")) {
            JsonNode deployment = release.get("Deployment", "estiva-" + service);
            assertThat(Release.value(deployment, "ESTIVA_FILES_STORE")).isEqualTo("azure");
            assertThat(Release.value(deployment, "ESTIVA_FILES_AZURE_CONTAINER"))
                    .isEqualTo("client-files");
            assertThat(Release.value(deployment, "ESTIVA_FILES_AZURE_PREFIX")).isEqualTo("incoming");
            assertThat(Release.value(deployment, "ESTIVA_FILES_AZURE_ACCOUNT")).isEqualTo("exampleaccount");
            for (String secret : List.of("CONNECTION_STRING", "KEY", "SAS_TOKEN")) {
                JsonNode key =
                        Release.env(deployment, "ESTIVA_FILES_AZURE_" + secret).at("/valueFrom/secretKeyRef");
                assertThat(key.path("name").asText()).isEqualTo("estiva-storage");
                assertThat(key.path("key").asText()).isEqualTo(secret);
                assertThat(key.path("optional").asBoolean()).isTrue();
            }
            JsonNode egress = release.get("NetworkPolicy", "estiva-" + service).at("/spec/egress");
            assertThat(egress.findValuesAsText("cidr")).containsExactly("10.40.0.0/24");
        }
        JsonNode dispatcher = release.get("Deployment", "estiva-dispatcher");
        assertThat(Release.env(dispatcher, "ESTIVA_FILES_AZURE_KEY").isMissingNode())
                .isTrue();
        assertThat(release.all("PersistentVolumeClaim")).isEmpty();
        assertThat(release.objects()).noneMatch(object -> object.findValue("persistentVolumeClaim") != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "production", "existing-files"})
    void registriesOnlyReadTheFilesThatWorkersMove(String shape) {
        Release release = Release.of(shape);

        List<JsonNode> mounts = release.all("Deployment")
                .flatMap(deployment -> Release.items(Release.podSpec(deployment).at("/containers/0/volumeMounts")))
                .filter(mount -> mount.path("name").asText().equals("files"))
                .toList();

        assertThat(mounts)
                .hasSize(2)
                .allMatch(mount -> mount.path("mountPath").asText().equals("/files"));
        assertThat(mounts)
                .extracting(mount -> mount.path("readOnly").asBoolean())
                .containsExactly(true, false);
    }

    @Test
    void clientsFilesOutliveTheRelease() {
        JsonNode claim = Release.of("minimal").get("PersistentVolumeClaim", "estiva-files");

        assertThat(claim.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                .isEqualTo("keep");
        assertThat(Release.of("existing-files").all("PersistentVolumeClaim")).isEmpty();
    }
}
