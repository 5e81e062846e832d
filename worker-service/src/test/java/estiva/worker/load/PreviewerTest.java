package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpec;
import estiva.control.inspect.Preview;
import estiva.worker.TargetDatabase;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PreviewerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TargetDatabase database = new TargetDatabase();

    @TempDir
    Path folder;

    @BeforeAll
    static void aTable() throws SQLException {
        database.createTable("Cargo", "Id INT NOT NULL, Amount DECIMAL(10,2), SailDay DATE, Origin NVARCHAR(100)");
    }

    @Test
    void rowsAreShownAsTheyWouldBeLoadedWithAllThatIsWrong() throws Exception {
        Preview preview = preview("id;valor;dia\n1;1.234,5;31/12/2024\nx;y;31/02/2024\n2;3\n4;;\n", """
                {'target':'Cargo','format':{'delimiter':';'},'columns':[{'source':'id','target':'Id'},
                 {'source':'valor','target':'Amount','format':'#,##0.00','locale':'pt-BR'},
                 {'source':'dia','target':'SailDay','format':'dd/MM/yyyy'},{'constant':'${fileName}','target':'Origin'}]}""", 10);

        assertThat(preview.problem()).isNull();
        assertThat(preview.isWhole()).isTrue();
        assertThat(preview.columns()).extracting(Preview.Column::source).containsExactly("id", "valor", "dia", null);
        assertThat(preview.columns())
                .extracting(Preview.Column::name)
                .containsExactly("Id", "Amount", "SailDay", "Origin");
        assertThat(preview.rows())
                .extracting(Preview.Row::values)
                .containsExactly(
                        List.of("1", "1234.5", "2024-12-31", "file.csv"),
                        Arrays.asList(null, null, null, "file.csv"),
                        List.of(),
                        Arrays.asList("4", null, null, "file.csv"));
        assertThat(preview.rows().get(1).faults())
                .extracting(Preview.Fault::column)
                .containsExactly("id", "valor", "dia");
        assertThat(preview.rows().get(1).faults().get(0))
                .isEqualTo(new Preview.Fault("id", "x", "is not a whole number"));
        assertThat(preview.rows().get(2).faults())
                .containsExactly(new Preview.Fault(null, null, "has 2 fields where 3 are expected"));
        assertThat(preview.rows().get(3))
                .extracting(Preview.Row::row, Preview.Row::line)
                .containsExactly(4L, 5L);
        assertThat(database.rows("SELECT COUNT(*) FROM Cargo")).containsExactly("0");
    }

    @Test
    void onlyAsManyRowsAreReadAsAreAskedFor() throws Exception {
        Preview preview = preview("Id\n1\n2\n3\n\"not closed", "{'target':'Cargo'}", 2);
        assertThat(preview.rows()).hasSize(2);
        assertThat(preview.isWhole()).isFalse();
        assertThat(preview.problem()).isNull();
    }

    @Test
    void whatKeepsTheFileFromBeingLoadedIsThePreviewsProblem() throws Exception {
        assertThat(preview("Id,Foo\n1,2\n", "{'target':'Cargo'}", 5).problem())
                .startsWith("file.csv: table")
                .contains("has no column 'Foo'");
        assertThat(preview("Id\n1\n", "{'target':'Nowhere'}", 5).problem()).contains("there is no table Nowhere");
        assertThat(preview("", "{'target':'Cargo'}", 5).problem()).isEqualTo("file.csv: is empty");
        Preview halfway = preview("Id\n1\n\"2\n", "{'target':'Cargo'}", 5);
        assertThat(halfway.rows()).hasSize(1);
        assertThat(halfway.problem()).startsWith("file.csv: row 2");
    }

    @Test
    void longValuesAreCutAndHugeRowsEndThePreview() throws Exception {
        database.createTable("Wide", "A NVARCHAR(MAX)");
        Preview preview = preview("A\n" + ("x".repeat(100_000) + "\n").repeat(3), "{'target':'Wide'}", 5);
        assertThat(preview.rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.values().get(0)).hasSize(203).endsWith("..."));
    }

    private Preview preview(String text, String spec, int rows) throws Exception {
        Path file = Files.writeString(folder.resolve("file.csv"), text);
        ImportSpec read = JSON.readValue(spec.replace('\'', '"'), ImportSpec.class);
        return new Previewer(database.dataSource(), new RowFiles(ReadLimits.DEFAULT))
                .preview(
                        new LoadRequest(
                                LocalFile.at(file), "file.csv", "ClienteA", null, null, read, TestMemory.share()),
                        rows,
                        Stop.NEVER);
    }
}
