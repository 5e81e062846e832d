package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.TargetDatabase;
import estiva.worker.claim.Run;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the triggers of a table see a file's rows is for its import to say, and not for the size of the file. */
class TriggersTest {
    private static final int ROWS = 2_000;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Watched (Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20) NULL)");
        tables.sql("CREATE TABLE Seen (Id INT NOT NULL)");
        tables.sql("CREATE TABLE Unwatched (Id INT NOT NULL)");
        tables.sql(
                TargetDatabase.isSqlServer()
                        ? "CREATE TRIGGER Watch ON Watched AFTER INSERT AS INSERT INTO Seen SELECT Id FROM inserted"
                        : "CREATE TRIGGER Watch AFTER INSERT ON Watched FOR EACH ROW CALL '" + Watch.class.getName()
                                + "'");
    }

    @BeforeEach
    void nothingLoaded() {
        tables.sql("DELETE FROM Watched");
        tables.sql("DELETE FROM Seen");
        tables.sql("DELETE FROM Unwatched");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            at once                  | 1000000 |
            through a staging table  | 1       |
            rows by rows             | 1000000 | ,'commit':{'per':'rows','rows':1000}
            as keys that are updated | 1000000 | ,'mode':'upsert','keys':['Id']
            in the place of others   | 1000000 | ,'mode':'replace','scope':'all'
            """)
    void theyFireWhateverWayTheRowsTake(String way, long stagingRows, String more) throws Exception {
        Loading loading = new Loading(tables, root, stagingRows);
        loading.define("{'target':'Watched'" + (more == null ? "" : more) + "}");

        FileRow file = loading.load(rows());

        assertThat(file.lastError()).isNull();
        assertThat(file.rowsLoaded()).isEqualTo(ROWS);
        assertThat(count("Seen")).isEqualTo(ROWS);
    }

    @Test
    void theyFireForSmallFilesThatAreLoadedTogether() throws Exception {
        assertThat(loadsTogether("{'target':'Watched'}")).isTrue();

        assertThat(count("Seen")).isEqualTo(3);
    }

    @Test
    void smallFilesAreNotLoadedTogetherWhereTriggersAreToBeSkipped() throws Exception {
        assertThat(loadsTogether("{'target':'Watched','triggers':'skip'}")).isFalse();
        assertThat(count("Seen")).isZero();
    }

    @Test
    void aLoadThatCannotPassThemByIsRefusedWithTheReason() throws Exception {
        assumeThat(TargetDatabase.isSqlServer()).as("has a bulk copy").isFalse();
        Loading loading = new Loading(tables, root, 1);
        loading.define("{'target':'Watched','triggers':'skip'}");

        FileRow file = loading.load(rows());

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("Watched has triggers", "to be skipped", "let the triggers fire");
        assertThat(count("Watched")).isZero();
        assertThat(count("Seen")).isZero();
    }

    @Test
    void aBulkCopyPassesThemByWhateverTheSizeOfTheFile() throws Exception {
        assumeThat(TargetDatabase.isSqlServer()).as("has a bulk copy").isTrue();
        Loading loading = new Loading(tables, root, 1);
        loading.define("{'target':'Watched','triggers':'skip'}");

        FileRow file = loading.load(rows());

        assertThat(file.lastError()).isNull();
        assertThat(count("Watched")).isEqualTo(ROWS);
        assertThat(count("Seen")).isZero();
    }

    @Test
    void aRowThatTheTableRefusesIsNotSoughtWhereItsTriggersWouldFire() throws Exception {
        assumeThat(TargetDatabase.isSqlServer()).as("has a bulk copy").isTrue();
        Loading loading = new Loading(tables, root, 1_000);
        loading.define("{'target':'Watched','triggers':'skip','rejects':{'maxRows':5}}");

        FileRow file = loading.load("Id\n1\n1\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.rowsRejected()).isZero();
        assertThat(count("Seen")).isZero();
    }

    @Test
    void whereThereAreNoneThereIsNothingToSkip() throws Exception {
        Loading loading = new Loading(tables, root, 1);
        loading.define("{'target':'Unwatched','triggers':'skip'}");

        FileRow file = loading.load("Id\n1\n2\n");

        assertThat(file.lastError()).isNull();
        assertThat(count("Unwatched")).isEqualTo(2);
    }

    private boolean loadsTogether(String definition) throws Exception {
        LoadFiles files = new LoadFiles(tables, root);
        files.define("ClienteA", definition);
        files.write("file.csv", "Id,Name\n1,a\n2,b\n3,c\n");
        SmallProcesses small =
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics);
        Run run = files.claims(tables.register("ClienteA", "file.csv")).get(0);
        return !small.load(Optional.of(run).flatMap(small::small).stream().toList())
                .isEmpty();
    }

    private static String rows() {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(i -> i + ",n" + i + "\n")
                .collect(Collectors.joining("", "Id,Name\n", ""));
    }

    private static long count(String table) {
        return tables.query(Long.class, "SELECT COUNT(*) FROM " + table);
    }

    /** A trigger of H2. */
    public static final class Watch implements org.h2.api.Trigger {
        @Override
        public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO Seen VALUES (?)")) {
                statement.setObject(1, newRow[0]);
                statement.executeUpdate();
            }
        }
    }
}
