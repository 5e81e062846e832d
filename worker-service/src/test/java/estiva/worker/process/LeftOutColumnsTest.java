package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Columns of the table that the file does not fill. */
class LeftOutColumnsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    @Test
    void aColumnThatAFileLeavesOutGetsItsDefaultAlsoWhereItMayBeNull() throws Exception {
        tables.sql("CREATE TABLE Berth (Id INT NOT NULL, Note NVARCHAR(20) DEFAULT 'none' NULL)");
        Loading loading = new Loading(tables, root, 1_000);
        loading.define("{'target':'Berth'}");

        assertThat(loading.load("Id\n1\n").lastError()).isNull();

        assertThat(tables.line("SELECT Note FROM Berth")).isEqualTo("none");
    }

    @Test
    void aNullOfTheFileStaysOneWhereAnotherColumnIsLeftOut() throws Exception {
        tables.sql("CREATE TABLE Crane (Id INT NOT NULL, Note NVARCHAR(20) DEFAULT 'none' NULL,"
                + " Origin NVARCHAR(20) DEFAULT 'here' NOT NULL)");
        Loading loading = new Loading(tables, root, 1_000);
        loading.define("{'target':'Crane'}");

        assertThat(loading.load("Id,Note\n1,\n2,x\n").lastError()).isNull();

        assertThat(tables.line("SELECT COALESCE(Note, 'NULL') FROM Crane ORDER BY Id"))
                .isEqualTo("NULL,x");
        assertThat(tables.line("SELECT Origin FROM Crane ORDER BY Id")).isEqualTo("here,here");
    }

    @Test
    void aNullOfTheFileStaysOneWhereNoColumnIsLeftOut() throws Exception {
        tables.sql("CREATE TABLE Pier (Id INT NOT NULL, Note NVARCHAR(20) DEFAULT 'none' NULL)");
        Loading loading = new Loading(tables, root, 1_000);
        loading.define("{'target':'Pier'}");

        assertThat(loading.load("Id,Note\n1,\n2,x\n").lastError()).isNull();

        assertThat(tables.line("SELECT COALESCE(Note, 'NULL') FROM Pier ORDER BY Id"))
                .isEqualTo("NULL,x");
    }
}
