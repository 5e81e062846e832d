package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Rows that are left out, and files that fail, each with the words that say why. */
class FailedFilesTest extends CargoLoads {
    @Test
    void badRowsUpToTheLimitAreLeftOutAndKept() throws Exception {
        LoadResult result =
                load("Id,Name\n1,a\nx,b\n3,c,d\n4\n5,\"ok\"\n", "{'target':'Cargo','rejects':{'maxRows':3}}");
        assertThat(result.rowsLoaded()).isEqualTo(2);
        assertThat(result.rejects())
                .containsExactly(
                        new Reject(2, 3, "Id", "x", "is not a whole number", "x,b"),
                        new Reject(3, 4, null, null, "has 3 fields where 2 are expected", "3,c,d"),
                        new Reject(4, 5, null, null, "has 1 fields where 2 are expected", "4"));
        assertThat(rows("SELECT Id FROM Cargo ORDER BY Id")).containsExactly("1", "5");
    }

    @Test
    void aBadRowMoreThanTheLimitFailsTheFile() throws Exception {
        LoadFailure failure = failure("Id,Valor\n1,2\n2,abc\n3,x\n", """
                {'target':'Cargo','rejects':{'maxRows':1},'columns':[{'source':'Id'},{'source':'Valor','target':'Amount'}]}""");
        assertThat(failure)
                .hasMessageStartingWith(
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
        assertThatThrownBy(() -> target.database.rows("SELECT * FROM Nowhere")).isInstanceOf(SQLException.class);
    }

    @Test
    void aColumnThatMustBeGivenIsAFailureWhenItIsNot() throws Exception {
        assertThat(failure("Name\na\n", "{'target':'Cargo'}")).hasMessageContaining("takes no row without Id");
    }

    @Test
    void identityAndComputedColumnsCannotBeTargets() throws Exception {
        target.database.createTable("Counted", "Id INT IDENTITY PRIMARY KEY, Name NVARCHAR(20)");
        assertThat(failure("Id,Name\n1,a\n", "{'target':'Counted'}"))
                .hasMessageContaining("Id of table")
                .hasMessageContaining("identity");
        load("Name\na\n", "{'target':'Counted'}");
        assertThat(rows("SELECT Name FROM Counted")).containsExactly("a");
    }

    @Test
    void aConstraintThatTheServerChecksFailsTheFileWithTheServersWords() throws Exception {
        target.database.createTable("Keyed", "Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20)");
        assertThat(failure("Id,Name\n1,a\n2,b\n1,c\n", "{'target':'Keyed'}"))
                .hasMessageContaining("row")
                .hasMessageContaining("refuses it");
    }

    @Test
    void aCheckThatTheServerMakesFailsTheFile() throws Exception {
        target.database.createTable("Keyed", "Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20) CHECK (Name <> 'bad')");
        assertThat(failure("Id,Name\n1,bad\n", "{'target':'Keyed'}")).hasMessageContaining("refuses it");
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
}
