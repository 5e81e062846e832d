package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransactions;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.claim.Run;
import estiva.worker.read.TestParquet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that are committed some rows at a time. */
class ChunkedLoadTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static final int ROWS = 5_500;

    @TempDir
    Path root;

    private Loading loading;
    private Runnable interruption = () -> {};

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Cargo (Id INT NOT NULL, Name NVARCHAR(20))");
        tables.sql("CREATE TABLE Keyed (Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20))");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Cargo");
        tables.sql("DELETE FROM Keyed");
        tables.loads = new Interrupted();
        loading = new Loading(tables, root, 100_000);
        loading.define("{'target':'Cargo','commit':{'per':'rows','rows':1000},'rejects':{'maxRows':3}}");
    }

    /** Something happens in the middle of a load: when the third thousand of rows is about to be staged. */
    private final class Interrupted extends LoadTransactions {
        private boolean isOver;

        Interrupted() {
            super(tables.database, tables.sessions);
        }

        @Override
        public LoadTransaction begin() {
            if (!isOver && String.valueOf(checkpoint()).startsWith("rows=2000 ")) {
                isOver = true;
                interruption.run();
            }
            return super.begin();
        }
    }

    @Test
    void aFileIsCommittedInItsChunksAndCountedAsAWhole() throws Exception {
        FileRow file = loading.load(rows(ROWS));

        assertThat(file.lastError()).isNull();
        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(file)
                .extracting(FileRow::rowsRead, FileRow::rowsLoaded, FileRow::rowsRejected)
                .containsExactly((long) ROWS, (long) ROWS, 0L);
        assertThat(file.contentHash()).hasSize(64);
        assertEachRowOnce("Cargo");
        assertThat(checkpoint()).isNull();
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM StagingTable"))
                .isZero();
    }

    @Test
    void aLoadThatWasCutOffGoesOnBehindItsLastChunk() throws Exception {
        Run first = loading.claim(rows(ROWS));
        interruption = first::release;

        loading.load(first);
        assertThat(tables.status(first.claim().processId())).isEqualTo(Status.PENDING);
        assertThat(count("Cargo")).isEqualTo(2_000);
        assertThat(checkpoint()).startsWith("rows=2000 loaded=2000 updated=0 skipped=0 rejected=0 sha256=");
        loading.load(loading.claim(first.claim().processId()));

        FileRow file = tables.file(first.claim().processId(), 0);
        assertThat(file.lastError()).isNull();
        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(file.rowsLoaded()).isEqualTo(ROWS);
        assertEachRowOnce("Cargo");
    }

    @Test
    void rowsOfAParquetFileAreCountedOnAcrossItsRowGroups() throws Exception {
        new TestParquet("required int32 Id; optional binary Name (STRING);")
                .with(builder -> builder.withRowGroupRowCountLimit(700).withPageRowCountLimit(90))
                .writeTo(
                        root.resolve("rows.parquet"),
                        ROWS,
                        (row, i) -> row.append("Id", i + 1).append("Name", "n" + (i + 1)));
        loading.define("{'target':'Cargo','format':{'type':'parquet'},'commit':{'per':'rows','rows':1000}}");
        Run first = loading.claimFile("rows.parquet");
        interruption = first::release;

        loading.load(first);
        assertThat(count("Cargo")).isEqualTo(2_000);
        loading.load(loading.claim(first.claim().processId()));

        FileRow file = tables.file(first.claim().processId(), 0);
        assertThat(file.lastError()).isNull();
        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(file.rowsLoaded()).isEqualTo(ROWS);
        assertThat(file.contentHash()).hasSize(64);
        assertEachRowOnce("Cargo");
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Cargo WHERE Name = CONCAT('n', Id)"))
                .isEqualTo(ROWS);
    }

    @Test
    void aWorkerThatLostItsClaimInTheMiddleCommitsNoFurtherChunk() throws Exception {
        Run lost = loading.claim(rows(ROWS));
        interruption = () -> {
            tables.lapse(lost.claim());
            tables.rescueLapsed(Duration.ofMinutes(1));
        };

        loading.load(lost);
        assertThat(count("Cargo")).isEqualTo(2_000);
        loading.load(loading.claim(lost.claim().processId()));

        assertThat(tables.file(lost.claim().processId(), 0).rowsLoaded()).isEqualTo(ROWS);
        assertEachRowOnce("Cargo");
    }

    @Test
    void badRowsOfAllChunksAreKeptOnceThoughTheLoadWasCutOff() throws Exception {
        Run first = loading.claim(rows(ROWS).replace("\n10,", "\nten,").replace("\n2500,", "\nmany,"));
        interruption = first::release;

        loading.load(first);
        loading.load(loading.claim(first.claim().processId()));

        FileRow file = tables.file(first.claim().processId(), 0);
        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(file)
                .extracting(FileRow::rowsRead, FileRow::rowsLoaded, FileRow::rowsRejected)
                .containsExactly((long) ROWS, ROWS - 2L, 2L);
        assertThat(loading.rejects(file))
                .containsExactly("10|Id|is not a whole number|ten,n10", "2500|Id|is not a whole number|many,n2500");
    }

    @Test
    void aFileWhoseCommittedRowsHaveChangedIsRefusedAndTheyStay() throws Exception {
        Run first = loading.claim(rows(ROWS));
        interruption = first::release;
        loading.load(first);

        Files.writeString(root.resolve("file.csv"), rows(ROWS).replace("\n1999,n", "\n1999,m"));
        loading.load(loading.claim(first.claim().processId()));

        FileRow file = tables.file(first.claim().processId(), 0);
        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("has changed since its first 2000 rows were committed");
        assertThat(file)
                .extracting(FileRow::rowsRead, FileRow::rowsLoaded, FileRow::rowsRejected)
                .containsExactly(2_000L, 2_000L, 0L);
        assertThat(count("Cargo")).isEqualTo(2_000);
    }

    @Test
    void tooManyBadRowsFailTheFileAndSayWhatIsCommitted() throws Exception {
        FileRow file = loading.load(rows(2_500).replaceAll("\n24(\\d\\d),", "\nx24$1,"));

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError())
                .contains("more than 3 bad rows")
                .contains("its first 2000 rows are committed and stay");
        assertThat(file.rowsLoaded()).isEqualTo(2_000);
        assertThat(loading.rejects(file)).hasSize(100);
    }

    @Test
    void theSameContentIsRefusedBeforeItsFirstChunk() throws Exception {
        loading.load(rows(ROWS));

        FileRow again = loading.load(rows(ROWS));

        assertThat(again.status()).isEqualTo(Status.FAILED);
        assertThat(again.lastError()).contains("refused");
        assertEachRowOnce("Cargo");
    }

    @Test
    void keysAreUpdatedChunkByChunk() throws Exception {
        tables.sql("INSERT INTO Keyed VALUES (7, 'old'), (3000, 'old')");
        loading.define("{'target':'Keyed','mode':'upsert','keys':['Id'],'commit':{'per':'rows','rows':1000}}");

        FileRow file = loading.load(rows(ROWS));

        assertThat(file.lastError()).isNull();
        assertThat(file.rowsUpdated()).isEqualTo(2);
        assertThat(file.rowsLoaded()).isEqualTo(ROWS - 2);
        assertEachRowOnce("Keyed");
    }

    private static String rows(int count) {
        return "Id,Name\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> i + ",n" + i + "\n")
                        .collect(Collectors.joining());
    }

    private static void assertEachRowOnce(String table) {
        assertThat(count(table)).isEqualTo(ROWS);
        assertThat(tables.query(Integer.class, "SELECT COUNT(DISTINCT Id) FROM " + table))
                .isEqualTo(ROWS);
    }

    private static int count(String table) {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM " + table);
    }

    private static String checkpoint() {
        return tables.database.read(handle -> handle.createQuery("SELECT [Checkpoint] FROM FileParameters")
                .mapTo(String.class)
                .findFirst()
                .orElse(null));
    }
}
