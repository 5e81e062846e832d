package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every connection to SQL Server that this project documents or makes is encrypted, and to a server that is known. What the
 * chart's templates make stands in deploy/kubernetes too, what they say in {@link ScalingTest}.
 */
class ConnectionsTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern CONNECTION = Pattern.compile("(?:jdbc:)?sqlserver://[^\\s`'\"|]*[^\\s`'\"|.,]");
    private static final Pattern SQLCMD = Pattern.compile("^(?!.*`sqlcmd`).*\\bsqlcmd -.*$", Pattern.MULTILINE);
    private static final Set<String> ENDINGS = Set.of("md", "yaml", "sh", "sql", "txt", "properties");
    /** A server of their own, on the machine or in the namespace itself, which has made its certificate itself. */
    private static final List<String> FOR_TRIALS =
            List.of("deploy/compose.yaml", "deploy/kubernetes/overlays/dev/kustomization.yaml");

    @Test
    void everyConnectionIsEncrypted() throws IOException {
        List<String> connections = found(CONNECTION, FOR_TRIALS, false);

        assertThat(connections).hasSizeGreaterThan(5).allSatisfy(connection -> {
            assertThat(connection).contains("encrypt=true");
            assertThat(connection.toLowerCase(Locale.ROOT)).doesNotContain("trustservercertificate=true");
        });
        assertThat(connections)
                .filteredOn(connection -> !connection.contains("jdbc:"))
                .isNotEmpty()
                .allSatisfy(connection -> assertThat(connection).contains("TrustServerCertificate=false"));
        assertThat(found(CONNECTION, FOR_TRIALS, true))
                .hasSize(2)
                .allSatisfy(connection -> assertThat(connection).contains("encrypt=true"));
    }

    @Test
    void everyScriptIsSentEncrypted() throws IOException {
        assertThat(found(SQLCMD, List.of(), false))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("(?s).*sqlcmd (-N|-C) .*"));
    }

    private static List<String> found(Pattern wanted, List<String> files, boolean inThese) throws IOException {
        try (Stream<Path> all = Files.walk(PROJECT)) {
            Set<String> found = new TreeSet<>();
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String path = PROJECT.relativize(file).toString().replace('\\', '/');
                boolean isOurs = ENDINGS.contains(path.substring(path.lastIndexOf('.') + 1))
                        && !path.matches("(.*/)?(target|\\.git|templates)/.*");
                if (isOurs && files.contains(path) == inThese) {
                    wanted.matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group)
                            .forEach(match -> found.add(path + ": " + match));
                }
            }
            return List.copyOf(found);
        }
    }
}
