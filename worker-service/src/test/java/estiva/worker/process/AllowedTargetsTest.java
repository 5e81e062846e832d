package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.Configured;
import estiva.control.allow.AllowConfig;
import estiva.control.allow.AllowLists;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.TargetDatabase;
import estiva.worker.claim.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the DBA's lists lack is refused for good, whatever way a definition writes it. */
class AllowedTargetsTest {
    private static final String OWN = TargetDatabase.isSqlServer() ? "dbo" : "PUBLIC";

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    @BeforeAll
    static void targets() {
        tables.sql("CREATE SCHEMA Other");
        tables.sql("CREATE TABLE Harbour (Id INT NOT NULL PRIMARY KEY)");
        tables.sql("CREATE TABLE Other.Harbour (Id INT NOT NULL PRIMARY KEY)");
        tables.sql("CREATE SYNONYM Quay FOR Other.Harbour");
        tables.sql("CREATE TABLE Seen (Who NVARCHAR(20) NOT NULL, ProcessID BIGINT NOT NULL, FoundRows INT NOT NULL)");
        if (TargetDatabase.isSqlServer()) {
            tables.sql("CREATE PROCEDURE Report @ProcessID BIGINT AS SELECT 1");
        } else {
            tables.sql("CREATE ALIAS Report FOR 'estiva.worker.process.NotedProcedures.Report'");
        }
    }

    @BeforeEach
    void empty() {
        tables.sql("DELETE FROM Harbour");
        tables.sql("DELETE FROM Other.Harbour");
    }

    @Test
    void theListedTableIsLoadedHoweverItIsWritten() throws Exception {
        for (String entry : new String[] {OWN + ".Harbour", OWN + ".hARBOUR:append", "[" + OWN + "].*:append|upsert"}) {
            for (String target : new String[] {"harbour", "[Harbour]", OWN + ".HARBOUR"}) {
                tables.sql("DELETE FROM Harbour");
                assertThat(load("targets", entry, "'target':'" + target + "'").status())
                        .as(entry + " " + target)
                        .isEqualTo(Status.COMPLETED);
            }
        }
    }

    @Test
    void aTableOfThatNameInAnotherSchemaIsAnother() throws Exception {
        refused(load("targets", OWN + ".Harbour", "'target':'Other.Harbour'"), "allow.targets", "harbour", "append");
        refused(load("targets", "Other.*", "'target':'Harbour'"), "allow.targets", "harbour", "append");
        refused(
                load("targets", "[Other.Harbour].*,elsewhere." + OWN + ".Harbour", "'target':'Harbour'"),
                "allow.targets");
    }

    @Test
    void aSynonymLeadsNowhere() throws Exception {
        refused(load("targets", OWN + ".Quay," + OWN + ".Harbour", "'target':'Quay'"), "there is no table");
        refused(load("targets", OWN + ".Quay", "'target':'Other.Harbour'"), "allow.targets");
    }

    @Test
    void eachModeIsAllowedForItselfAndAWholeTableByItsOwnWord() throws Exception {
        String upsert = "'target':'Harbour','mode':'upsert','keys':['Id']";
        String all = "'target':'Harbour','mode':'replace','scope':'all'";
        refused(load("targets", OWN + ".Harbour:append", upsert), "mode upsert");
        refused(load("targets", OWN + ".Harbour", all), "mode replace-all");
        refused(load("targets", OWN + ".Harbour:replace", all), "mode replace-all");
        refused(load("targets", OWN + ".Harbour:replace-all", upsert), "mode upsert");
        assertThat(load("targets", OWN + ".Harbour:replace-all", all).status()).isEqualTo(Status.COMPLETED);
        assertThat(load("targets", OWN + ".Harbour:upsert", upsert).status()).isEqualTo(Status.COMPLETED);
        refused(load("targets", "none", "'target':'Harbour'"), "allow.targets");
    }

    @Test
    void aProcedureThatIsNotListedIsRefusedBeforeARowIsLoaded() throws Exception {
        String after = "'target':'Harbour','procedures':{'afterProcess':'report'}";
        String within = "'target':'Harbour','procedures':{'afterFile':'[Report]'}";
        refused(load("procedures", OWN + ".Other,etl.*", after), "allow.procedures", "report");
        refused(load("procedures", "none", within), "allow.procedures", "report");
        assertThat(load("procedures", OWN + ".rEPORT", after).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aFileThatItsImportWouldDeleteIsNotLoadedWhereThatIsDenied() throws Exception {
        refused(load("delete", "false", "'target':'Harbour','afterwards':'delete'"), "allow.delete", "a.csv");
        assertThat(root.resolve("a.csv")).exists();
        assertThat(load("delete", "true", "'target':'Harbour','afterwards':'delete'")
                        .status())
                .isEqualTo(Status.COMPLETED);
        assertThat(root.resolve("a.csv")).doesNotExist();
    }

    private FileRow load(String key, String list, String definition) throws Exception {
        AllowLists lists = new AllowLists(Configured.of(AllowConfig.class, "estiva.worker.allow." + key, list));
        LoadFiles files = new LoadFiles(tables, root, lists);
        files.write("a.csv", "Id\n1\n2\n");
        files.define("ClienteA", "{'duplicates':'allow'," + definition + "}");
        Run run = files.claims(tables.register("ClienteA", "a.csv")).get(0);
        ProcessLoader loader = files.processLoader(1_000);
        assertThat(loader.load(run)).isTrue();
        tables.claims.finish(run.claim());
        return tables.file(run.claim().processId(), 0);
    }

    private static void refused(FileRow file, String... words) {
        assertThat(file.status()).as(file.lastError()).isEqualTo(Status.FAILED);
        for (String word : words) {
            assertThat(file.lastError()).containsIgnoringCase(word);
        }
        assertThat(tables.line("SELECT COUNT(*) FROM Harbour")).isIn("0", "2");
        assertThat(tables.line("SELECT COUNT(*) FROM Other.Harbour")).isEqualTo("0");
    }
}
