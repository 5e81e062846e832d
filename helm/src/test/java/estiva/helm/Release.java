package estiva.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The objects of one rendering, to be asked. */
record Release(List<JsonNode> objects) {

    static Release of(String shape) {
        return new Release(Chart.render(Chart.shape(shape)));
    }

    Stream<JsonNode> all(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    Optional<JsonNode> find(String kind, String name) {
        return all(kind)
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    /** The objects that make pods, and the pods that stand for themselves. */
    Stream<JsonNode> workloads() {
        return objects.stream()
                .filter(object -> !podLabels(object).isMissingNode() && object.findValue("containers") != null);
    }

    static JsonNode podLabels(JsonNode workload) {
        boolean isPod = workload.path("kind").asText().equals("Pod");
        return workload.at(isPod ? "/metadata/labels" : "/spec/template/metadata/labels");
    }

    static JsonNode podSpec(JsonNode workload) {
        return workload.path("kind").asText().equals("Pod")
                ? workload.path("spec")
                : workload.at("/spec/template/spec");
    }

    /** Whether the labels have all that the selector wants. */
    static boolean selects(JsonNode selector, JsonNode labels) {
        return selector.path("matchLabels").properties().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    }

    /** The one container's variable, as it stands there; missing if it is not set. */
    static JsonNode env(JsonNode workload, String name) {
        return named(podSpec(workload).at("/containers/0/env"), name);
    }

    /** The text of the one container's variable; empty if it is not set, or comes from elsewhere. */
    static String value(JsonNode workload, String name) {
        return env(workload, name).path("value").asText();
    }

    /** From which secret the one container's variable comes; empty if it comes from none. */
    static String secretOf(JsonNode workload, String name) {
        return env(workload, name).at("/valueFrom/secretKeyRef/name").asText();
    }

    /** The item of that name; missing if there is none. */
    static JsonNode named(JsonNode list, String name) {
        return items(list)
                .filter(item -> item.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
