package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import estiva.control.alert.Alerts;
import estiva.control.imports.ImportSpecs;
import estiva.control.imports.InvalidSpec;
import estiva.system.MarkdownFile.Block;
import estiva.system.MarkdownFile.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents say is so, as far as it can be told without a running service. */
class DocumentsTest {

    private static final int MOST_WORDS = 1_000;
    private static final Pattern METER =
            Pattern.compile("(?:counter|gauge|timer|summary|builder)\\(\\s*\"(estiva\\.[a-z.]+)\"");
    private static final Pattern METRIC = Pattern.compile("(?m)^\\| `(estiva_[a-z_]+?)(?:_total|_seconds)?` \\|");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyLinkWithinTheProjectLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (MarkdownFile file : MarkdownFile.all()) {
            for (Link link : file.links()) {
                if (!link.target().matches("[a-z]+:.*") && !leadsSomewhere(file, link.target())) {
                    broken.add(Project.root().relativize(file.path()) + ":" + link.line() + " " + link.target());
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(MarkdownFile from, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty()
                ? from.path()
                : from.path().resolveSibling(parts[0]).normalize();
        boolean isOurs = file.startsWith(Project.root()) && Files.exists(file);
        return isOurs && (parts.length == 1 || MarkdownFile.of(file).anchors().contains(parts[1]));
    }

    @Test
    void theReadmeIsShort() throws IOException {
        String readme = Files.readString(Project.root().resolve("README.md"));

        assertThat(readme.strip().split("\\s+")).hasSizeLessThanOrEqualTo(MOST_WORDS);
    }

    @Test
    void theReadmeLeadsToEveryPage() throws IOException {
        List<String> linked = MarkdownFile.of(Project.root().resolve("README.md")).links().stream()
                .map(Link::target)
                .toList();

        for (MarkdownFile page : MarkdownFile.guide()) {
            String path = Project.root().relativize(page.path()).toString();
            assertThat(path.equals("README.md") || linked.contains(path))
                    .as(path)
                    .isTrue();
        }
    }

    @Test
    void everyDefinitionCanBePut() throws IOException {
        List<String> faults = new ArrayList<>();
        int count = 0;
        for (MarkdownFile page : MarkdownFile.guide()) {
            for (Block block : page.blocks()) {
                if (block.is("json", "definition") || block.is("json", "format")) {
                    faults(block).forEach(fault -> faults.add(block + " " + fault));
                    count++;
                } else if (block.is("json")) {
                    faults.add(block + " is JSON that nothing looks at: mark it");
                }
            }
        }

        assertThat(faults).isEmpty();
        assertThat(count).isGreaterThan(10);
    }

    private static List<String> faults(Block block) throws IOException {
        JsonNode json = JSON.readTree(block.text());
        if (block.is("json", "format")) {
            ObjectNode whole = JSON.createObjectNode().put("target", "T");
            whole.set("format", json);
            json = whole;
        }
        try {
            ImportSpecs.read(json);
            return List.of();
        } catch (InvalidSpec e) {
            return e.violations().stream()
                    .map(it -> it.pointer() + " " + it.message())
                    .toList();
        }
    }

    @Test
    void everyMetricOfTheServicesIsOnItsPage() throws IOException {
        String page = Files.readString(Project.root().resolve("docs/operations.md"));
        Set<String> documented =
                METRIC.matcher(page).results().map(it -> it.group(1)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(meters());
    }

    private static Set<String> meters() throws IOException {
        Set<String> meters = new TreeSet<>();
        for (Path source : ConfigMappings.sources("MeterRegistry")) {
            METER.matcher(Files.readString(source))
                    .results()
                    .forEach(it -> meters.add(it.group(1).replace('.', '_')));
        }
        return meters;
    }

    @Test
    void everyKindOfAlertIsOnItsPage() throws IOException {
        String page = Files.readString(Project.root().resolve("docs/operations.md"));

        assertThat(Alerts.Kind.values()).allSatisfy(kind -> assertThat(page).contains("| `" + kind + "` |"));
    }
}
