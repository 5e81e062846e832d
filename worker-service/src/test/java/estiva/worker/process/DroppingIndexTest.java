package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.files.FileRoot;
import estiva.control.load.LoadTransaction;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.claim.Run;
import estiva.worker.file.FileTask;
import estiva.worker.load.FileLoader;
import estiva.worker.load.StagingNeeded;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import estiva.worker.write.AllowedObjects;
import estiva.worker.write.TargetTable;
import estiva.worker.write.TargetTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables with an index WITH (IGNORE_DUP_KEY = ON). Neither H2 nor Babelfish has such an index, so the catalogue's answer is
 * given here, for a table whose plain index refuses what that one would drop.
 */
class DroppingIndexTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private LoadFiles files;
    private Loading loading;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Dropping (Id INT NOT NULL, Name NVARCHAR(20) NULL)");
        tables.sql("CREATE UNIQUE INDEX UX_Dropping ON Dropping (Id)");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Dropping");
        tables.sql("INSERT INTO Dropping VALUES (2, 'there')");
        FileLoader loader = new FileLoader(
                new RowFiles(ReadLimits.DEFAULT),
                new TargetTables((connection, target, client) -> {
                    TargetTable table = TargetTable.find(connection, target, client);
                    return table.with(table.traits().droppingDoubles());
                }),
                AllowedObjects.ALL);
        files = new LoadFiles(tables, root, new FileRoot(root, Optional.empty()), loader);
        loading = new Loading(tables, files, 1_000_000);
        loading.define("{'target':'Dropping','rejects':{'maxRows':2}}");
    }

    @Test
    void whatTheIndexWouldDropBecomesRejectsWithTheirReasons() throws Exception {
        FileRow file = loading.load("Id,Name\n1,a\n2,b\n3,c\n3,d\n");

        assertThat(file.lastError()).isNull();
        assertThat(file)
                .extracting(FileRow::rowsRead, FileRow::rowsLoaded, FileRow::rowsRejected)
                .containsExactly(4L, 2L, 2L);
        List<String> rejects = loading.rejects(file);
        assertThat(rejects.get(0)).startsWith("2|Id|has a key that the table has already");
        assertThat(rejects.get(1)).startsWith("4|Id|has the same key as an earlier row of the file");
        assertThat(tables.line("SELECT Name FROM Dropping ORDER BY Id")).isEqualTo("a,there,c");
    }

    @Test
    void whereNoRejectsAreAllowedTheFileIsRefused() throws Exception {
        loading.define("{'target':'Dropping'}");

        FileRow file = loading.load("Id,Name\n1,a\n2,b\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("has a bad row").contains("has a key that the table has already");
        assertThat(tables.line("SELECT Name FROM Dropping ORDER BY Id")).isEqualTo("there");
    }

    @Test
    void noFileGoesStraightIntoIt() throws Exception {
        FileTask task = task();
        try (LoadTransaction load = tables.loads.begin()) {
            assertThatThrownBy(() -> files.loader.load(load.connection(), task.request(), Stop.NEVER))
                    .isInstanceOf(StagingNeeded.class);
            assertThat(files.loader.smallFiles(load.connection(), "Dropping", TestMemory.share()))
                    .isEmpty();
        }
    }

    @Test
    void aLoadThatIsToSkipTriggersIsRefusedSinceAStagingTableWouldFireThem() throws Exception {
        loading.define("{'target':'Dropping','triggers':'skip','rejects':{'maxRows':2}}");

        FileRow file = loading.load("Id,Name\n1,a\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("IGNORE_DUP_KEY", "let the triggers fire");
    }

    private FileTask task() throws Exception {
        Run run = loading.claim("Id,Name\n1,a\n");
        return files.tasks.task(run, run.files().get(0)).with(TestMemory.share());
    }
}
