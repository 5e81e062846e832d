package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows and columns a workbook has. */
class XlsxFileTest {
    private static final String SPEC = "{'target':'T','format':{'type':'xlsx'}}";
    private static final String HEADER = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c>"
            + "<c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row>";

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void aPath() {
        path = folder.resolve("file.xlsx");
    }

    @Test
    void aWorkbookThatAnotherProgramWroteIsRead() throws Exception {
        try (Workbook workbook = new Workbook(Files.newOutputStream(path), "estiva", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Vendas");
            List<String> names = List.of("nome", "valor", "dia", "pago", "total");
            for (int column = 0; column < names.size(); column++) {
                sheet.value(0, column, names.get(column));
            }
            sheet.value(1, 0, "São João <&>");
            sheet.value(1, 1, new BigDecimal("1234.56"));
            sheet.value(1, 2, LocalDate.of(2024, 2, 29));
            sheet.style(1, 2).format("dd/mm/yyyy").set();
            sheet.value(1, 3, true);
            sheet.inlineString(1, 4, "in line");
        }
        assertThat(ReadFiles.rows(path, SPEC)).containsExactly("São João <&>|1234.56|2024-02-29|true|in line @2");
    }

    @Test
    void emptyRowsAreNoneAndGapsAreNull() throws Exception {
        new TestWorkbook()
                .sheet(
                        "S",
                        HEADER + "<row r=\"3\"><c r=\"A3\" s=\"1\"/></row><row r=\"5\"/>"
                                + "<row r=\"9\"><c r=\"B9\"><v>2</v></c></row><row><c><v>3</v></c></row>"
                                + "<row r=\"11\"><c r=\"A11\"><v>1</v></c><c r=\"C11\"/><c r=\"D11\"><v>4</v></c></row>")
                .writeTo(path);
        assertThat(ReadFiles.rows(path, SPEC)).containsExactly("~|2 @9", "3|~ @10", "1|~|~|4 @11");
    }

    @Test
    void theSheetIsFoundByItsNameOrItsPlace() throws Exception {
        new TestWorkbook()
                .sheet("Capa", "")
                .sheet("Dados 2024", HEADER + "<row r=\"2\"><c r=\"A2\"><v>7</v></c></row>")
                .writeTo(path);
        assertThat(ReadFiles.rows(path, "{'target':'T','format':{'type':'xlsx','sheet':'dados 2024'}}"))
                .hasSize(1);
        assertThat(ReadFiles.rows(path, "{'target':'T','format':{'type':'xlsx','sheet':2}}"))
                .hasSize(1);
        assertFailure("has no header: its sheet holds no values", SPEC);
        assertFailure(
                "there is no sheet \"x\"; there are Capa, Dados 2024",
                "{'target':'T','format':{'type':'xlsx','sheet':'x'}}");
        assertFailure("there is no sheet 3", "{'target':'T','format':{'type':'xlsx','sheet':3}}");
    }

    @Test
    void rowsAboveTheHeaderAreSkippedByTheirNumberInTheSheet() throws Exception {
        new TestWorkbook()
                .sheet(
                        "S",
                        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is>"
                                + "<t>a</t></is></c></row><row r=\"5\"><c r=\"A5\"><v>5</v></c></row>")
                .writeTo(path);
        assertThat(ReadFiles.rows(path, "{'target':'T','format':{'type':'xlsx','skipLines':3}}"))
                .containsExactly("5 @5");
    }

    @Test
    void withoutHeaderTheImportSaysHowManyColumnsThereAre() throws Exception {
        new TestWorkbook()
                .sheet(
                        "S",
                        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                                + "<row r=\"2\"><c r=\"B2\"><v>2</v></c><c r=\"E2\"><v>9</v></c></row>")
                .writeTo(path);
        String spec = "{'target':'T','format':{'type':'xlsx','header':false},'columns':[{'source':3,'target':'C'}]}";
        assertThat(ReadFiles.rows(path, spec)).containsExactly("1|~|~ @1", "~|2|~ @2");
    }

    @Test
    void theHashIsOfTheWholeFile() throws Exception {
        new TestWorkbook().sheet("S", HEADER).writeTo(path);
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            assertThat(file.next()).isNull();
            assertThat(file.size()).isEqualTo(Files.size(path));
            assertThat(file.hash()).isEqualTo(ReadFiles.sha256(path));
        }
    }

    @Test
    void aRejectShowsItsRowAsCsv() throws Exception {
        new TestWorkbook()
                .sheet("S", HEADER + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>x, \"y\"</v></c></row>")
                .writeTo(path);
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            assertThat(file.next().rawText(100)).isEqualTo("\"x, \"\"y\"\"\",");
        }
    }

    private void assertFailure(String message, String spec) {
        assertThatThrownBy(() -> ReadFiles.rows(path, spec))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining(message);
    }

    @Test
    void aHiddenSheetThatIsPassedByIsSaidUnlessTheImportNamesItsSheet() throws Exception {
        new TestWorkbook()
                .sheet("Cache", HEADER)
                .sheet("Report", HEADER)
                .sheet("More", HEADER)
                .hide("Cache", "veryHidden")
                .writeTo(path);

        try (RowFile file = ReadFiles.open(path, SPEC)) {
            assertThat(file.notes()).hasSize(1).first().asString().contains("hidden sheet 'Cache'");
        }
        try (RowFile file = ReadFiles.open(path, "{'target':'T','format':{'type':'xlsx','sheet':'Report'}}")) {
            assertThat(file.notes()).isEmpty();
        }
    }
}
