package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a load does, on whichever database the profile names: the same for batches and for bulk copy. */
class FileLoaderTest extends CargoLoads {
    @Test
    void aFileIsLoadedByTheNamesOfItsHeader() throws Exception {
        LoadResult result = load("id,NAME,amount,SailDay\n1,São João,10.50,2024-02-29\n2,,,\n", "{'target':'Cargo'}");
        assertThat(result)
                .extracting(LoadResult::rowsRead, LoadResult::rowsLoaded, LoadResult::rowsRejected)
                .containsExactly(2L, 2L, 0L);
        assertThat(result.contentHash()).hasSize(64);
        assertThat(result.sizeBytes()).isEqualTo(Files.size(folder.resolve("file.csv")));
        assertThat(rows("SELECT Id, Name, Amount, SailDay, Origin FROM Cargo ORDER BY Id"))
                .containsExactly("1|são joão|10.50|2024-02-29|null", "2|null|null|null|null");
    }

    @Test
    void aTableThatIsLoadedIntoIsOpenToOtherLoads() throws Exception {
        load(
                "Id\n" + IntStream.range(0, 10_000).mapToObj(i -> i + "\n").collect(Collectors.joining()),
                "{'target':'Cargo'}");

        target.database.run("SET LOCK_TIMEOUT 5000", "INSERT INTO Cargo (Id) VALUES (-1)");

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
        target.database.createTable(
                "Kinds",
                "a TINYINT, b SMALLINT, c INT, d BIGINT, e DECIMAL(38,10), f REAL, g FLOAT, h BIT,"
                        + " i DATE, j DATETIME, k DATETIME2(1), l DATETIME2(6), m SMALLDATETIME, n TIME(3), o DATETIMEOFFSET,"
                        + " p CHAR(3), q VARCHAR(10), r NVARCHAR(MAX), t VARBINARY(4), u MONEY, v VARCHAR(MAX)");
        load("""
                a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,t,u,v
                100,-2,-3,9223372036854775807,1234567890123456789012345678.0123456789,0.5,1e10,1,2024-02-03,\
                2024-02-03 04:05:06.120,2024-02-03 04:05:06.1,0001-01-01T00:00:00.123456,2024-02-03 04:05,04:05:06.007,\
                2024-02-03 04:05:06.5 +05:30,abc,ção,😀,0x01FF,12.3456,long
                ,,,,,,,,,,,,,,,,,,,,
                """, "{'target':'Kinds','format':{'emptyRows':'load'}}");
        assertThat(rows("SELECT a,b,c,d,e,f,g FROM Kinds WHERE a IS NOT NULL").get(0))
                .isEqualTo("100|-2|-3|9223372036854775807|1234567890123456789012345678.0123456789|0.5|1.0e10");
        assertThat(rows("SELECT i,j,k,l,m,n,o FROM Kinds WHERE a IS NOT NULL").get(0))
                .matches("2024-02-03\\|2024-02-03 04:05:06.12\\|2024-02-03 04:05:06.1\\|0001-01-01 00:00:00.123456"
                        + "\\|2024-02-03 04:05:00(.0)?\\|04:05:06.007\\|2024-02-03 04:05:06.50* ?\\+05:30");
        assertThat(rows("SELECT p,q,r,u,v FROM Kinds WHERE a IS NOT NULL").get(0))
                .isEqualTo("abc|ção|😀|12.3456|long");
        assertThat(rows("SELECT COUNT(*) FROM Kinds WHERE t = 0x01FF OR t IS NULL"))
                .containsExactly("2");
    }

    @Test
    void uuidsArriveAsTheyWereWritten() throws Exception {
        target.database.createTable("Kinds", "s UNIQUEIDENTIFIER");
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
    void namesThatNeedQuotesAreQuoted() throws Exception {
        String quoted = "\"Odd \"\"Table\"";
        String column = "\"select x\"";
        target.database.createTable(quoted, column + " INT");
        load("select x\n5\n", "{'target':'[Odd \\\"Table]'}");
        assertThat(rows("SELECT " + column + " FROM " + quoted)).containsExactly("5");
    }
}
