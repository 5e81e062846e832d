package estiva.control.load;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a row that says where a staging table is. */
class StagingTablesTest {

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void noTextOfARowBecomesAStatement() {
        tables.sql("CREATE TABLE Precious (Id INT)");
        for (String text : new String[] {"Precious", "x]; DROP TABLE Precious; --", "x\"; DROP TABLE Precious; --"}) {
            for (String column : new String[] {"TableName", "SchemaName", "DatabaseName"}) {
                tables.sql(
                        "INSERT INTO StagingTable (ProcessID, FileID, Fence, TableName) VALUES (0, 1, 1, 'Precious')");
                tables.sql("UPDATE StagingTable SET " + column + " = '" + text + "' WHERE DatabaseName IS NULL"
                        + " AND SchemaName IS NULL");
            }
        }

        tables.stagingTables.dropOrphans();

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Precious")).isZero();
        tables.sql("DROP TABLE Precious");
    }

    @Test
    void whatCannotBeDroppedKeepsNoneFromBeingDropped() {
        for (int i = 1; i <= 20; i++) {
            tables.sql("INSERT INTO StagingTable (ProcessID, FileID, Fence, SchemaName, TableName) VALUES (0, " + i
                    + ", 1, 'SchemaThatIsGone', 'x')");
        }
        tables.sql("INSERT INTO StagingTable (ProcessID, FileID, Fence, TableName) VALUES (0, 21, 1, 'x')");

        tables.stagingTables.dropOrphans();
        tables.stagingTables.dropOrphans();

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM StagingTable WHERE FileID = 21"))
                .isZero();
    }
}
