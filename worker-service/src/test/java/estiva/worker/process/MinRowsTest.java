package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with fewer good rows than their import expects: nothing is loaded, and nothing is replaced. */
class MinRowsTest {
    private static final String REPLACE =
            "{'target':'Items','mode':'replace','scope':'all','rejects':{'maxPercent':100}";
    private static final String NO_ROWS =
            "file.csv: has 0 good rows where at least 1 is expected; correct the file, or say how few there may be by the"
                    + " import's minRows";

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private Loading loading;

    @BeforeAll
    static void target() {
        tables.sql(
                "CREATE TABLE Items (Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20), Amount INT CHECK (Amount < 100))");
    }

    @BeforeEach
    void rowsOfBefore() {
        tables.sql("DELETE FROM Items");
        tables.sql("INSERT INTO Items VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)");
        loading = new Loading(tables, root, 1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Id,Name\n", "Id,Name", "Id,Name\n\n,\n", "Id,Name\nx,y\n", "Id,Amount\n7,700\n"})
    void aFileWithoutAGoodRowReplacesNothing(String content) throws Exception {
        loading.define(REPLACE + "}");

        FileRow file = loading.load(content);

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).isEqualTo(NO_ROWS);
        assertThat(ids()).isEqualTo("1,2,3");
    }

    @Test
    void aFileWithoutRowsReplacesAllIfTheImportAllowsIt() throws Exception {
        loading.define(REPLACE + ",'minRows':0}");

        assertThat(loading.load("Id,Name\n").status()).isEqualTo(Status.COMPLETED);
        assertThat(ids()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'target':'Items'",
                "{'target':'Items','mode':'upsert','keys':['Id']",
                "{'target':'Items','mode':'replace','scope':'all'",
                "{'target':'Items','afterwards':'move'"
            })
    void everyModeCanExpectRows(String definition) throws Exception {
        loading.define(definition + ",'minRows':3,'rejects':{'maxRows':5}}");

        FileRow file = loading.load("Id,Name\n4,d\n5,e\nx,f\n");

        assertThat(file.lastError()).startsWith("file.csv: has 2 good rows where at least 3 are expected");
        assertThat(file.rowsLoaded()).isZero();
        assertThat(ids()).isEqualTo("1,2,3");
        assertThat(loading.load("Id,Name\n4,d\n5,e\n6,f\nx,f\n").lastError()).isNull();
        assertThat(ids()).contains("4,5,6");
    }

    @Test
    void otherModesExpectNone() throws Exception {
        loading.define("{'target':'Items'}");

        assertThat(loading.load("Id,Name\n").status()).isEqualTo(Status.COMPLETED);
    }

    private static String ids() {
        return tables.line("SELECT Id FROM Items ORDER BY Id");
    }
}
