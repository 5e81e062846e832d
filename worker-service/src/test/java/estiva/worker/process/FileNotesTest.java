package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.control.process.TableRows.LogRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is odd in a file that could be read all the same stands in its log. */
class FileNotesTest {
    private static final String STRAY = "id,item,note\n1,Pipe,ok\n2,Tube,\"1/2 inch\n3,Bolt,fine\n4,Nut,fine\n"
            + "5,Screen,fits 24\"\n6,Rod,ok\n,,\n";

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private Loading loading;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Parts (id INT, item NVARCHAR(50), note NVARCHAR(4000))");
    }

    @BeforeEach
    void worker() {
        tables.sql("DELETE FROM Parts");
        loading = new Loading(tables, root, 1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'target':'Parts'}",
                "{'target':'Parts','commit':{'per':'rows','rows':1000}}",
                "{'target':'Parts','mode':'replace','scope':'all'}"
            })
    void aFieldThatSwallowsRowsIsAWarning(String definition) throws Exception {
        loading.define(definition);

        FileRow file = loading.load(STRAY);

        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(file.rowsRead()).isEqualTo(3);
        assertThat(warnings(file))
                .hasSize(2)
                .anyMatch(
                        warning -> warning.startsWith("row 2 goes from line 3 to line 6, and most of these lines look"))
                .anyMatch(warning -> warning.equals("1 row without any value skipped, the first in line 8"));
    }

    @Test
    void theFileIsLoadedRightIfNoFieldMayHoldALineBreak() throws Exception {
        loading.define("{'target':'Parts','format':{'lineBreaksInFields':false},'rejects':{'maxRows':2}}");

        FileRow file = loading.load(STRAY);

        assertThat(tables.line("SELECT id FROM Parts ORDER BY id")).isEqualTo("1,3,4,6");
        assertThat(loading.rejects(file))
                .containsExactly(
                        "2|null|has a line break in field 3; is a quote not closed?|2,Tube,\"1/2 inch",
                        "5|null|has a quote within field 3; correct it, or say \"quotes\": \"lenient\" in the import's"
                                + " format|5,Screen,fits 24\"");
    }

    @Test
    void aFileThatFailsHasItsWarningsToo() throws Exception {
        loading.define("{'target':'Parts'}");

        FileRow file = loading.load(STRAY.replace("6,Rod", "x,Rod"));

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(warnings(file)).anyMatch(warning -> warning.startsWith("row 2 goes from line 3 to line 6"));
    }

    @Test
    void aSmallFileWithAWarningIsLoadedForItself() throws Exception {
        LoadFiles files = new LoadFiles(tables, root);
        SmallProcesses together =
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics);
        files.define("ClienteA", "{'target':'Parts'}");
        files.define("ClienteB", "{'target':'Parts'}");
        files.write("a.csv", STRAY);
        files.write("b.csv", "id,item,note\n1,x,y\n");
        long odd = tables.register("ClienteA", "a.csv");
        long plain = tables.register("ClienteB", "b.csv");

        together.load(files.claims(odd, plain).stream()
                .map(run -> together.small(run).orElseThrow())
                .toList());

        assertThat(tables.status(odd)).isEqualTo(Status.IN_PROGRESS);
        assertThat(tables.status(plain)).isEqualTo(Status.COMPLETED);
    }

    private List<String> warnings(FileRow file) {
        return tables.fileLog(file.fileId()).stream()
                .filter(line -> line.logLevel().equals("Warning"))
                .map(LogRow::message)
                .toList();
    }
}
