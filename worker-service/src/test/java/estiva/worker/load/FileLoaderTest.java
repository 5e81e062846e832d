package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.EndlessFiles;
import estiva.control.files.LocalFile;
import estiva.control.files.SourceFile;
import estiva.control.imports.ImportSpec;
import estiva.worker.TargetDatabase;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load does, on whichever database the profile names: the same for batches and for bulk copy. */
class FileLoaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 60_000;
    private static TargetDatabase database;

    @TempDir
    Path folder;

    private Connection connection;

    @BeforeAll
    static void create() {
        database = new TargetDatabase();
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @BeforeEach
    void aTableAndATransaction() throws SQLException {
        database.createTable("Cargo", "Id INT NOT NULL, Name NVARCHAR(20), Amount DECIMAL(10,2), SailDay DATE, Origin NVARCHAR(100)");
        connection = database.connect();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void noReadingThreadIsLeft() throws SQLException {
        connection.rollback();
        connection.close();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).noneMatch(n -> n.endsWith("-read"));
    }

    @Test
    void aFileIsLoadedByTheNamesOfItsHeader() throws Exception {
        LoadResult result = load("id,NAME,amount,SailDay\n1,São João,10.50,2024-02-29\n2,,,\n", "{'target':'Cargo'}");
        assertThat(result).extracting(LoadResult::rowsRead, LoadResult::rowsLoaded, LoadResult::rowsRejected)
                .containsExactly(2L, 2L, 0L);
        assertThat(result.contentHash()).hasSize(64);
        assertThat(result.sizeBytes()).isEqualTo(Files.size(folder.resolve("file.csv")));
        assertThat(rows("SELECT Id, Name, Amount, SailDay, Origin FROM Cargo ORDER BY Id"))
                .containsExactly("1|são joão|10.50|2024-02-29|null", "2|null|null|null|null");
    }

    @Test
    void nothingIsCommittedByTheLoad() throws Exception {
        load("Id\n1\n", "{'target':'Cargo'}");
        connection.rollback();
        assertThat(database.rows("SELECT COUNT(*) FROM Cargo")).containsExactly("0");
    }

    @Test
    void aTableThatIsLoadedIntoIsOpenToOtherLoads() throws Exception {
        load("Id\n" + IntStream.range(0, 10_000).mapToObj(i -> i + "\n").collect(Collectors.joining()), "{'target':'Cargo'}");

        database.run("SET LOCK_TIMEOUT 5000", "INSERT INTO Cargo (Id) VALUES (-1)");

        assertThat(rows("SELECT COUNT(*) FROM Cargo")).containsExactly("10001");
    }

    @Test
    void columnsComeFromNamesPositionsAndConstants() throws Exception {
        load("codigo;valor;dia;nome\n7;1.234,5;31/12/2024;Ana\n", """
                {'target':'Cargo','format':{'delimiter':';'},'columns':[
                 {'source':'codigo','target':'Id'},{'source':2,'target':'Amount','format':'#,##0.00','locale':'pt-BR'},
                 {'source':3,'target':'SailDay','format':'dd/MM/yyyy'},{'source':4,'target':'Name'},
                 {'constant':'${fileName} of ${processName} ${parameter1}${parameter2}','target':'Origin'}]}""");
        assertThat(rows("SELECT Id, Name, Amount, SailDay, Origin FROM Cargo"))
                .containsExactly("7|ana|1234.50|2024-12-31|file.csv of clientea p1");
    }

    @Test
    void aFileWithoutHeaderIsLoadedByPosition() throws Exception {
        load("x,5\ny,6\n", """
                {'target':'Cargo','format':{'header':false},
                 'columns':[{'source':2,'target':'Id'},{'source':1,'target':'Name'}]}""");
        assertThat(rows("SELECT Id, Name FROM Cargo ORDER BY Id")).containsExactly("5|x", "6|y");
    }

    @Test
    void aHeaderAloneLoadsNoRowAndSucceeds() throws Exception {
        assertThat(load("Id,Name\n", "{'target':'Cargo'}").rowsRead()).isZero();
    }

    @Test
    void everyTypeArrivesAsItWasWritten() throws Exception {
        database.createTable("Kinds", "a TINYINT, b SMALLINT, c INT, d BIGINT, e DECIMAL(38,10), f REAL, g FLOAT, h BIT,"
                + " i DATE, j DATETIME, k DATETIME2(1), l DATETIME2(6), m SMALLDATETIME, n TIME(3), o DATETIMEOFFSET,"
                + " p CHAR(3), q VARCHAR(10), r NVARCHAR(MAX), t VARBINARY(4), u MONEY, v VARCHAR(MAX)");
        load("""
                a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,t,u,v
                100,-2,-3,9223372036854775807,1234567890123456789012345678.0123456789,0.5,1e10,1,2024-02-03,\
                2024-02-03 04:05:06.120,2024-02-03 04:05:06.1,0001-01-01T00:00:00.123456,2024-02-03 04:05,04:05:06.007,\
                2024-02-03 04:05:06.5 +05:30,abc,ção,😀,0x01FF,12.3456,long
                ,,,,,,,,,,,,,,,,,,,,
                """, "{'target':'Kinds'}");
        assertThat(rows("SELECT a,b,c,d,e,f,g FROM Kinds WHERE a IS NOT NULL").get(0))
                .isEqualTo("100|-2|-3|9223372036854775807|1234567890123456789012345678.0123456789|0.5|1.0e10");
        assertThat(rows("SELECT i,j,k,l,m,n,o FROM Kinds WHERE a IS NOT NULL").get(0))
                .matches("2024-02-03\\|2024-02-03 04:05:06.12\\|2024-02-03 04:05:06.1\\|0001-01-01 00:00:00.123456"
                        + "\\|2024-02-03 04:05:00(.0)?\\|04:05:06.007\\|2024-02-03 04:05:06.50* ?\\+05:30");
        assertThat(rows("SELECT p,q,r,u,v FROM Kinds WHERE a IS NOT NULL").get(0))
                .isEqualTo("abc|ção|😀|12.3456|long");
        assertThat(rows("SELECT COUNT(*) FROM Kinds WHERE t = 0x01FF OR t IS NULL")).containsExactly("2");
    }

    @Test
    void uuidsArriveAsTheyWereWritten() throws Exception {
        database.createTable("Kinds", "s UNIQUEIDENTIFIER");
        load("s\n0a1b2c3d-1111-2222-3333-00000000000f\n", "{'target':'Kinds'}");
        assertThat(rows("SELECT s FROM Kinds")).containsExactly("0a1b2c3d-1111-2222-3333-00000000000f");
    }

    @Test
    void manyRowsAreLoadedInOrderOfTheFile() throws Exception {
        LoadResult result = load(manyRows(), "{'target':'Cargo'}");
        assertThat(result.rowsLoaded()).isEqualTo(MANY);
        assertThat(rows("SELECT COUNT(*), MIN(Id), MAX(Id), SUM(CAST(Id AS BIGINT)) FROM Cargo"))
                .containsExactly(MANY + "|1|" + MANY + "|" + (long) MANY * (MANY + 1) / 2);
    }

    @Test
    void badRowsUpToTheLimitAreLeftOutAndKept() throws Exception {
        LoadResult result = load("Id,Name\n1,a\nx,b\n3,c,d\n4\n5,\"ok\"\n", "{'target':'Cargo','rejects':{'maxRows':3}}");
        assertThat(result.rowsLoaded()).isEqualTo(2);
        assertThat(result.rejects()).containsExactly(
                new Reject(2, 3, "Id", "x", "is not a whole number", "x,b"),
                new Reject(3, 4, null, null, "has 3 fields where 2 are expected", "3,c,d"),
                new Reject(4, 5, null, null, "has 1 fields where 2 are expected", "4"));
        assertThat(rows("SELECT Id FROM Cargo ORDER BY Id")).containsExactly("1", "5");
    }

    @Test
    void aBadRowMoreThanTheLimitFailsTheFile() throws Exception {
        LoadFailure failure = failure("Id,Valor\n1,2\n2,abc\n3,x\n", """
                {'target':'Cargo','rejects':{'maxRows':1},'columns':[{'source':'Id'},{'source':'Valor','target':'Amount'}]}""");
        assertThat(failure).hasMessageStartingWith(
                "file.csv: has more than 1 bad rows; first: row 2 (line 3) column Valor: 'abc' is not a number");
        assertThat(failure.soFar().rowsRejected()).isEqualTo(2);
        assertThat(failure.soFar().rowsLoaded()).isZero();
        assertThat(failure.soFar().rejects()).hasSize(2);
    }

    @Test
    void onlyTheFirstThousandBadRowsAreKept() throws Exception {
        LoadResult result = load("Id\n" + "x\n".repeat(1_500), "{'target':'Cargo','rejects':{'maxRows':2000}}");
        assertThat(result.rowsRejected()).isEqualTo(1_500);
        assertThat(result.rejects()).hasSize(1_000);
    }

    @Test
    void aBadRowLateInALargeFileFailsIt() throws Exception {
        assertThat(failure(manyRows() + "x,y,z\n", "{'target':'Cargo'}")).hasMessageContaining("row " + (MANY + 1));
    }

    @Test
    void nullInAColumnThatTakesNoneIsABadRow() throws Exception {
        assertThat(failure("Id,Name\n,a\n", "{'target':'Cargo'}"))
                .hasMessageContaining("column Id: '' is empty, but the table's column takes no NULL");
    }

    @Test
    void aTextTooLongForItsColumnIsABadRow() throws Exception {
        assertThat(failure("Id,Name\n1,123456789012345678901\n", "{'target':'Cargo'}"))
                .hasMessageContaining("has 21 characters where 20 fit");
    }

    @Test
    void allMissingColumnsAreNamedWithTheHeader() throws Exception {
        assertThat(failure("Id,Name\n1,a\n", """
                {'target':'Cargo','columns':[{'source':'Id'},{'source':'valor','target':'Amount'},{'source':'dia','target':'SailDay'},
                 {'source':9,'target':'Origin'}]}"""))
                .hasMessage("file.csv: lacks column 'valor', 'dia', '9'; its header has: Id, Name");
    }

    @Test
    void aDuplicateHeaderNameThatIsUsedIsAFailure() throws Exception {
        assertThat(failure("Id,Name,Name\n1,a,b\n", "{'target':'Cargo','columns':[{'source':'Id'},{'source':'Name'}]}"))
                .hasMessageContaining("more than once, at positions [2, 3]");
    }

    @Test
    void aHeaderNameThatTheTableDoesNotHaveIsAFailure() throws Exception {
        assertThat(failure("Id,Foo\n1,a\n", "{'target':'Cargo'}")).hasMessageContaining("has no column 'Foo'");
    }

    @Test
    void aTableThatDoesNotExistIsAFailureAndIsNotCreated() throws Exception {
        assertThat(failure("Id\n1\n", "{'target':'Nowhere'}")).hasMessageContaining("there is no table Nowhere");
        assertThatThrownBy(() -> database.rows("SELECT * FROM Nowhere")).isInstanceOf(SQLException.class);
    }

    @Test
    void aColumnThatMustBeGivenIsAFailureWhenItIsNot() throws Exception {
        assertThat(failure("Name\na\n", "{'target':'Cargo'}")).hasMessageContaining("takes no row without Id");
    }

    @Test
    void identityAndComputedColumnsCannotBeTargets() throws Exception {
        database.createTable("Counted", "Id INT IDENTITY PRIMARY KEY, Name NVARCHAR(20)");
        assertThat(failure("Id,Name\n1,a\n", "{'target':'Counted'}")).hasMessageContaining("Id of table")
                .hasMessageContaining("identity");
        load("Name\na\n", "{'target':'Counted'}");
        assertThat(rows("SELECT Name FROM Counted")).containsExactly("a");
    }

    @Test
    void namesThatNeedQuotesAreQuoted() throws Exception {
        String quoted = "\"Odd \"\"Table\"";
        String column = "\"select x\"";
        database.createTable(quoted, column + " INT");
        load("select x\n5\n", "{'target':'[Odd \\\"Table]'}");
        assertThat(rows("SELECT " + column + " FROM " + quoted)).containsExactly("5");
    }

    @Test
    void aConstraintThatTheServerChecksFailsTheFileWithTheServersWords() throws Exception {
        database.createTable("Keyed", "Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20)");
        assertThat(failure("Id,Name\n1,a\n2,b\n1,c\n", "{'target':'Keyed'}"))
                .hasMessageContaining("row").hasMessageContaining("refuses it");
    }

    @Test
    void aCheckThatTheServerMakesFailsTheFile() throws Exception {
        database.createTable("Keyed", "Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20) CHECK (Name <> 'bad')");
        assertThat(failure("Id,Name\n1,bad\n", "{'target':'Keyed'}")).hasMessageContaining("refuses it");
    }

    @Test
    void aConstraintBrokenHalfwayEndsTheReadingToo() throws Exception {
        database.createTable("Keyed", "Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20), Amount DECIMAL(10,2)");
        assertThat(failure(manyRows() + "1,again,1\n" + manyRows().substring(15), "{'target':'Keyed'}"))
                .hasMessageContaining("refuses it");
    }

    @Test
    void aBrokenConnectionIsNoFailureOfTheFile() throws Exception {
        write(manyRows());
        connection.close();
        assertThatThrownBy(() -> new FileLoader(new RowFiles(ReadLimits.DEFAULT)).load(connection, request("{'target':'Cargo'}"), () -> false))
                .isInstanceOf(SQLException.class);
        connection = database.connect();
        connection.setAutoCommit(false);
    }

    @Test
    void aStopEndsTheLoadAndLeavesTheConnectionUsable() throws Exception {
        write(manyRows());
        AtomicInteger looks = new AtomicInteger();
        Stop afterSomeChunks = () -> looks.incrementAndGet() > 10;
        assertThatThrownBy(() -> new FileLoader(new RowFiles(ReadLimits.DEFAULT)).load(connection, request("{'target':'Cargo'}"), afterSomeChunks))
                .isInstanceOf(LoadStopped.class);
        connection.rollback();
        assertThat(rows("SELECT COUNT(*) FROM Cargo")).containsExactly("0");
    }

    @Test
    void aTableThatRefusesRowsEndsTheReadingThoughNoOtherRowWillCome() throws Exception {
        database.createTable("Keyed", "Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20), Amount DECIMAL(10,2)");
        byte[] rows = (manyRows() + manyRows().substring(15)).getBytes(StandardCharsets.UTF_8);
        SourceFile endless = new EndlessFiles().put("file.csv", rows, "# no row\n".getBytes(StandardCharsets.UTF_8));
        ImportSpec spec = JSON.readValue("{\"target\":\"Keyed\",\"format\":{\"comment\":\"#\"}}", ImportSpec.class);
        LoadRequest request = new LoadRequest(endless, "file.csv", "ClienteA", "p1", null, spec, TestMemory.share());

        assertTimeoutPreemptively(Duration.ofSeconds(120), () ->
                assertThatThrownBy(() -> new FileLoader(new RowFiles(ReadLimits.DEFAULT)).load(connection, request, () -> false))
                        .isInstanceOf(LoadFailure.class).hasMessageContaining("refuses it"));
    }

    @Test
    void aStopIsSeenInASmallFileToo() throws Exception {
        write("Id\n1\n");
        assertThatThrownBy(() -> new FileLoader(new RowFiles(ReadLimits.DEFAULT)).load(connection, request("{'target':'Cargo'}"), () -> true))
                .isInstanceOf(LoadStopped.class);
    }

    @Test
    void anErrorOfTheFileHalfwayLeavesTheConnectionUsable() throws Exception {
        assertThat(failure(manyRows() + "1,\"open\n", "{'target':'Cargo'}")).hasMessageContaining("Unclosed quoted field");
        connection.rollback();
        load("Id\n1\n", "{'target':'Cargo'}");
        assertThat(rows("SELECT COUNT(*) FROM Cargo")).containsExactly("1");
    }

    @Test
    void anEmptyFileIsAFailure() throws Exception {
        assertThat(failure("", "{'target':'Cargo'}")).hasMessage("file.csv: is empty");
    }

    @Test
    void aBadFormatOfAColumnIsAFailureBeforeAnyRow() throws Exception {
        assertThat(failure("Id,SailDay\n1,x\n", """
                {'target':'Cargo','columns':[{'source':'Id'},{'source':'SailDay','format':'dd/mm/yyyy'}]}"""))
                .hasMessageStartingWith("file.csv: column SailDay: format 'dd/mm/yyyy'");
    }

    private LoadResult load(String text, String spec) throws Exception {
        write(text);
        return new FileLoader(new RowFiles(ReadLimits.DEFAULT)).load(connection, request(spec), () -> false);
    }

    private LoadFailure failure(String text, String spec) throws Exception {
        write(text);
        return catchThrowableOfType(LoadFailure.class,
                () -> new FileLoader(new RowFiles(ReadLimits.DEFAULT)).load(connection, request(spec), () -> false));
    }

    private void write(String text) throws Exception {
        Files.writeString(folder.resolve("file.csv"), text);
    }

    private LoadRequest request(String spec) throws Exception {
        ImportSpec read = JSON.readValue(spec.replace('\'', '"'), ImportSpec.class);
        return new LoadRequest(LocalFile.at(folder.resolve("file.csv")), "file.csv", "ClienteA", "p1", null, read, TestMemory.share());
    }

    /** As the load's own transaction sees them. */
    private java.util.List<String> rows(String query) throws SQLException {
        return TargetDatabase.rows(connection, query);
    }

    private static String manyRows() {
        return IntStream.rangeClosed(1, MANY).mapToObj(i -> i + ",name " + i + "," + i + ".25\n")
                .collect(Collectors.joining("", "Id,Name,Amount\n", ""));
    }
}
