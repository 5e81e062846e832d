package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.ControlDatabase;
import estiva.control.database.RecordedStatements;
import estiva.control.database.StatementTexts;
import estiva.control.database.TestDatabase;
import estiva.control.load.LoadSessions;
import estiva.control.load.LoadTransactions;
import estiva.control.load.StagingTables;
import estiva.control.process.ControlTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each statement of the worker on a target was executed by the loads of this class. The statements are made of names that only
 * a load knows, so their texts are found in the compiled classes, and compared with what the loads sent. Public for H2.
 */
public class EveryTargetStatementTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static final RecordedStatements RECORDED = new RecordedStatements();

    /** By class and beginning: why no load sends it. */
    private static final Map<String, String> NEVER_SENT =
            Map.of("TableSketch CREATE TABLE", "a proposal that people read: GuesserTest");

    private static final List<String> OF_H2 = List.of(
            "TargetVendor$2 ",
            "H2Objects ",
            "TraitsCatalogue SELECT COUNT(*) AS estiva_triggers",
            "Constraints SELECT c.CONSTRAINT_NAME, c.CHECK_CLAUSE");
    private static final List<String> OF_SQL_SERVER = List.of(
            "TargetVendor$1 ",
            "SqlServerObjects ",
            "BulkTypes ",
            "TraitsCatalogue SELECT t.*",
            "SqlServerColumn SELECT c.name",
            "Constraints SELECT i.name",
            "Constraints SELECT f.name",
            "Constraints SELECT c.name, c.definition");

    @TempDir
    Path root;

    private Loading loading;

    @BeforeAll
    static void targets() {
        ControlDatabase recorded =
                new ControlDatabase(RECORDED.of(tables.testDatabase().dataSource()));
        tables.loads = new LoadTransactions(recorded, new LoadSessions(recorded));
        tables.stagingTables = new StagingTables(recorded);
        // One default is not to be used and the other is: no bulk copy can say that.
        tables.sql("CREATE TABLE Plain (Id INT NOT NULL, Given INT DEFAULT 1 NULL, Left2 INT DEFAULT 2 NOT NULL)");
        tables.sql("CREATE TABLE Tagged (Tag UNIQUEIDENTIFIER)");
        tables.sql("CREATE TABLE Parent (Code INT NOT NULL PRIMARY KEY)");
        tables.sql("INSERT INTO Parent (Code) VALUES (1)");
        tables.sql("CREATE TABLE Cargo (Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20), Parent INT NULL,"
                + " CONSTRAINT CK_Cargo_Name CHECK (Name <> 'bad'),"
                + " CONSTRAINT FK_Cargo_Parent FOREIGN KEY (Parent) REFERENCES Parent (Code))");
        tables.sql(
                TestDatabase.isSqlServer()
                        ? "CREATE PROCEDURE AfterCargo @FileID BIGINT AS SELECT 1"
                        : "CREATE ALIAS AfterCargo FOR 'estiva.worker.process.EveryTargetStatementTest.afterCargo'");
    }

    /** An alias of H2. */
    public static void afterCargo(long fileId) {
        assertThat(fileId).isPositive();
    }

    @BeforeEach
    void worker() {
        loading = new Loading(tables, root, 1_000);
    }

    @Test
    void wasSentByALoad() throws Exception {
        load("{'target':'Plain'}", "Id,Given\n900,\n");
        load("{'target':'Tagged'}", "Tag\n6f9619ff-8b86-d011-b42d-00c04fc964ff\n");
        load("{'target':'Cargo','rejects':{'maxRows':10}}", "Id,Name,Parent\n1,a,\n2,bad,\n3,c,9\n3,d,1\n");
        load("{'target':'" + elsewhere() + "','procedures':{'afterFile':'AfterCargo'}}", "Id\n5\n");
        load(
                "{'target':'Cargo'}",
                "Id\n"
                        + IntStream.rangeClosed(100, 2_100)
                                .mapToObj(i -> i + "\n")
                                .collect(Collectors.joining()));
        load("{'target':'Cargo','mode':'upsert','keys':['Id'],'duplicateKeys':'last'}", "Id,Name\n1,b\n1,c\n7,d\n");
        load(
                "{'target':'Cargo','commit':{'per':'rows','rows':1000},'rejects':{'maxRows':10}}",
                "Id,Name\n20,bad\n"
                        + IntStream.rangeClosed(10_000, 12_500)
                                .mapToObj(i -> i + ",a\n")
                                .collect(Collectors.joining()));
        load("{'target':'Cargo','mode':'replace','scope':'all'}", "Id,Name\n1,a\n");

        assertThat(unsent()).isEmpty();
    }

    /** By its whole name, where the engine knows several databases. */
    private static String elsewhere() {
        return TestDatabase.isSqlServer() ? tables.testDatabase().name() + ".dbo.Cargo" : "Cargo";
    }

    private void load(String definition, String content) throws Exception {
        loading.define(definition);
        assertThat(loading.load(content).lastError()).as(definition).isNull();
    }

    private static List<String> unsent() throws IOException {
        List<String> others = new ArrayList<>(TestDatabase.isSqlServer() ? OF_H2 : OF_SQL_SERVER);
        others.addAll(NEVER_SENT.keySet());
        List<String> all = new ArrayList<>();
        StatementTexts.in(Path.of("target/classes"))
                .forEach((type, texts) -> texts.forEach(text ->
                        all.add(type + " " + text.replaceAll("\\s+", " ").strip())));
        assertThat(others).allSatisfy(beginning -> assertThat(all).anyMatch(text -> text.startsWith(beginning)));
        assertThat(all).hasSizeGreaterThan(25);
        List<String> sent = RECORDED.texts();
        return all.stream()
                .filter(text -> others.stream().noneMatch(text::startsWith))
                .filter(text -> sent.stream().noneMatch(pattern(text).asPredicate()))
                .toList();
    }

    /** Anything may be in a gap, and after the text: what was sent goes on where the class put more to it. */
    private static Pattern pattern(String found) {
        String text = found.substring(found.indexOf(' ') + 1);
        String[] parts = text.split("\u0001|%\\d*\\$?s", -1);
        return Pattern.compile(
                "^" + List.of(parts).stream().map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
    }
}
