package estiva.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart beside this module's sources, and what Helm makes of it. */
final class Chart {

    static final Path HOME = Path.of("estiva");
    static final YAMLMapper YAML = new YAMLMapper();
    private static final String KUBERNETES = "v1.34.0";

    // Helm's library leaves hooks out of what it prints: they are hidden from it.
    private static final String HOOK = "helm.sh/hook:";
    private static final String HIDDEN_HOOK = "hidden/hook:";
    private static final Path WITHOUT_HOOKS = withoutHooks();

    private Chart() {}

    /** A file of values for each shape that people install. */
    static Stream<Path> shapes() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("ci"))) {
            return files.sorted().toList().stream();
        }
    }

    static Path shape(String name) {
        return HOME.resolve("ci").resolve(name + "-values.yaml");
    }

    /** All objects of the release "estiva" in the namespace "loads", its hooks and tests among them. */
    static List<JsonNode> render(Path values) {
        return documents(text(values));
    }

    /** As the shape "minimal", with values laid over it. */
    static List<JsonNode> render(Path scratch, String yaml) throws IOException {
        return render(overlaid(scratch, yaml));
    }

    /** What Helm prints; its complaint is the message of an {@link IllegalStateException}. */
    static String text(Path values) {
        return new Helm(WITHOUT_HOOKS)
                .template()
                .withName("estiva")
                .withNamespace("loads")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values)
                .call()
                .replace(HIDDEN_HOOK, HOOK);
    }

    /** What Helm tells whoever has installed the chart. */
    static String notes(Path values) {
        String output = new Helm(HOME)
                .install()
                .withName("estiva")
                .withNamespace("loads")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values)
                .clientOnly()
                .dryRun()
                .call()
                .getOutput();
        return output.substring(output.indexOf("NOTES:"));
    }

    /** Lints a copy of the chart in which the values are the defaults: Helm's library lints with no other. */
    static LintResult lint(Path values, Path scratch) throws IOException {
        Path copy = copy(scratch.resolve("estiva"));
        JsonNode merged = merge(yaml(HOME.resolve("values.yaml")), yaml(values));
        YAML.writeValue(copy.resolve("values.yaml").toFile(), merged);
        return new Helm(copy).lint().strict().call();
    }

    static List<JsonNode> documents(String yaml) {
        try (var documents = new ObjectMapper()
                .readerFor(JsonNode.class)
                .with(YAML.getFactory())
                .<JsonNode>readValues(yaml)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(yaml, e);
        }
    }

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    private static Path withoutHooks() {
        try {
            Path copy = copy(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chart"));
            try (Stream<Path> files = Files.walk(copy.resolve("templates"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.writeString(file, Files.readString(file).replace(HOOK, HIDDEN_HOOK));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.toList()) {
                Path place = target.resolve(HOME.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(file, place);
                }
            }
        }
        return target;
    }

    private static Path overlaid(Path scratch, String yaml) throws IOException {
        Path file = Files.createTempFile(scratch, "values", ".yaml");
        YAML.writeValue(file.toFile(), merge(yaml(shape("minimal")), YAML.readTree(yaml)));
        return file;
    }

    /** As Helm merges: objects member by member, a null takes a member away. */
    private static JsonNode merge(JsonNode base, JsonNode over) {
        if (!(base instanceof ObjectNode) || !(over instanceof ObjectNode)) {
            return over;
        }
        ObjectNode merged = base.deepCopy();
        over.properties().forEach(member -> {
            JsonNode below = merged.get(member.getKey());
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), below == null ? member.getValue() : merge(below, member.getValue()));
            }
        });
        return merged;
    }
}
