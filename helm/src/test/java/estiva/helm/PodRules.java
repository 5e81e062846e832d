package estiva.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What must hold of every pod that is deployed: Kubernetes' restricted standard, and some more. */
final class PodRules {

    private static final Set<String> LONG_RUNNING = Set.of("Deployment", "StatefulSet");
    private static final Set<String> VOLUMES =
            Set.of("configMap", "emptyDir", "persistentVolumeClaim", "projected", "secret", "csi", "ephemeral");

    private final List<String> violations = new ArrayList<>();

    private PodRules() {}

    /** What is wrong with the object's pod; empty for an object that makes none. */
    static List<String> violations(JsonNode object) {
        PodRules rules = new PodRules();
        String kind = object.path("kind").asText();
        JsonNode pod = kind.equals("Pod") ? object.path("spec") : object.at("/spec/template/spec");
        if (pod.path("containers").isArray()) {
            rules.check(kind + " " + object.at("/metadata/name").asText(), pod, LONG_RUNNING.contains(kind));
        }
        return rules.violations;
    }

    private void check(String name, JsonNode pod, boolean longRunning) {
        demand(
                name,
                "automountServiceAccountToken: false",
                pod.path("automountServiceAccountToken").equals(no()));
        demand(name, "enableServiceLinks: false", pod.path("enableServiceLinks").equals(no()));
        JsonNode security = pod.path("securityContext");
        demand(name, "runAsNonRoot", security.path("runAsNonRoot").asBoolean());
        demand(
                name,
                "no user 0",
                security.path("runAsUser").asInt(1) > 0
                        && security.path("runAsGroup").asInt(1) > 0);
        demand(
                name,
                "seccompProfile",
                security.at("/seccompProfile/type").asText().equals("RuntimeDefault"));
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            demand(name, "no " + host, !pod.path(host).asBoolean());
        }
        each(
                pod.path("volumes"),
                volume -> demand(
                        name,
                        "no volume of the node: " + volume,
                        VOLUMES.stream().anyMatch(volume::has)));
        Stream.of("containers", "initContainers")
                .forEach(list -> each(
                        pod.path(list),
                        container -> check(name + ", " + container.path("name").asText(), container)));
        if (longRunning) {
            each(pod.path("containers"), container -> {
                Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                        .forEach(probe -> demand(name, probe, container.hasNonNull(probe)));
                // What is not ready for want of a database must not be restarted for it.
                for (String probe : List.of("startupProbe", "livenessProbe")) {
                    String path = container.at("/" + probe + "/httpGet/path").asText();
                    demand(name, "a " + probe + " that is not readiness", !path.endsWith("/ready"));
                }
            });
        }
    }

    private void check(String name, JsonNode container) {
        JsonNode security = container.path("securityContext");
        demand(
                name,
                "readOnlyRootFilesystem",
                security.path("readOnlyRootFilesystem").asBoolean());
        demand(
                name,
                "allowPrivilegeEscalation: false",
                security.path("allowPrivilegeEscalation").equals(no()));
        demand(name, "not privileged", !security.path("privileged").asBoolean());
        demand(name, "drop ALL", security.at("/capabilities/drop").toString().equals("[\"ALL\"]"));
        demand(name, "no added capability", security.at("/capabilities/add").isMissingNode());
        demand(name, "no user of its own", security.path("runAsUser").isMissingNode());
        JsonNode resources = container.path("resources");
        demand(name, "request of cpu", resources.at("/requests/cpu").isTextual());
        demand(name, "request of memory", resources.at("/requests/memory").isTextual());
        demand(name, "limit of memory", resources.at("/limits/memory").isTextual());
        String image = container.path("image").asText();
        demand(name, "a pinned image: " + image, image.matches(".+(@sha256:[0-9a-f]{64}|:[^:/]+)"));
        demand(name, "not the latest image: " + image, !image.endsWith(":latest"));
        each(
                container.path("env"),
                variable -> demand(
                        name,
                        "no password in clear: " + variable,
                        !variable.has("value")
                                || !variable.path("name").asText().matches(".*(PASSWORD|SECRET|TOKEN).*")));
    }

    private void demand(String name, String rule, boolean holds) {
        if (!holds) {
            violations.add(name + ": " + rule);
        }
    }

    private static void each(JsonNode list, Consumer<JsonNode> check) {
        Release.items(list).forEach(check);
    }

    private static JsonNode no() {
        return BooleanNode.FALSE;
    }
}
