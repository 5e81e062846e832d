package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a migration grants, against the statements that each service can reach: none missing, none too many. */
class GrantsTest {

    private static final Pattern READS = Pattern.compile("(?<!DELETE )\\b(?:FROM|JOIN) +(\\w+)");
    private static final Pattern WRITES = Pattern.compile("\\b(INSERT INTO|UPDATE|DELETE FROM) +(\\w+|<table>)");
    private static final Pattern UNTOLD = Pattern.compile("\\b(INSERT INTO|UPDATE|DELETE FROM) +[^\\w<]");
    private static final Pattern GRANT = Pattern.compile("(?m)^GRANT ([A-Z, ]+?) +ON (\\w+) +TO (\\w+);");

    private static final CalledCode CODE =
            CalledCode.of(Stream.of("control-tables", "registry-service", "dispatcher-service", "worker-service")
                    .map(module -> Project.root().resolve(module).resolve("target/classes"))
                    .toList());

    @ParameterizedTest
    @ValueSource(strings = {"registry", "dispatcher", "worker"})
    void aServiceIsGrantedWhatItsStatementsNeedAndNoMore(String service) throws IOException {
        Map<String, Set<String>> needed = needed(service);
        needed.put("estiva_schema_history", Set.of("SELECT")); // Flyway reads it: is the schema current?
        if (service.equals("worker")) {
            needed.put("DeploymentCheck", Set.of("SELECT", "INSERT")); // the target of the checklist's import
        }

        assertThat(granted("estiva_" + service)).isEqualTo(needed);
    }

    @Test
    void theScalerMayReadItsViewOnly() throws IOException {
        assertThat(granted("estiva_scaler")).isEqualTo(Map.of("WorkerDemand", Set.of("SELECT")));
    }

    @Test
    void reportsMayReadEveryTableAndViewAndWriteNone() throws IOException {
        Map<String, Set<String>> all = new TreeMap<>();
        tables().forEach(table -> all.put(table, Set.of("SELECT")));
        all.put("WorkerDemand", Set.of("SELECT"));

        assertThat(granted("estiva_reports")).isEqualTo(all);
    }

    private static Map<String, Set<String>> needed(String service) throws IOException {
        Set<String> tables = tables();
        Map<String, Set<String>> needed = new TreeMap<>();
        BiConsumer<String, String> need = (table, right) -> tables.stream()
                .filter(table::equalsIgnoreCase)
                .forEach(known ->
                        needed.computeIfAbsent(known, name -> new TreeSet<>()).add(right));
        CODE.textsReachedFrom("estiva/" + service + "/").forEach((type, texts) -> {
            for (String text : texts) {
                READS.matcher(text).results().forEach(read -> need.accept(read.group(1), "SELECT"));
                WRITES.matcher(text)
                        .results()
                        .forEach(write -> targets(write, texts).forEach(table -> {
                            need.accept(table, write.group(1).split(" ")[0]);
                            if (!write.group(1).startsWith("INSERT")) {
                                need.accept(table, "SELECT"); // its WHERE reads
                            }
                        }));
                boolean isControl = type.startsWith("estiva/control/");
                assertThat(isControl && UNTOLD.matcher(text).find())
                        .as("%s hides its table: %s", type, text)
                        .isFalse();
            }
        });
        EntityRights.of(service).forEach((table, rights) -> rights.forEach(right -> need.accept(table, right)));
        return needed;
    }

    /** The table that a statement writes; where that is a template's, those that its class names. */
    private static Set<String> targets(MatchResult write, Set<String> texts) {
        return write.group(2).equals("<table>") ? texts : Set.of(write.group(2));
    }

    private static Map<String, Set<String>> granted(String role) throws IOException {
        Map<String, Set<String>> granted = new TreeMap<>();
        String script =
                Files.readString(Project.root().resolve("control-tables/src/main/resources/db/sqlserver/grants.sql"));
        for (Matcher grant = GRANT.matcher(script); grant.find(); ) {
            if (grant.group(3).equals(role)) {
                granted.computeIfAbsent(grant.group(2), table -> new TreeSet<>())
                        .addAll(List.of(grant.group(1).split(", *")));
            }
        }
        return granted;
    }

    static Set<String> tables() throws IOException {
        Path migrations = Project.root().resolve("control-tables/src/main/resources/db/common");
        Pattern create = Pattern.compile("CREATE TABLE (\\w+)");
        try (Stream<Path> files = Files.list(migrations)) {
            return files.map(GrantsTest::text)
                    .flatMap(text -> create.matcher(text).results())
                    .map(table -> table.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
