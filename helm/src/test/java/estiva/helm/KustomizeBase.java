package estiva.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The chart's objects as kustomize takes them: in files, and without what is Helm's. */
final class KustomizeBase {

    static final Path HOME = Path.of("../deploy/kubernetes");

    private static final Map<String, String> PRODUCTION = Map.of(
            "NetworkPolicy", "network-policies",
            "PodDisruptionBudget", "disruption-budgets",
            "ScaledObject", "scaling",
            "TriggerAuthentication", "scaling");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private KustomizeBase() {}

    /** The objects of the chart but for those of `helm test`. */
    static List<JsonNode> objects() {
        return Chart.render(HOME.resolve("values.yaml")).stream()
                .filter(object -> !component(object).equals("checklist"))
                .map(KustomizeBase::withoutHelm)
                .sorted(Comparator.comparing(KustomizeBase::key))
                .toList();
    }

    /** What each file holds. */
    static Map<Path, String> files() {
        Map<Path, String> files = new LinkedHashMap<>();
        objects().stream()
                .collect(Collectors.groupingBy(KustomizeBase::file, LinkedHashMap::new, Collectors.toList()))
                .forEach((file, objects) -> files.put(
                        file,
                        "# From helm/estiva, by deploy/generate.sh\n"
                                + objects.stream().map(KustomizeBase::text).collect(Collectors.joining())));
        return files;
    }

    private static Path file(JsonNode object) {
        String kind = object.path("kind").asText();
        return PRODUCTION.containsKey(kind)
                ? HOME.resolve("overlays/production").resolve(PRODUCTION.get(kind) + ".yaml")
                : HOME.resolve("base").resolve(component(object) + ".yaml");
    }

    static String key(JsonNode object) {
        return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    }

    private static String component(JsonNode object) {
        return object.at("/metadata/labels/app.kubernetes.io~1component").asText();
    }

    private static JsonNode withoutHelm(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        ObjectNode metadata = (ObjectNode) copy.path("metadata");
        for (String part : Set.of("labels", "annotations")) {
            if (metadata.path(part) instanceof ObjectNode entries) {
                entries.properties()
                        .removeIf(entry -> entry.getKey().startsWith("helm.sh/")
                                || entry.getKey().equals("app.kubernetes.io/managed-by"));
                if (entries.isEmpty()) {
                    metadata.remove(part);
                }
            }
        }
        return copy;
    }

    private static String text(JsonNode object) {
        try {
            return YAML.writeValueAsString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
