package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.files.FileRoot;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.load.FileLoader;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.write.AllowedObjects;
import estiva.worker.write.TableTraits;
import estiva.worker.write.TargetTable;
import estiva.worker.write.TargetTables;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tables in a ledger database. No engine here has one, so the catalogue's answer is given here. */
class LedgerDatabaseTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private Loading loading;
    private boolean dropsDoubles;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Kept (Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20) NULL)");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Kept");
        FileLoader loader = new FileLoader(
                new RowFiles(ReadLimits.DEFAULT),
                new TargetTables((connection, target, client) -> {
                    TargetTable table = TargetTable.find(connection, target, client);
                    return table.with(new TableTraits(
                            false, dropsDoubles, false, table.traits().escalates(), false, true));
                }),
                AllowedObjects.ALL);
        loading = new Loading(tables, new LoadFiles(tables, root, new FileRoot(root, Optional.empty()), loader), 2);
    }

    @Test
    void aLargeAppendIsLoadedWithoutAStagingTable() throws Exception {
        loading.define("{'target':'Kept'}");

        FileRow file = loading.load("Id,Name\n1,a\n2,b\n3,c\n");

        assertThat(file.lastError()).isNull();
        assertThat(file.rowsLoaded()).isEqualTo(3);
        assertNothingWasStaged();
    }

    @Test
    void aRowThatTheTableRefusesFailsTheFileWithoutAStagingTable() throws Exception {
        loading.define("{'target':'Kept'}");

        FileRow file = loading.load("Id,Name\n1,a\n1,b\n3,c\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).doesNotContain("ledger");
        assertNothingWasStaged();
    }

    @Test
    void whatNeedsAStagingTableIsRefusedWithTheReason() throws Exception {
        for (String more : new String[] {
            "'mode':'upsert','keys':['Id']", "'mode':'replace','scope':'all'", "'commit':{'per':'rows','rows':1000}"
        }) {
            loading.define("{'target':'Kept'," + more + "}");

            FileRow file = loading.load("Id,Name\n1,a\n");

            assertThat(file.status()).as(more).isEqualTo(Status.FAILED);
            assertThat(file.lastError()).as(more).contains("beside Kept: it is in a ledger database");
        }
        assertNothingWasStaged();
    }

    @Test
    void anIndexThatDropsRowsIsAReasonToo() throws Exception {
        dropsDoubles = true;
        loading.define("{'target':'Kept'}");

        FileRow file = loading.load("Id,Name\n1,a\n2,b\n3,c\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("it is in a ledger database");
        assertNothingWasStaged();
    }

    private static void assertNothingWasStaged() {
        assertThat(tables.line("SELECT COUNT(*) FROM StagingTable")).isEqualTo("0");
    }
}
