package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that would not do what they seem to say are refused, and named. */
class ValuesSchemaTest {

    @TempDir
    Path scratch;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{registri: {}}                                                        | registri",
                "{worker: {replicas: 3}}                                               | replicas",
                "{worker: {scaling: {keda: {enabled: true}, hpa: {enabled: true}}}}    | hpa",
                "{worker: {scaling: {mode: both}}}                                     | /worker/scaling/mode",
                "{worker: {scaling: {mode: [keda, hpa]}}}                              | /worker/scaling/mode",
                "{worker: {scaling: {mode: hpa, minReplicas: 0}}}                      | /worker/scaling/minReplicas",
                "{worker: {scaling: {scaleDownSeconds: 60}}}                           | /worker/scaling/scaleDownSeconds",
                "{worker: {scaling: {mode: keda}}}                                     | worker.scaling.existingSecret",
                "{worker: {scaling: {mode: hpa, minReplicas: 3, maxReplicas: 2}}}      | worker.scaling.maxReplicas",
                "{worker: {slots: 0}}                                                  | /worker/slots",
                "{worker: {slots: eight}}                                              | /worker/slots",
                "{worker: {maxUnavailable: 0%}}                                        | /worker/maxUnavailable",
                "{worker: {resources: {limits: null}}}                                 | /worker/resources",
                "{worker: {resources: {limits: {memory: much}}}}                       | /worker/resources/limits/memory",
                "{database: {password: geheim}}                                        | password",
                "{database: {host: ''}}                                                | database.host or database.url",
                "{database: {existingSecret: ''}}                                      | database.existingSecret",
                "{database: {port: 0}}                                                 | /database/port",
                "{database: {url: 'jdbc:sqlserver://h;user=sa;password=geheim'}}       | /database/url",
                "{database: {url: 'jdbc:h2:mem:x'}}                                    | /database/url",
                "{database: {properties: 'encrypt=true;Password = geheim'}}            | /database/properties",
                "{registry: {extraEnv: [{name: PROXY_PASSWORD, value: geheim}]}}       | /registry/extraEnv/0",
                "{registry: {javaOptions: -Dquarkus.datasource.password=geheim}}       | /registry/javaOptions",
                "{registry: {ingress: {enabled: true}}}                                | /registry/ingress/hosts",
                "{registry: {gateway: {enabled: true}}}                                | /registry/gateway/parentRefs",
                "{registry: {image: {digest: sha256:12}}}                              | /registry/image/digest",
                "{registry: {podAnnotations: {a: 1}}}                                  | /registry/podAnnotations/a",
                "{dispatcher: {replicas: 0}}                                           | /dispatcher/replicas",
                "{image: {tag: latest}}                                                | /image/tag",
                "{migrate: {extraEnv: [{name: A_TOKEN, value: geheim}]}}               | /migrate/extraEnv/0",
                "{migrate: {replicas: 2}}                                              | replicas",
                "{checklist: {tolerations: {}}}                                        | /checklist/tolerations",
                "{worker: {deletionCost: {enabled: yes please}}}                       | /worker/deletionCost/enabled",
                "{checklist: {image: curlimages/curl}}                                 | /checklist/image",
                "{checklist: {image: 'curlimages/curl:latest'}}                        | /checklist/image",
                "{podSecurity: {runAsUser: 0}}                                         | /podSecurity/runAsUser",
                "{podSecurity: {privileged: true}}                                     | privileged",
                "{files: {accessModes: [ReadOnlyMany]}}                                | /files/accessModes/0",
                "{files: {store: s3}}                                                  | /files/s3/bucket",
                "{files: {store: azure, azure: {existingSecret: s}}}                   | /files/azure/container",
                "{files: {store: azure, azure: {container: in-box}}}                   | /files/azure/existingSecret",
                "{files: {azure: {account: My_Account}}}                               | /files/azure/account",
                "{files: {azure: {endpoint: 'https://a.example.org/?sig=geheim'}}}     | /files/azure/endpoint",
                "{files: {azure: {key: geheim}}}                                       | key",
                "{files: {s3: {secretAccessKey: geheim}}}                              | secretAccessKey",
                "{networkPolicy: {clients: [{pods: {}}]}}                              | pods",
            })
    void isRefusedAndNamed(String values, String named) {
        assertThatThrownBy(() -> Chart.render(scratch, values)).hasMessageContaining(named);
    }

    @Test
    void whatTheRefusedValuesAreLaidOverIsTaken() {
        assertThatCode(() -> Chart.render(scratch, "{}")).doesNotThrowAnyException();
    }

    @Test
    void everyObjectOfValuesRefusesUnknownKeys() throws IOException {
        JsonNode schema = Chart.yaml(Chart.HOME.resolve("values.schema.json"));

        assertThat(open("", schema, Chart.yaml(Chart.HOME.resolve("values.yaml")), schema))
                .isEmpty();
    }

    /** The values' objects with keys of our own that would take any key. */
    private static List<String> open(String path, JsonNode schema, JsonNode values, JsonNode root) {
        if (!values.isObject() || values.isEmpty()) {
            return List.of();
        }
        List<JsonNode> schemas = withThoseItRefersTo(schema, root);
        List<String> found = new ArrayList<>();
        if (schemas.stream().noneMatch(one -> one.has("additionalProperties") || one.has("unevaluatedProperties"))) {
            found.add(path);
        }
        values.properties().forEach(member -> {
            JsonNode next = schemas.stream()
                    .map(one -> one.path("properties").path(member.getKey()))
                    .filter(one -> !one.isMissingNode())
                    .findFirst()
                    .orElseGet(MissingNode::getInstance);
            found.addAll(open(path + "/" + member.getKey(), next, member.getValue(), root));
        });
        return found;
    }

    private static List<JsonNode> withThoseItRefersTo(JsonNode schema, JsonNode root) {
        return Stream.iterate(
                        schema,
                        one -> !one.isMissingNode(),
                        one -> one.has("$ref")
                                ? root.at(one.path("$ref").asText().substring(1))
                                : MissingNode.getInstance())
                .toList();
    }
}
