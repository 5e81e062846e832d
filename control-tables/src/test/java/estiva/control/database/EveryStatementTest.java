package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each statement on the control tables, executed once and rolled back: none is first tried where it matters. They are found
 * in the compiled classes, so a new one is here by itself, and fails until the engine takes it.
 */
class EveryStatementTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static final Path CLASSES = Path.of("target/classes");
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):(\\w+)");
    private static final Pattern DEFINED = Pattern.compile("<(\\w+)>");

    /** Not executed here. By class and beginning: who executes it instead, or why nobody can. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "EmbeddedLogin SET PASSWORD ?", "of H2 alone: EmbeddedDatabaseTest",
            "Grants$Grant GRANT \u0001 ON \u0001 TO \u0001", "needs the roles of logins.sql: OwnLoginsIT",
            "Vendor WITH (READCOMMITTEDLOCK", "a hint, in the statements that have <skipLocked>",
            "Vendor WITH (NOLOCK)", "a hint, in the statements that have <dirty>",
            "Vendor CALL ABORT_SESSION(%d)", "ends a session, of H2: LoadSessionsTest",
            "Vendor KILL %d", "ends a session: LoadSessionsTest");

    /** What comes into the gaps of a text, each as it does in the code. By class and beginning. */
    private static final Map<String, List<String>> GAPS = Map.of(
            "LockTimeout SELECT \u0001",
            List.of("<lockTimeout>"),
            "LockTimeout SET LOCK_TIMEOUT \u0001",
            List.of("500"),
            "StagingTables DROP TABLE IF EXISTS \u0001",
            List.of("NoSuchTable"),
            "Endings UPDATE FileControl SET Status = CASE WHEN NOT EXISTS",
            List.of("WorkerID = :workerId", "WorkerID = :workerId AND LeaseUntil < <now>"),
            "ProcessChanges UPDATE FileControl",
            List.of(
                    "Status = 'Failed'",
                    "Status = 'Failed' AND EXISTS (SELECT 1 FROM Client c WHERE c.ProcessName ="
                            + " FileControl.ProcessName)"),
            "Workers UPDATE Worker SET \u0001",
            List.of("Draining = 1", "Draining = 1, StoppedAt = <now>"));

    private static final Map<String, String> DEFINITIONS = Map.ofEntries(
            Map.entry("visible", "AND ProcessName IN (SELECT r.ProcessName FROM AccessRole r)"),
            Map.entry("adopted", "CASE WHEN MaxAttempts IS NULL THEN 0 ELSE 1 END"),
            Map.entry("table", "FileControl"),
            Map.entry("key", "ProcessID"),
            Map.entry("status", "Failed"),
            Map.entry(
                    "held",
                    "ProcessID IN (:id) AND Status = 'InProgress' AND WorkerID = :workerId"
                            + " AND Fence = CASE ProcessID WHEN :id THEN :fence END"),
            Map.entry("processes", "WHEN :name THEN :processId"),
            Map.entry("workers", "WHEN :id THEN :workerId"),
            Map.entry("workerNames", "WHEN :id THEN :name"),
            Map.entry("leases", "WHEN :id THEN :leaseMillis"),
            Map.entry("ended", "Tracking = 1 AND Status ="),
            Map.entry("change", "Tracking = Tracking"),
            Map.entry("which", "Status = 'Pending'"),
            Map.entry("open", "Status = 'Pending'"),
            Map.entry("reset", "Tracking IN (0, 2) AND Status = 'Pending'"));

    private static final Set<String> OF_VENDOR = Set.of("now", "skipLocked", "dirty");
    private static final Map<String, List<?>> LISTS = Map.of(
            "ends",
            List.of("Completed", "Cancelled"),
            "ids",
            List.of(1L, 2L),
            "keys",
            List.of("k", "l"),
            "names",
            List.of("ClienteA", "ClienteB"));

    private StatementValues values;

    @BeforeEach
    void rows() {
        long processId = tables.register("ClienteA", "a.csv");
        values = new StatementValues(processId, tables.file(processId, 0).fileId());
    }

    @Test
    void isTakenByTheEngine() throws IOException {
        Map<String, String> refused = new LinkedHashMap<>();
        int executed = 0;
        for (String found : statements()) {
            for (String statement : filled(found)) {
                try {
                    execute(statement);
                    executed++;
                } catch (RuntimeException e) {
                    refused.put(statement, e.getMessage());
                }
            }
        }

        assertThat(refused).isEmpty();
        assertThat(executed).isGreaterThan(130);
    }

    @Test
    void isExecutedHereOrSaysWhere() throws IOException {
        List<String> all = all();

        for (String beginning : ELSEWHERE.keySet()) {
            assertThat(all).as("still there").anyMatch(text -> text.startsWith(beginning));
        }
        for (String beginning : GAPS.keySet()) {
            assertThat(all).as("still there").anyMatch(text -> hasGap(text) && text.startsWith(beginning));
        }
    }

    /** Class and text, without those that are only the beginning of another one of the class. */
    private static List<String> all() throws IOException {
        List<String> all = new ArrayList<>();
        StatementTexts.in(CLASSES)
                .forEach((type, texts) -> texts.stream()
                        .map(text -> type + " " + text.replaceAll("\\s+", " ").strip())
                        .forEach(all::add));
        return all.stream()
                .filter(text ->
                        all.stream().noneMatch(other -> other.length() > text.length() && other.startsWith(text)))
                .toList();
    }

    private static List<String> statements() throws IOException {
        boolean isH2 = !TestDatabase.isSqlServer();
        return all().stream()
                .filter(text -> ELSEWHERE.keySet().stream().noneMatch(text::startsWith))
                .filter(text -> !text.contains(isH2 ? " sys." : "INFORMATION_SCHEMA.SESSIONS"))
                .toList();
    }

    private static boolean hasGap(String text) {
        return text.indexOf(StatementTexts.GAP) >= 0;
    }

    /** Without its class, and once for each thing that may be in its gap. */
    private static List<String> filled(String found) {
        String text = found.substring(found.indexOf(' ') + 1);
        if (!hasGap(text)) {
            return List.of(text);
        }
        return GAPS.entrySet().stream()
                .filter(gap -> found.startsWith(gap.getKey()))
                .flatMap(gap -> gap.getValue().stream())
                .map(value -> text.replace(String.valueOf(StatementTexts.GAP), value))
                .toList();
    }

    private void execute(String statement) {
        String sql = statement.replace("<lockTimeout>", tables.database.vendor().lockTimeout());
        try (Handle handle = tables.database.open()) {
            handle.begin();
            try {
                if (sql.startsWith("SELECT")) {
                    bound(handle.createQuery(sql), sql).mapToMap().list();
                } else {
                    bound(handle.createUpdate(sql), sql).execute();
                }
            } finally {
                handle.rollback();
            }
        }
    }

    private <S extends SqlStatement<S>> S bound(S statement, String sql) {
        Set<String> parameters = new TreeSet<>();
        names(PARAMETER, sql).forEach(parameters::add);
        for (String name : names(DEFINED, sql)) {
            if (LISTS.containsKey(name)) {
                statement.bindList(name, LISTS.get(name));
            } else if (!OF_VENDOR.contains(name)) {
                String definition = DEFINITIONS.get(name);
                assertThat(definition)
                        .as("What <%s> stands for in %s", name, sql)
                        .isNotNull();
                statement.define(name, definition);
                names(PARAMETER, definition).forEach(parameters::add);
            }
        }
        parameters.forEach(name -> statement.bind(name, values.of(name)));
        return statement;
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult it) -> it.group(1))
                .toList();
    }
}
