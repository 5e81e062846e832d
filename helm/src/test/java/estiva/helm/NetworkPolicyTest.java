package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing flows but what must. */
class NetworkPolicyTest {

    private final Release release = Release.of("production");

    @Test
    void onePolicyDeniesAllTrafficOfAllPods() {
        JsonNode spec = release.get("NetworkPolicy", "estiva-deny").path("spec");

        assertThat(release.workloads())
                .allMatch(workload -> Release.selects(spec.path("podSelector"), Release.podLabels(workload)));
        assertThat(spec.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(spec.has("ingress") || spec.has("egress")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "dispatcher", "worker", "migrate"})
    void whatWorksOnTheDatabaseReachesItAndDnsAndNothingElse(String component) {
        JsonNode egress = policyOf(component).at("/spec/egress");

        assertThat(ports(egress)).containsExactlyInAnyOrder(1433, 53, 53);
        assertThat(egress.at("/0/to/0/ipBlock/cidr").asText()).isEqualTo("10.20.0.0/24");
        assertThat(egress.at("/1/to/0/namespaceSelector/matchLabels").has("kubernetes.io/metadata.name"))
                .isTrue();
    }

    @Test
    void aWorkerReachesTheApiServerIfItsDeletionCostIsWanted() {
        Release hpa = Release.of("hpa");

        JsonNode egress = hpa.get("NetworkPolicy", "estiva-worker").at("/spec/egress");
        assertThat(ports(egress)).containsExactlyInAnyOrder(1433, 53, 53, 6443);
        assertThat(egress.at("/2/to/0/ipBlock/cidr").asText()).isEqualTo("10.40.0.1/32");
        assertThat(ports(hpa.get("NetworkPolicy", "estiva-dispatcher").at("/spec/egress")))
                .doesNotContain(6443);
    }

    @Test
    void dnsMayBeElsewhere() {
        Release openShift = Release.of("openshift");

        for (String component : List.of("registry", "dispatcher", "worker", "migrate", "checklist")) {
            JsonNode egress =
                    openShift.get("NetworkPolicy", "loads-" + component).at("/spec/egress");
            assertThat(ports(egress)).contains(5353).doesNotContain(53);
            assertThat(egress.findValuesAsText("kubernetes.io/metadata.name")).containsExactly("openshift-dns");
        }
    }

    @Test
    void theChecklistReachesTheRegistryAndDnsOnly() {
        JsonNode egress = policyOf("checklist").at("/spec/egress");

        assertThat(egress.at("/0/to")).hasSize(1);
        JsonNode registry = Release.podLabels(release.get("Deployment", "estiva-registry"));
        assertThat(Release.selects(egress.at("/0/to/0/podSelector"), registry)).isTrue();
        assertThat(egress).hasSize(2);
    }

    @Test
    void theRegistryIsCalledByItsClientsTheChecklistAndMonitoring() {
        JsonNode from = policyOf("registry").at("/spec/ingress/0/from");

        assertThat(from).hasSize(2);
        assertThat(Release.selects(
                        from.at("/0/podSelector"), Release.podLabels(release.get("Pod", "estiva-checklist"))))
                .isTrue();
        assertThat(names(from)).containsExactly("ingress");
        assertThat(names(policyOf("registry").at("/spec/ingress/1/from"))).containsExactly("monitoring");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher", "worker"})
    void nobodyCallsTheOthersButMonitoring(String component) {
        JsonNode ingress = policyOf(component).at("/spec/ingress");

        assertThat(ingress).hasSize(1);
        assertThat(names(ingress.at("/0/from"))).containsExactly("monitoring");
    }

    private JsonNode policyOf(String component) {
        JsonNode policy = release.get("NetworkPolicy", "estiva-" + component);
        List<JsonNode> selected = release.workloads()
                .filter(workload -> Release.selects(policy.at("/spec/podSelector"), Release.podLabels(workload)))
                .toList();
        assertThat(selected).hasSize(1);
        assertThat(selected.get(0).at("/metadata/name").asText()).isEqualTo("estiva-" + component);
        return policy;
    }

    private static List<Integer> ports(JsonNode egress) {
        return egress.findValues("port").stream().map(JsonNode::asInt).toList();
    }

    private static Set<String> names(JsonNode peers) {
        return Release.items(peers)
                .map(peer -> peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                        .asText())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
