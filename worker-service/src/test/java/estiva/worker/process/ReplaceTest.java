package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.control.process.TableRows.LogRow;
import estiva.worker.TargetDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that take the place of what is in their scope. */
class ReplaceTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private Loading loading;

    @BeforeAll
    static void targets() {
        tables.sql("CREATE TABLE Stock (ClientID NVARCHAR(20) NULL, Item INT NOT NULL, Amount INT)");
        tables.sql("CREATE UNIQUE INDEX UX_Stock ON Stock (ClientID, Item)");
        tables.sql("CREATE TABLE Rates (Code INT NOT NULL PRIMARY KEY)");
        tables.sql("CREATE TABLE Prices (Rate INT, CONSTRAINT FK_Prices FOREIGN KEY (Rate) REFERENCES Rates (Code))");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Stock");
        tables.sql(
                "INSERT INTO Stock VALUES ('ClienteA', 1, 10), ('ClienteA', 2, 20), ('ClienteB', 1, 30), (NULL, 1, 40)");
        loading = new Loading(tables, root, 1_000);
        loading.define(
                "{'target':'Stock','mode':'replace','scope':{'ClientID':'${processName}'},'rejects':{'maxRows':1}}");
    }

    @Test
    void aFileTakesThePlaceOfItsScopeAndOfNothingElse() throws Exception {
        FileRow file = loading.load("Item,Amount\n2,21\n3,31\n");

        assertThat(file.lastError()).isNull();
        assertThat(file).extracting(FileRow::rowsRead, FileRow::rowsLoaded).containsExactly(2L, 2L);
        assertThat(stock()).containsExactly("null|1|40", "clientea|2|21", "clientea|3|31", "clienteb|1|30");
        assertThat(tables.fileLog(file.fileId()))
                .extracting(LogRow::message)
                .anyMatch(message ->
                        message.matches("Loaded 2 of 2 rows in the place of 2 into \\w+\\.[Ss]tock by import .*"));
    }

    @Test
    void theSameContentMayReplaceItself() throws Exception {
        loading.load("Item,Amount\n2,21\n");

        FileRow again = loading.load("Item,Amount\n2,21\n");

        assertThat(again.status()).isEqualTo(Status.COMPLETED);
        assertThat(stock()).containsExactly("null|1|40", "clientea|2|21", "clienteb|1|30");
    }

    @Test
    void aRowOutsideOfItsScopeIsRejected() throws Exception {
        FileRow file = loading.load("ClientID,Item,Amount\nClienteA,2,21\nClienteB,7,70\n");

        assertThat(file.rowsRejected()).isEqualTo(1);
        assertThat(loading.rejects(file))
                .singleElement()
                .asString()
                .startsWith("2|null|lies outside of the scope that the file replaces (ClientID)|ClienteB,7,70");
        assertThat(stock()).containsExactly("null|1|40", "clientea|2|21", "clienteb|1|30");
    }

    @Test
    void aFileThatFailsLeavesItsScopeAsItWas() throws Exception {
        FileRow file = loading.load("Item,Amount\nx,1\ny,2\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(stock()).hasSize(4);
    }

    @Test
    void keysThatAreReplacedAreInNobodysWayButOthersAre() throws Exception {
        loading.define("{'target':'Stock','mode':'replace','scope':{'Amount':'20'},'rejects':{'maxRows':1}}");

        FileRow file = loading.load("ClientID,Item\nClienteA,2\nClienteB,1\n");

        assertThat(file.lastError()).isNull();
        assertThat(loading.rejects(file))
                .singleElement()
                .asString()
                .startsWith("2|null|has a key that the table has already");
        assertThat(stock()).containsExactly("null|1|40", "clientea|1|10", "clientea|2|20", "clienteb|1|30");
    }

    @Test
    void aScopeThatItsRegistrationLeavesEmptyReplacesNothing() throws Exception {
        loading.define("{'target':'Stock','mode':'replace','scope':{'ClientID':'${parameter1}'}}");

        FileRow file = loading.load("Item,Amount\n8,80\n");

        assertThat(file.lastError()).contains("the scope's value for column ClientID is empty: '${parameter1}'");
        assertThat(stock()).hasSize(4);
    }

    @Test
    void theWholeTableIsReplacedWhereThatIsWrittenOut() throws Exception {
        loading.define("{'target':'Stock','mode':'replace','scope':'all'}");

        loading.load("ClientID,Item,Amount\nz,1,1\n");

        assertThat(stock()).containsExactly("z|1|1");
    }

    @Test
    void aScopeThatMayNotBeDeletedFailsTheFileWithTheServersWords() throws Exception {
        tables.sql("INSERT INTO Rates VALUES (1)");
        tables.sql("INSERT INTO Prices VALUES (1)");
        loading.define("{'target':'Rates','mode':'replace','scope':'all'}");

        FileRow file = loading.load("Code\n2\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).containsIgnoringCase("FK_Prices");
        assertThat(tables.query(Integer.class, "SELECT Code FROM Rates")).isEqualTo(1);
    }

    private static List<String> stock() throws Exception {
        try (var connection = tables.testDatabase().dataSource().getConnection()) {
            return TargetDatabase.rows(
                    connection, "SELECT ClientID, Item, Amount FROM Stock ORDER BY COALESCE(ClientID, ''), Item");
        }
    }
}
