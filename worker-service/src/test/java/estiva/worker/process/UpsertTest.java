package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.TargetDatabase;
import estiva.worker.claim.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files whose rows take the place of those of the same key. */
class UpsertTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private Loading loading;

    @BeforeAll
    static void targets() {
        tables.sql(
                "CREATE TABLE Stock (N INT IDENTITY(1,1) NOT NULL PRIMARY KEY, Shop NVARCHAR(20) NULL, Item INT NOT NULL,"
                        + " Amount INT NULL, Note NVARCHAR(20) DEFAULT 'none' NULL, Code INT NULL)");
        tables.sql("CREATE UNIQUE INDEX UX_Stock ON Stock (Shop, Item)");
        tables.sql("CREATE TABLE Coded (Id INT NOT NULL PRIMARY KEY, Code INT NOT NULL UNIQUE)");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Stock");
        tables.sql("INSERT INTO Stock (Shop, Item, Amount, Note) VALUES ('a', 1, 10, 'old'), ('b', 1, 20, 'old'),"
                + " (NULL, 1, 30, 'old')");
        tables.sql("DELETE FROM Coded");
        loading = new Loading(tables, root, 1_000);
        define("");
    }

    @Test
    void knownKeysAreUpdatedAndNewOnesInserted() throws Exception {
        FileRow file = loading.load("Item,Shop,Amount\n1,a,11\n1,c,31\n1,,33\n");

        assertThat(file.lastError()).isNull();
        assertThat(file)
                .extracting(
                        FileRow::rowsRead,
                        FileRow::rowsLoaded,
                        FileRow::rowsUpdated,
                        FileRow::rowsSkipped,
                        FileRow::rowsRejected)
                .containsExactly(3L, 1L, 2L, 0L, 0L);
        assertThat(stock()).containsExactly("null|1|33|old", "a|1|11|old", "b|1|20|old", "c|1|31|none");
    }

    @Test
    void rowsOfOneKeyAreAllRejectedUnlessTheImportSaysWhichCounts() throws Exception {
        FileRow file = loading.load("Item,Shop,Amount\n1,a,11\n2,a,12\n1,a,13\n");

        assertThat(file.lastError()).isNull();
        assertThat(loading.rejects(file))
                .usingElementComparator(String::compareToIgnoreCase)
                .containsExactly(
                        "1|null|has the same key as another row of the file (Shop, Item)|1,a,11",
                        "3|null|has the same key as another row of the file (Shop, Item)|1,a,13");
        assertThat(stock()).containsExactly("null|1|30|old", "a|1|10|old", "a|2|12|none", "b|1|20|old");
    }

    @Test
    void theFirstRowOfAKeyCountsWhereTheImportSaysSo() throws Exception {
        define(",'duplicateKeys':'first'");

        FileRow file = loading.load("Item,Shop,Amount\n1,a,11\n2,a,12\n1,a,13\n2,a,14\n");

        assertThat(file)
                .extracting(FileRow::rowsRead, FileRow::rowsLoaded, FileRow::rowsUpdated, FileRow::rowsSkipped)
                .containsExactly(4L, 1L, 1L, 2L);
        assertThat(stock()).contains("a|1|11|old", "a|2|12|none");
    }

    @Test
    void theLastRowOfAKeyCountsWhereTheImportSaysSo() throws Exception {
        define(",'duplicateKeys':'last'");

        loading.load("Item,Shop,Amount\n1,a,11\n2,a,12\n1,a,13\n2,a,14\n");

        assertThat(stock()).contains("a|1|13|old", "a|2|14|none");
    }

    @Test
    void manyRowsMeetManyRows() throws Exception {
        loading.load(rows(5_000, 0));

        FileRow file = loading.load(rows(6_000, 7));

        assertThat(file.lastError()).isNull();
        assertThat(file.rowsUpdated()).isEqualTo(5_000);
        assertThat(file.rowsLoaded()).isEqualTo(1_000);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Stock WHERE Shop = 'many' AND Amount = Item + 7"))
                .isEqualTo(6_000);
    }

    @Test
    void withoutAUniqueIndexOnExactlyItsKeysTheFileFailsAndNamesWhatThereIs() throws Exception {
        loading.define("{'target':'Stock','mode':'upsert','keys':['Item']}");

        FileRow file = loading.load("Item,Shop,Amount\n1,a,11\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("unique index of table").contains("on exactly the import's keys (Item)");
        assertThat(file.lastError().toLowerCase(java.util.Locale.ROOT)).contains("(shop, item)");
    }

    @Test
    void aKeyColumnThatTheFileDoesNotFillFailsIt() throws Exception {
        assertThat(loading.load("Item,Amount\n1,11\n").lastError())
                .contains("does not fill the import's key column 'Shop'");
    }

    @Test
    void aRowThatClashesWithAnotherKeyOfTheTableIsRejected() throws Exception {
        tables.sql("INSERT INTO Coded VALUES (1, 100), (2, 200)");
        loading.define("{'target':'Coded','mode':'upsert','keys':['Id'],'rejects':{'maxRows':1}}");

        FileRow file = loading.load("Id,Code\n1,101\n3,200\n4,400\n");

        assertThat(file.lastError()).isNull();
        assertThat(loading.rejects(file))
                .singleElement()
                .asString()
                .startsWith("2|Code|has a key that the table has already");
        assertThat(rows("SELECT Id, Code FROM Coded ORDER BY Id")).containsExactly("1|101", "2|200", "4|400");
    }

    @Test
    void aTableOfNothingButItsKeyTakesWhatItDoesNotHave() throws Exception {
        tables.sql("CREATE TABLE Codes (Code INT NOT NULL PRIMARY KEY)");
        tables.sql("INSERT INTO Codes VALUES (1)");
        loading.define("{'target':'Codes','mode':'upsert','keys':['Code']}");

        FileRow file = loading.load("Code\n1\n2\n");

        assertThat(file).extracting(FileRow::rowsUpdated, FileRow::rowsLoaded).containsExactly(1L, 1L);
    }

    @Test
    void concurrentLoadsOfTheSameNewKeysGiveEachKeyOnce() throws Exception {
        String content = rows(2_000, 1);
        Run first = loading.claim(content);
        tables.sql("UPDATE Client SET RunningProcessID = NULL");
        Run second = loading.claim(content);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> loads =
                    List.of(both.submit(() -> load(start, first)), both.submit(() -> load(start, second)));
            start.countDown();
            for (Future<?> load : loads) {
                load.get();
            }
        } finally {
            both.shutdownNow();
        }

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Stock WHERE Shop = 'many'"))
                .isEqualTo(2_000);
        assertThat(List.of(first, second))
                .allSatisfy(run -> assertThat(
                                tables.file(run.claim().processId(), 0).status())
                        .isIn(Status.COMPLETED, Status.PENDING));
    }

    private void load(CountDownLatch start, Run run) {
        try {
            start.await();
            loading.load(run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void define(String more) throws Exception {
        loading.define("{'target':'Stock','mode':'upsert','keys':['Shop','Item'],'rejects':{'maxRows':2}" + more + "}");
    }

    private static String rows(int count, int more) {
        return "Shop,Item,Amount\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "many," + i + "," + (i + more) + "\n")
                        .collect(Collectors.joining());
    }

    private static List<String> stock() throws Exception {
        return rows("SELECT Shop, Item, Amount, Note FROM Stock ORDER BY COALESCE(Shop, ''), Item");
    }

    private static List<String> rows(String query) throws Exception {
        try (var connection = tables.testDatabase().dataSource().getConnection()) {
            return TargetDatabase.rows(connection, query);
        }
    }
}
