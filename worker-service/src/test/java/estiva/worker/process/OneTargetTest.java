package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.TestDatabase;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.claim.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A definition may write its table in many ways: for the ledger it is one table as long as it is one for the database. */
class OneTargetTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private LoadFiles files;
    private ProcessLoader loader;

    @BeforeAll
    static void targets() {
        tables.sql("CREATE TABLE Vendas (Id INT)");
        tables.sql("CREATE TABLE Compras (Id INT)");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Vendas");
        tables.sql("DELETE FROM LoadedFile");
        files = new LoadFiles(tables, root);
        loader = files.processLoader(1_000);
        files.write("a.csv", "Id\n1\n2\n");
    }

    @Test
    void theSameContentIsRefusedHoweverItsTableIsWritten() throws Exception {
        String schema = TestDatabase.isSqlServer() ? "dbo" : "PUBLIC";
        String[] spellings = {"vENDAS", schema + ".Vendas", "[" + schema + "].[Vendas]", database() + "..vendas"};
        load("Vendas");

        for (String target : spellings) {
            FileRow file = load(target);

            assertThat(file.status()).as(target).isEqualTo(Status.FAILED);
            assertThat(file.lastError()).as(target).contains("the same content was loaded as file");
        }
        assertThat(tables.line("SELECT COUNT(*) FROM Vendas")).isEqualTo("2");
    }

    @Test
    void aSecondLoadThroughAStagingTableIsRefusedToo() throws Exception {
        load("Vendas");

        assertThat(load("VENDAS", "'mode':'upsert','keys':['Id'],").status()).isEqualTo(Status.FAILED);
        assertThat(load("VENDAS", "'commit':{'per':'rows','rows':1000},").status())
                .isEqualTo(Status.FAILED);
        assertThat(tables.line("SELECT COUNT(*) FROM Vendas")).isEqualTo("2");
    }

    @Test
    void anotherTableIsAnother() throws Exception {
        load("Vendas");

        assertThat(load("Compras").status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void theLedgerHasTheNameThatTheCatalogueHas() throws Exception {
        load("vENDAS");

        String expected = TestDatabase.isSqlServer() ? "[dbo].[Vendas]" : "\"PUBLIC\".\"Vendas\"";
        assertThat(tables.line("SELECT LOWER(TargetTable) FROM LoadedFile")).isEqualTo(expected.toLowerCase());
    }

    private FileRow load(String target) throws Exception {
        return load(target, "");
    }

    private FileRow load(String target, String more) throws Exception {
        files.define("ClienteA", "{" + more + "'target':'" + target.replace("'", "") + "','duplicates':'refuse'}");
        Run run = files.claims(tables.register("ClienteA", "a.csv")).get(0);
        assertThat(loader.load(run)).isTrue();
        tables.claims.finish(run.claim());
        return tables.file(run.claim().processId(), 0);
    }

    private static String database() {
        return TestDatabase.isSqlServer()
                ? tables.line("SELECT DB_NAME()")
                : tables.line("SELECT CATALOG_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = 'PUBLIC'");
    }
}
