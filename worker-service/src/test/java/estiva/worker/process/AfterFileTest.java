package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.TargetDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a file has been loaded: a procedure in its transaction, and what becomes of the file itself. Public for H2. */
public class AfterFileTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private Loading loading;

    @BeforeAll
    static void targets() {
        tables.sql("CREATE TABLE Cargo (Id INT NOT NULL)");
        tables.sql("CREATE TABLE Seen (FileID BIGINT NOT NULL, FoundRows INT NOT NULL)");
        boolean isSqlServer = TargetDatabase.isSqlServer();
        tables.sql(
                isSqlServer
                        ? "CREATE PROCEDURE AfterFile @FileID BIGINT AS BEGIN SELECT 1;"
                                + " INSERT INTO Seen (FileID, FoundRows) SELECT @FileID, COUNT(*) FROM Cargo; END"
                        : "CREATE ALIAS AfterFile FOR 'estiva.worker.process.AfterFileTest.afterFile'");
        tables.sql(
                isSqlServer
                        ? "CREATE PROCEDURE Broken @FileID BIGINT AS BEGIN THROW 51000, 'no such month', 1; END"
                        : "CREATE ALIAS Broken FOR 'estiva.worker.process.AfterFileTest.broken'");
    }

    /** H2's procedures are methods. */
    public static void afterFile(Connection connection, long fileId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO Seen (FileID, FoundRows) SELECT " + fileId + ", COUNT(*) FROM Cargo");
        }
    }

    public static void broken(Connection connection, long fileId) throws SQLException {
        throw new SQLException("no such month", "51000");
    }

    @BeforeEach
    void worker() {
        tables.sql("DELETE FROM Cargo");
        tables.sql("DELETE FROM Seen");
        loading = new Loading(tables, root, 1_000);
    }

    @Test
    void aProcedureRunsInTheFilesTransactionAndSeesItsRows() throws Exception {
        loading.define("{'target':'Cargo','procedures':{'afterFile':'AfterFile'}}");

        FileRow file = loading.load("Id\n1\n2\n");

        assertThat(file.lastError()).isNull();
        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(tables.query(Long.class, "SELECT FileID FROM Seen WHERE FoundRows = 2"))
                .isEqualTo(file.fileId());
    }

    @Test
    void aProcedureThatFailsFailsTheFileAndNoneOfItsRowsStays() throws Exception {
        loading.define("{'target':'Cargo','procedures':{'afterFile':'Broken'}}");

        FileRow file = loading.load("Id\n1\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("procedure Broken failed").contains("no such month");
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Cargo")).isZero();
    }

    @Test
    void aLoadedFileIsMovedToDoneAndAnotherOfItsNameKeepsBoth() throws Exception {
        loading.define("{'target':'Cargo','afterwards':'move'}");

        loading.load("Id\n1\n");
        FileRow second = loading.load("Id\n2\n");

        assertThat(second.status()).isEqualTo(Status.COMPLETED);
        assertThat(root.resolve("file.csv")).doesNotExist();
        assertThat(root.resolve("done/file.csv")).hasContent("Id\n1\n");
        assertThat(root.resolve("done/" + second.fileId() + "-file.csv")).hasContent("Id\n2\n");
    }

    @Test
    void aFileThatFailedIsMovedToFailed() throws Exception {
        loading.define("{'target':'Cargo','afterwards':'delete'}");

        loading.load("Id\nx\n");

        assertThat(root.resolve("file.csv")).doesNotExist();
        assertThat(root.resolve("failed/file.csv")).hasContent("Id\nx\n");
    }

    @Test
    void aRepeatedContentIsMovedToDoneWhereItIsSkippedAndToFailedWhereItIsRefused() throws Exception {
        loading.define("{'target':'Cargo','afterwards':'move','duplicates':'skip'}");
        loading.load("Id\n1\n");

        FileRow skipped = loading.load("Id\n1\n");
        loading.define("{'target':'Cargo','afterwards':'move','duplicates':'refuse'}");
        FileRow refused = loading.load("Id\n1\n");

        assertThat(skipped.status()).isEqualTo(Status.COMPLETED);
        assertThat(root.resolve("done/" + skipped.fileId() + "-file.csv")).exists();
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(root.resolve("failed/file.csv")).exists();
        assertThat(root.resolve("file.csv")).doesNotExist();
    }

    @Test
    void aLoadedFileIsDeletedWhereTheImportSaysSo() throws Exception {
        loading.define("{'target':'Cargo','afterwards':'delete'}");

        loading.load("Id\n1\n");

        assertThat(Files.list(root)).isEmpty();
    }

    @Test
    void aFolderThatLeadsOutOfTheRootTakesNoFile(@TempDir Path elsewhere) throws Exception {
        Files.createSymbolicLink(root.resolve("done"), elsewhere);
        loading.define("{'target':'Cargo','afterwards':'move'}");

        FileRow file = loading.load("Id\n1\n");

        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(root.resolve("file.csv")).exists();
        assertThat(elsewhere).isEmptyDirectory();
    }
}
