package estiva.worker.load;

import static estiva.worker.read.TestWorkbook.row;
import static estiva.worker.read.TestWorkbook.text;
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

    private static List<String> rows(String query) throws SQLException {
        return target.rows(query);
    }

    private static String flags(String row) {
        return row.replaceAll("\\|1$", "|true").replaceAll("\\|0$", "|false").replaceAll("(:\\d\\d)\\.0+\\b", "$1");
    }
}
