package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.load.StagingTable;
import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.claim.Run;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What goes through a staging table, and what is found there. */
class StagedLoadTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private Loading loading;

    @BeforeAll
    static void targets() {
        tables.sql("CREATE TABLE Parent (Code INT NOT NULL PRIMARY KEY)");
        tables.sql("INSERT INTO Parent (Code) VALUES (1)");
        tables.sql("CREATE TABLE Cargo (Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20), Parent INT NULL,"
                + " CONSTRAINT CK_Cargo_Name CHECK (Name <> 'bad'),"
                + " CONSTRAINT FK_Cargo_Parent FOREIGN KEY (Parent) REFERENCES Parent (Code))");
        tables.sql("CREATE TABLE Counted (N INT IDENTITY(1,1) NOT NULL PRIMARY KEY, Name NVARCHAR(20))");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Cargo");
        tables.sql("DELETE FROM Counted");
        loading = new Loading(tables, root, 1_000);
        loading.define("{'target':'Cargo','rejects':{'maxRows':10}}");
    }

    @Test
    void aLargeAppendIsPublishedFromAStagingTableThatIsGoneAfterwards() throws Exception {
        FileRow file = loading.load(rows(3_000));

        assertThat(file.lastError()).isNull();
        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(file.rowsLoaded()).isEqualTo(3_000);
        assertThat(file.contentHash()).hasSize(64);
        assertThat(count("Cargo")).isEqualTo(3_000);
        assertThat(tables.query(Long.class, "SELECT SUM(CAST(Id AS BIGINT)) FROM Cargo"))
                .isEqualTo(3_000L * 3_001 / 2);
        assertNoStagingTable(file.fileId());
    }

    @Test
    void theServerCountsStagedRowsInTheOrderOfTheFile() throws Exception {
        loading.define("{'target':'Counted'}");

        loading.load("Name\n"
                + IntStream.rangeClosed(1, 2_000).mapToObj(i -> "n" + i + "\n").collect(Collectors.joining()));

        assertThat(texts("SELECT Name FROM Counted ORDER BY N"))
                .isEqualTo(
                        IntStream.rangeClosed(1, 2_000).mapToObj(i -> "n" + i).toList());
    }

    @Test
    void rowsThatOnlyTheServerCanRefuseAreRejectedOneByOneEvenOfASmallFile() throws Exception {
        tables.sql("INSERT INTO Cargo (Id, Name) VALUES (4, 'there')");

        FileRow file = loading.load("Id,Name,Parent\n1,a,\n2,bad,\n3,c,9\n4,d,1\n1,e,1\n5,f,1\n");

        assertThat(file.lastError()).isNull();
        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(file)
                .extracting(FileRow::rowsRead, FileRow::rowsLoaded, FileRow::rowsRejected)
                .containsExactly(6L, 2L, 4L);
        assertThat(texts("SELECT Name FROM Cargo ORDER BY Id")).containsExactly("a", "there", "f");
        List<String> rejects = loading.rejects(file);
        assertThat(rejects).hasSize(4);
        assertThat(rejects.get(0))
                .startsWithIgnoringCase("2|null|breaks check constraint CK_Cargo_Name")
                .endsWith("|2,bad,");
        assertThat(rejects.get(1))
                .startsWithIgnoringCase("3|Parent|refers to a row that")
                .endsWith("|3,c,9");
        assertThat(rejects.get(2))
                .startsWith("4|Id|has a key that the table has already")
                .endsWith("|4,d,1");
        assertThat(rejects.get(3))
                .startsWith("5|Id|has the same key as an earlier row")
                .endsWith("|1,e,1");
        assertThat(tables.rejects(file.fileId()).get(1).lineNumber()).isEqualTo(4);
        assertThat(tables.rejects(file.fileId()).get(1).rejectedValue()).isEqualTo("9");
        assertNoStagingTable(file.fileId());
    }

    @Test
    void moreRefusedRowsThanAreAllowedFailTheFileAndKeepTheFirst() throws Exception {
        loading.define("{'target':'Cargo','rejects':{'maxRows':1}}");

        FileRow file = loading.load("Id,Name\n1,a\n2,bad\n3,bad\n4,bad\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("more than 1 bad rows; first: row 2 (line 3)");
        assertThat(loading.rejects(file)).hasSize(3);
        assertThat(count("Cargo")).isZero();
        assertNoStagingTable(file.fileId());
    }

    @Test
    void aReasonThatCannotBeFoundByRowsFailsTheFileWithTheServersWords() throws Exception {
        tables.sql("CREATE TABLE Hidden (Id INT NOT NULL, Kind INT DEFAULT 1 NOT NULL,"
                + " CONSTRAINT CK_Hidden CHECK (Kind + Id < 10))");
        loading.define("{'target':'Hidden','rejects':{'maxRows':5}}");

        FileRow file = loading.load("Id\n1\n20\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).containsIgnoringCase("refuses it").containsIgnoringCase("CK_Hidden");
        assertThat(count("Hidden")).isZero();
    }

    @Test
    void aLostClaimPublishesNothingThoughItsRowsWereStaged() throws Exception {
        Run run = loading.claim(rows(3_000));
        tables.lapse(run.claim());
        tables.rescueLapsed(Duration.ofMinutes(1));

        loading.load(run);

        assertThat(tables.status(run.claim().processId())).isEqualTo(Status.PENDING);
        assertThat(count("Cargo")).isZero();
    }

    @Test
    void aStagingTableWhoseLoadWasKilledIsDroppedByOthersAndOneInUseIsNot() throws Exception {
        Run killed = loading.claim("Id\n1\n");
        Claim claim = killed.claim();
        StagingTable staging = new StagingTable(null, null, 0, claim.fence());
        String name = staging.name();
        tables.stagingTables.create(claim, staging, "CREATE TABLE " + name + " (Id INT)");

        assertThat(tables.stagingTables.dropOrphans()).isZero();
        assertThat(count(name)).isZero();
        tables.lapse(claim);
        tables.rescueLapsed(Duration.ofMinutes(1));

        assertThat(tables.stagingTables.dropOrphans()).isEqualTo(1);
        assertThat(count("StagingTable")).isZero();
        assertThat(exists(name)).isFalse();
    }

    private static String rows(int count) {
        return "Id,Name\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> i + ",n" + i + "\n")
                        .collect(Collectors.joining());
    }

    private static long count(String table) {
        return tables.query(Long.class, "SELECT COUNT(*) FROM " + table);
    }

    private static List<String> texts(String query) {
        return tables.database.read(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private static void assertNoStagingTable(long fileId) throws SQLException {
        assertThat(count("StagingTable")).isZero();
        assertThat(exists("Estiva\\_Staging\\_" + fileId + "\\_%")).isFalse();
    }

    private static boolean exists(String pattern) throws SQLException {
        try (Connection connection = tables.testDatabase().dataSource().getConnection();
                var found = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (found.next()) {
                if (found.getString("TABLE_NAME")
                        .matches("(?i)" + pattern.replace("\\_", "_").replace("%", ".*"))) {
                    return true;
                }
            }
            return false;
        }
    }
}
