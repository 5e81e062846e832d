package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.ConfigMappings.Group;
import estiva.system.ConfigMappings.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} has every key, as the Javadoc of its interface says it. */
class ConfigurationPageTest {

    private static final Path PAGE = Project.root().resolve("docs/configuration.md");
    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(\\s*name = \"(estiva\\.[^\"]+)\"");

    /** Interfaces of the control tables, which no module's name tells the readers of. */
    private static final Map<String, String> READERS =
            Map.of("estiva.http", "all", "estiva.files", "registry, worker", "estiva.worker.allow", "registry, worker");

    @Test
    void everyKeyHasItsJavadoc() throws IOException {
        List<Group> groups = ConfigMappings.read();

        assertThat(groups)
                .allSatisfy(
                        group -> assertThat(group.intro()).as(group.prefix()).isNotEmpty());
        assertThat(groups.stream().flatMap(group -> group.keys().stream()))
                .isNotEmpty()
                .allSatisfy(key ->
                        assertThat(key.meaning()).as("Javadoc of " + key.name()).isNotEmpty());
    }

    @Test
    void thePageIsWhatTheSourcesMakeOfIt() throws IOException {
        String page = page(ConfigMappings.read());
        if (Boolean.getBoolean("estiva.generate")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/configuration.md is not what its sources make of it: run deploy/generate.sh")
                .isEqualTo(page);
    }

    @Test
    void keysThatAreInjectedOneByOneAreOnThePageToo() throws IOException {
        String page = page(ConfigMappings.read());

        for (Path source : ConfigMappings.sources("@ConfigProperty")) {
            INJECTED.matcher(Files.readString(source))
                    .results()
                    .forEach(found -> assertThat(page).as(source.toString()).contains("`" + found.group(1) + "`"));
        }
    }

    private static String page(List<Group> groups) throws IOException {
        String page = template();
        for (Map.Entry<String, List<Group>> part : byPlace(groups).entrySet()) {
            String place = "{" + part.getKey() + "}\n";
            assertThat(page)
                    .as("system-tests/src/test/resources/configuration.md")
                    .contains(place);
            page = page.replace(
                    place,
                    part.getValue().stream().map(ConfigurationPageTest::table).collect(Collectors.joining("\n")));
        }
        assertThat(page).as("places of the page that no interface fills").doesNotContain("{estiva");
        return page;
    }

    /** An interface with those inside it, which share the first two parts of their prefix. */
    private static Map<String, List<Group>> byPlace(List<Group> groups) {
        return groups.stream().collect(Collectors.groupingBy(ConfigurationPageTest::place));
    }

    private static String place(Group group) {
        if (READERS.containsKey(group.prefix())) {
            return group.prefix();
        }
        return Stream.of(group.prefix().split("\\.")).limit(2).collect(Collectors.joining("."));
    }

    private static String table(Group group) {
        String intro = group.prefix().equals(place(group)) ? "" : "`" + group.prefix() + ".*`: ";
        return intro + group.intro() + "\n\n"
                + "| key | environment variable | default | read by | meaning |\n|---|---|---|---|---|\n"
                + group.keys().stream().map(key -> row(group, key)).collect(Collectors.joining());
    }

    private static String row(Group group, Key key) {
        String value = key.defaultValue() == null ? shared(key.name()) : key.defaultValue();
        return "| `" + key.name() + "` | `" + environment(key.name()) + "` | "
                + (value == null ? "" : "`" + value + "` ") + "| " + readers(group) + " | "
                + key.meaning().replace("|", "\\|") + " |\n";
    }

    private static String environment(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static String readers(Group group) {
        String readers = group.module().endsWith("-service")
                ? group.module().replace("-service", "")
                : READERS.get(place(group));
        assertThat(readers).as("who reads " + group.prefix()).isNotNull();
        return readers;
    }

    /** A default of all services, which stands in their configuration and not in the interface. */
    private static String shared(String key) {
        Properties properties = new Properties();
        Path file = Project.root().resolve("control-tables/src/main/resources/META-INF/microprofile-config.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties.getProperty(key);
    }

    private static String template() throws IOException {
        try (InputStream in = ConfigurationPageTest.class.getResourceAsStream("/configuration.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
