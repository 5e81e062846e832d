package estiva.worker.file;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.Configured;
import estiva.control.allow.AllowConfig;
import estiva.control.allow.AllowLists;
import estiva.control.files.FileRoot;
import estiva.control.imports.ImportDefinitions;
import estiva.control.process.ControlTables;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.process.Loading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Loaded files that could not be put away at once. A folder done that leads out of the root stands for what came between. */
class LeftoversTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private Loading loading;
    private Leftovers leftovers;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Tide (Id INT NOT NULL)");
    }

    @BeforeEach
    void worker() throws Exception {
        loading = new Loading(tables, root, 1_000);
        leftovers = leftovers(AllowLists.ABSENT);
        loading.define("{'target':'Tide','duplicates':'allow','afterwards':'move'}");
        Files.createSymbolicLink(root.resolve("done"), elsewhere);
    }

    @Test
    void nothingIsLeftToDoAfterAnOrdinaryLoad() throws Exception {
        Files.delete(root.resolve("done"));

        loading.load("Id\n1\n");

        assertThat(root.resolve("done/file.csv")).exists();
        assertThat(left()).isZero();
    }

    @Test
    void aFileThatFailedLeavesNothingToDo() throws Exception {
        loading.load("Id\nx\n");

        assertThat(left()).isZero();
    }

    @Test
    void whatCouldNotBeDoneAtOnceIsDoneLater() throws Exception {
        FileRow file = loading.load("Id\n1\n");
        Files.delete(root.resolve("done"));
        leftovers.look();
        assertThat(root.resolve("file.csv")).as("its worker still has its turn").exists();

        letTheTurnPass();
        leftovers.look();

        assertThat(file.lastError()).isNull();
        assertThat(root.resolve("done/file.csv")).hasContent("Id\n1\n");
        assertThat(root.resolve("file.csv")).doesNotExist();
        assertThat(left()).isZero();
    }

    @Test
    void whatTheDbaDeniesByNowIsNotDeleted() throws Exception {
        loading.define("{'target':'Tide','duplicates':'allow','afterwards':'delete'}");
        FileRow file = loading.load("Id\n1\n");
        assertThat(root.resolve("file.csv")).doesNotExist();
        for (String allowed : new String[] {"false", "true"}) {
            // As if its worker had not come to delete it.
            Files.writeString(root.resolve("file.csv"), "Id\n1\n");
            tables.sql("INSERT INTO PutAway (FileID, Folder, ContentHash, NotBefore) VALUES (" + file.fileId()
                    + ", NULL, '" + file.contentHash() + "', <now>)");
            letTheTurnPass();

            leftovers(new AllowLists(Configured.of(AllowConfig.class, AllowLists.DELETE, allowed)))
                    .look();

            assertThat(Files.exists(root.resolve("file.csv"))).isEqualTo(allowed.equals("false"));
            assertThat(left()).isZero();
        }
    }

    @Test
    void anotherFileUnderTheSamePathStays() throws Exception {
        loading.load("Id\n1\n");
        Files.delete(root.resolve("done"));
        Files.writeString(root.resolve("file.csv"), "Id\n2\n");
        letTheTurnPass();

        leftovers.look();

        assertThat(root.resolve("file.csv")).hasContent("Id\n2\n");
        assertThat(left()).isZero();
    }

    @Test
    void whatIsGoneAlreadyIsDone() throws Exception {
        loading.load("Id\n1\n");
        Files.delete(root.resolve("file.csv"));
        letTheTurnPass();

        leftovers.look();

        assertThat(left()).isZero();
    }

    @Test
    void aFileThatIsToBeLoadedOnceMoreStays() throws Exception {
        loading.load("Id\n1\n");
        Files.delete(root.resolve("done"));
        tables.sql("UPDATE FileParameters SET Status = 'Pending'");
        letTheTurnPass();

        leftovers.look();

        assertThat(root.resolve("file.csv")).exists();
    }

    @Test
    void whatCanNeverBeDoneIsGivenUp() throws Exception {
        loading.load("Id\n1\n");

        for (int i = 1; i <= 10; i++) {
            assertThat(left()).as("before try " + i).isOne();
            letTheTurnPass();
            leftovers.look();
        }

        assertThat(left()).isZero();
        assertThat(root.resolve("file.csv")).exists();
    }

    @Test
    void aRowThatNobodysImportAskedForTouchesNoFile() throws Exception {
        loading.define("{'target':'Tide','duplicates':'allow'}");
        Files.delete(root.resolve("done"));
        FileRow file = loading.load("Id\n1\n");
        tables.sql("INSERT INTO PutAway (FileID, Folder, ContentHash, NotBefore) VALUES (" + file.fileId() + ", NULL, '"
                + file.contentHash() + "', <now>)");
        letTheTurnPass();

        leftovers.look();

        assertThat(root.resolve("file.csv")).hasContent("Id\n1\n");
        assertThat(left()).isZero();
    }

    private Leftovers leftovers(AllowLists allowed) {
        return new Leftovers(
                tables.putAways, new ImportDefinitions(tables.database), new FileRoot(root, Optional.empty()), allowed);
    }

    private static void letTheTurnPass() {
        tables.sql("UPDATE PutAway SET NotBefore = DATEADD(SECOND, -1, <now>)");
    }

    private static int left() {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM PutAway");
    }
}
