package estiva.worker.load;

import static estiva.worker.read.TestWorkbook.row;
import static estiva.worker.read.TestWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import estiva.worker.read.TestWorkbook;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in a workbook beside its values: layout, other programs' additions, merged cells. */
class WorkbookLayoutTest {
    private static final String SPEC = "{'target':'Cells','format':{'type':'xlsx'}}";

    @RegisterExtension
    static final TargetTransaction target = new TargetTransaction("Cells", "Txt NVARCHAR(400), D DATE, Num INT");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main,"
                + " http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/spreadsheetml/main, http://purl.oclc.org/ooxml/officeDocument/relationships",
    })
    void whatOthersAddToAWorkbookIsNotItsOwn(String main, String relations) throws Exception {
        String foreign = " xmlns:x=\"urn:other\"";
        load(new TestWorkbook()
                .part(
                        "xl/workbook.xml",
                        "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations + "\"" + foreign + "><workbookPr"
                                + " x:date1904=\"0\""
                                + " date1904=\"1\"/><x:sheets><x:sheet"
                                + " name=\"No\""
                                + " r:id=\"rId9\"/></x:sheets><sheets><sheet"
                                + " x:state=\"hidden\""
                                + " name=\"S\""
                                + " sheetId=\"1\""
                                + " x:id=\"rId9\""
                                + " r:id=\"rId1\"/></sheets><extLst><ext"
                                + " uri=\"u\"><x:workbookPr"
                                + " chart=\"1\"/><workbookPr"
                                + " date1904=\"0\"/></ext></extLst>"
                                + "</workbook>")
                .part(
                        "xl/styles.xml",
                        "<styleSheet xmlns=\"" + main + "\"><cellXfs><xf numFmtId=\"0\"/>"
                                + "<xf numFmtId=\"14\"/></cellXfs></styleSheet>")
                .sheet("S", "")
                .part(
                        "xl/worksheets/sheet1.xml",
                        "<worksheet xmlns=\"" + main + "\"" + foreign + "><sheetData>"
                                + row(1, text("A1", "D"))
                                + row(2, "<c r=\"A2\" s=\"1\" x:t=\"str\"><x:v>7</x:v><v>111</v></c>")
                                + "<x:row r=\"3\"><x:c r=\"A3\"><x:v>9</x:v></x:c></x:row></sheetData></worksheet>"));
        assertThat(rows("SELECT D FROM Cells")).containsExactly("1904-04-21");
    }

    @Test
    void theLayoutBetweenTagsIsNoPartOfATextOrAHeader() throws Exception {
        load(new TestWorkbook()
                .shared(
                        "\n  <t>Txt</t>\n  ",
                        "\n"
                                + " <r>\n"
                                + " <rPr>\n"
                                + " <b/> </rPr>\n"
                                + " <t xml:space=\"preserve\">an </t> </r>\n"
                                + " <r> <t>na</t>\n"
                                + " </r> <rPh sb=\"0\" eb=\"1\">\n"
                                + " <t>hint</t> </rPh>\n"
                                + " <phoneticPr fontId=\"1\"/> ")
                .sheet(
                        "S",
                        "\n"
                                + " <row r=\"1\">\n"
                                + " <c r=\"A1\" t=\"s\">\n"
                                + " <v>\n"
                                + " 0 </v>\n"
                                + " </c>\n"
                                + " <c r=\"B1\" t=\"inlineStr\">\n"
                                + " <is>\n"
                                + " <t>Num</t>\n"
                                + " </is>\n"
                                + " </c>\n"
                                + " </row>\n"
                                + " <row r=\"2\">\n"
                                + " <c r=\"A2\" t=\"s\">\n"
                                + " <v> 1\n"
                                + " </v>\n"
                                + " </c>\n"
                                + " <c r=\"B2\">\n"
                                + " <v>\n"
                                + " 7\n"
                                + " </v>\n"
                                + " </c>\n"
                                + " </row>\n"
                                + " <row r=\"3\"> <c r=\"A3\" t=\"inlineStr\">\n"
                                + " <is>\n"
                                + " <r>\n"
                                + " <t>b</t>\n"
                                + " </r>\n"
                                + " <r>\n"
                                + " <t>ob</t> </r>\n"
                                + " </is>\n"
                                + " </c> </row>\n"));
        assertThat(rows("SELECT Txt, Num FROM Cells ORDER BY Txt")).containsExactly("an na|7", "bob|null");
    }

    @Test
    void aHeaderOfMergedCellsIsRefusedWithNothingBeforeItThatSaysOtherwise() throws Exception {
        assertThat(failure(new TestWorkbook()
                        .sheet(
                                "S",
                                row(1, text("A1", "Txt"), text("C1", "Num")) + row(2, text("A2", "a")),
                                "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")))
                .hasMessage(
                        "f.xlsx: the header in row 1 of the sheet has merged cells A1:B1, so that columns have no name"
                                + " of their own; unmerge them, or skip the row by the import's format.skipLines");
    }

    private void load(TestWorkbook workbook) throws Exception {
        target.load(workbook.writeTo(folder.resolve("f.xlsx")), SPEC);
    }

    private LoadFailure failure(TestWorkbook workbook) throws Exception {
        Path file = workbook.writeTo(folder.resolve("f.xlsx"));
        return catchThrowableOfType(LoadFailure.class, () -> target.load(file, SPEC));
    }

    private static List<String> rows(String query) throws SQLException {
        return target.rows(query);
    }
}
