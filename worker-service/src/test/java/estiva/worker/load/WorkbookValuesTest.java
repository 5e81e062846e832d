package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import estiva.worker.read.TestWorkbook;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the cells of workbooks that other programs wrote become in a table. */
class WorkbookValuesTest {
    private static final String SPEC = "{'target':'Cells','rejects':{'maxRows':9},'format':{'type':'xlsx'}}";

    @RegisterExtension
    static final TargetTransaction target = new TargetTransaction(
            "Cells",
            "Txt NVARCHAR(400), Big BIGINT, Dec DECIMAL(38,20), Price DECIMAL(10,2), Dbl FLOAT, Flag BIT, D DATE,"
                    + " At DATETIME2(3), Num INT");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource({
        "1.2345678E7, Txt, 12345678",
        "5.511987654321E12, Txt, 5511987654321",
        "42.0, Txt, 42",
        "1.0E-4, Txt, 0.0001",
        "1405202108700589, Txt, 1405202108700589",
        "9007199254740991, Txt, 9007199254740991",
        "0.30000000000000004, Txt, 0.30000000000000004",
        "1405202108700589, Big, 1405202108700589",
        "9.007199254740991E15, Big, 9007199254740991",
        "3.0000000000000004, Num, 3",
        "1.414973347970818, Dbl, 1.414973347970818",
        "2.004321373782643, Dbl, 2.004321373782643",
        "1.234567890123457e+16, Dbl, 1.234567890123457E16",
        "1.414973347970818, Dec, 1.41497334797081800000",
        "1.0E-4, Price, refused",
        "0.30000000000000004, Price, 0.30",
        "23.389999999999997, Price, 23.39",
        "23.388299999999997, Price, refused",
        "1.0, Flag, true",
    })
    void aNumberIsWhatIsStoredHoweverItIsSpelled(String stored, String column, String value) throws Exception {
        LoadResult result = load(cell(column, "<c r=\"A2\"><v>" + stored + "</v></c>"));

        if (value.equals("refused")) {
            assertThat(result.rejects()).extracting(Reject::reason).containsExactly("has more than 2 fraction digits");
            return;
        }
        assertThat(result.rejects()).isEmpty();
        String found = rows("SELECT " + column + " FROM Cells").get(0);
        assertThat(column.equals("Dbl") ? String.valueOf(Double.parseDouble(found)) : found)
                .isIn(value, value.equals("true") ? "1" : value);
    }

    @ParameterizedTest
    @CsvSource({"Txt", "Big", "Dec", "Flag"})
    void aWholeNumberThatNoCellHoldsExactlyIsABadValue(String column) throws Exception {
        LoadResult result = load(cell(column, "<c r=\"A2\"><v>1234567890123456789</v></c>"));

        assertThat(result.rejects())
                .extracting(Reject::value, Reject::reason)
                .containsExactly(tuple(
                        "1234567890123456789",
                        "has more digits than a number of the file can hold exactly (whole ones up to"
                                + " 9007199254740992); write it as a text in the file"));
    }

    @Test
    void codesKeepTheZerosThatTheirFormatShowsInTextsAndInNumbersNone() throws Exception {
        load(new TestWorkbook()
                .styles(Map.of(164, "00000"), 0, 164)
                .sheet(
                        "S",
                        row(1, text("A1", "Txt"), text("B1", "Num"), text("C1", "Price"))
                                + row(
                                        2,
                                        "<c r=\"A2\" s=\"1\"><v>42</v></c><c r=\"B2\" s=\"1\"><v>42</v></c>"
                                                + "<c r=\"C2\" s=\"1\"><v>42.0</v></c>")));
        assertThat(rows("SELECT Txt, Num, Price FROM Cells")).containsExactly("00042|42|42.00");
    }

    @Test
    void theSheetThatPeopleSeeFirstIsLoadedUnlessAnotherIsNamed() throws Exception {
        TestWorkbook workbook = new TestWorkbook()
                .sheet("Cache", row(1, text("A1", "Txt")) + row(2, text("A2", "OLD-1")))
                .sheet("Deep", row(1, text("A1", "Txt")) + row(2, text("A2", "OLD-2")))
                .sheet("Report", row(1, text("A1", "Txt")) + row(2, text("A2", "NEW-1")))
                .hide("Cache", "hidden")
                .hide("Deep", "veryHidden");
        load(workbook);
        assertThat(rows("SELECT Txt FROM Cells")).containsExactly("new-1");
        load(workbook, SPEC.replace("'xlsx'", "'xlsx','sheet':'Cache'"));
        assertThat(rows("SELECT Txt FROM Cells ORDER BY Txt")).containsExactly("new-1", "old-1");

        workbook.hide("Report", "hidden");
        assertThat(failure(workbook))
                .hasMessage(
                        "f.xlsx: has no sheet that is visible and holds cells; name one in the import's format.sheet;"
                                + " there are Cache, Deep, Report");
    }

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
    void momentsFlagsAndErrorsAreWhatTheirCellsShow() throws Exception {
        LoadResult result = load(new TestWorkbook()
                .styles(Map.of(164, "[h]:mm"), 0, 164, 22)
                .sheet(
                        "S",
                        row(1, text("A1", "Txt"), text("B1", "At"), text("C1", "Flag"))
                                + row(
                                        2,
                                        "<c r=\"A2\" s=\"1\"><v>1.5</v></c><c r=\"B2\""
                                                + " t=\"d\"><v>2026-03-01T07:00:00-03:00</v></c><c r=\"C2\""
                                                + " t=\"b\"><v>true</v></c>")
                                + row(
                                        3,
                                        "<c r=\"A3\" s=\"2\"><v>45351.75</v></c><c r=\"B3\" s=\"2\"><v>45351.75</v></c>"
                                                + "<c r=\"C3\" t=\"b\"><v>0</v></c>")
                                + row(4, "<c r=\"A4\" t=\"e\"><v>#N/A</v></c>")));
        assertThat(rows("SELECT Txt, At, Flag FROM Cells ORDER BY Txt DESC"))
                .extracting(WorkbookValuesTest::flags)
                .containsExactly("36:00:00|2026-03-01 10:00:00|true", "2024-02-29t18:00:00|2024-02-29 18:00:00|false");
        assertThat(result.rejects()).extracting(Reject::line, Reject::column).containsExactly(tuple(4L, "Txt"));
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

    private LoadResult load(TestWorkbook workbook) throws Exception {
        return load(workbook, SPEC);
    }

    private LoadResult load(TestWorkbook workbook, String spec) throws Exception {
        return target.load(workbook.writeTo(folder.resolve("f.xlsx")), spec);
    }

    private LoadFailure failure(TestWorkbook workbook) throws Exception {
        Path file = workbook.writeTo(folder.resolve("f.xlsx"));
        return catchThrowableOfType(LoadFailure.class, () -> target.load(file, SPEC));
    }

    private static TestWorkbook cell(String column, String cell) {
        return new TestWorkbook().sheet("S", row(1, text("A1", column)) + row(2, cell));
    }

    private static String row(int number, String... cells) {
        return "<row r=\"" + number + "\">" + String.join("", cells) + "</row>";
    }

    private static String text(String reference, String text) {
        return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static List<String> rows(String query) throws SQLException {
        return target.rows(query);
    }

    private static String flags(String row) {
        return row.replaceAll("\\|1$", "|true").replaceAll("\\|0$", "|false").replaceAll("(:\\d\\d)\\.0+\\b", "$1");
    }
}
