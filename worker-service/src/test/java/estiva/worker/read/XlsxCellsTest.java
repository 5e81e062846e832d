package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the cells of a sheet hold. */
class XlsxCellsTest {
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
    void textsAreSharedOrTheCellsOwnWithWhateverFontsTheyHave() throws Exception {
        new TestWorkbook()
                .shared(
                        "<t>nome</t>",
                        "<t>b</t>",
                        "<r><rPr><b/></rPr><t xml:space=\"preserve\">São </t></r>"
                                + "<r><t>João</t></r><rPh sb=\"0\" eb=\"1\"><t>hint</t></rPh>",
                        "<t>line_x000D_&#10;&lt;two&gt;</t>",
                        "<t/>")
                .sheet(
                        "S",
                        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row"
                                + " r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>3</v></c></row><row"
                                + " r=\"3\"><c r=\"A3\" t=\"s\"><v>4</v></c><c r=\"B3\""
                                + " t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>")
                .writeTo(path);
        assertThat(ReadFiles.open(path, SPEC).header().orElseThrow().names()).containsExactly("nome", "b");
        assertThat(ReadFiles.rows(path, SPEC)).containsExactly("São João|line\r\n<two> @2", "~|inline @3");
    }

    @Test
    void whatOthersAddToARowIsNoneOfItsCellsAndDoesNotEndIt() throws Exception {
        String added = "<extLst><ext><c r=\"B2\"><v>7</v></c></ext></extLst>";
        new TestWorkbook()
                .sheet(
                        "S",
                        HEADER + "<row r=\"2\">" + added + "<c r=\"A2\"><v>1</v></c>" + added
                                + "<c r=\"B2\"><v>2</v></c></row>")
                .writeTo(path);

        assertThat(ReadFiles.rows(path, SPEC)).containsExactly("1|2 @2");
    }

    @ParameterizedTest
    @CsvSource({
        "5, NUMBER, 5",
        "-1234.5, NUMBER, -1234.5",
        "1.1000000000000001, NUMBER, 1.1",
        "0.30000000000000004, DOUBLE, 0.30000000000000004",
        "123456789012345, NUMBER, 123456789012345",
        "1.2345678E7, NUMBER, 12345678",
        "5.511987654321E12, NUMBER, 5511987654321",
        "42.0, NUMBER, 42",
        "1.0E-4, NUMBER, 0.0001",
        "-0.0, NUMBER, 0",
        "' 7\n ', NUMBER, 7",
        "1405202108700589, NUMBER, 1405202108700589",
        "9007199254740992, NUMBER, 9007199254740992",
        "9007199254740993, INEXACT, 9007199254740993",
        "-1234567890123456789, INEXACT, -1234567890123456789",
        "1E+20, INEXACT, 1E+20",
        "0.1000000000000000055511151231257827, NUMBER, 0.1",
        "1.414973347970818, DOUBLE, 1.414973347970818",
        "1.2345678901234567E-5, DOUBLE, 0.000012345678901234568",
    })
    void numbersAreWhatTheyReadBackToHoweverTheyAreSpelled(String stored, String notation, String text)
            throws Exception {
        assertCell("<c r=\"A2\"><v>" + stored + "</v></c>", notation, text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 45351, 2024-02-29",
        "2, 45351.75, 2024-02-29T18:00:00",
        "2, 45351.000005787, 2024-02-29T00:00:00.500",
        "3, 0.75, 18:00:00",
        "3, 0.99999999999, 1900-01-01",
        "4, 45351, 2024-02-29",
        "5, 45351, 45351",
        "6, 0.5, 12:00:00",
        "6, 1.5, 36:00:00",
        "6, 10.0000115740741, 240:00:01",
        "6, -1, -1",
        "7, 42, 00042",
        "7, -42, -00042",
        "7, 123456, 123456",
        "7, 42.5, 42.5",
        "1, 1, 1900-01-01",
        "1, 59, 1900-02-28",
        "1, 60, 1900-02-29",
        "1, 61, 1900-03-01",
        "1, 2958465, 9999-12-31",
        "1, 2958466, 2958466",
        "1, -1, -1",
    })
    void aNumberIsADateIfItsStyleShowsOne(int style, String stored, String text) throws Exception {
        Map<Integer, String> formats =
                Map.of(164, "dd/mm/yyyy;@", 165, "\"day\" 0.00 [Red]", 166, "[h]:mm:ss", 167, "00000;@");
        new TestWorkbook()
                .styles(formats, 0, 14, 22, 20, 164, 165, 166, 167)
                .sheet("S", HEADER + "<row r=\"2\"><c r=\"A2\" s=\"" + style + "\"><v>" + stored + "</v></c></row>")
                .writeTo(path);
        assertThat(ReadFiles.rows(path, SPEC)).containsExactly(text + "|~ @2");
    }

    @Test
    void aLongFormatIsReadOnceHoweverManyStylesReferToIt() throws Exception {
        int[] styles = new int[60_000];
        Arrays.fill(styles, 164);
        new TestWorkbook()
                .styles(Map.of(164, "0".repeat(60_000)), styles)
                .sheet("S", HEADER + "<row r=\"2\"><c r=\"A2\" s=\"59999\"><v>1</v></c></row>")
                .writeTo(path);

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(ReadFiles.rows(path, SPEC)).containsExactly("1|~ @2"));
    }

    @Test
    void daysMayBeCountedFrom1904() throws Exception {
        new TestWorkbook()
                .from1904()
                .styles(Map.of(), 0, 14)
                .sheet("S", HEADER + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>43889</v></c></row>")
                .writeTo(path);
        assertThat(ReadFiles.rows(path, SPEC)).containsExactly("2024-02-29|~ @2");
    }

    @Test
    void theOtherKindsOfCellsAreWhatTheyAre() throws Exception {
        assertCell("<c r=\"A2\" t=\"b\"><v>1</v></c>", "QUOTED", "true");
        assertCell("<c r=\"A2\" t=\"b\"><v>0</v></c>", "QUOTED", "false");
        assertCell("<c r=\"A2\" t=\"e\"><v>#DIV/0!</v></c>", "ERROR", "#DIV/0!");
        assertCell("<c r=\"A2\" t=\"b\"><v> true </v></c>", "QUOTED", "true");
        assertCell("<c r=\"A2\" t=\"b\"><v>false</v></c>", "QUOTED", "false");
        assertCell("<c r=\"A2\" t=\"b\"><v>2</v></c>", "QUOTED", "2");
        assertCell("<c r=\"A2\" t=\"d\"><v>2024-02-29T00:00:00.000</v></c>", "TIME", "2024-02-29");
        assertCell("<c r=\"A2\" t=\"d\"><v>2024-02-29T10:00:00Z</v></c>", "INSTANT", "2024-02-29T10:00:00Z");
        assertCell("<c r=\"A2\" t=\"d\"><v>2024-02-29T10:00:00-03:00</v></c>", "INSTANT", "2024-02-29T10:00:00-03:00");
        assertCell("<c r=\"A2\"><f>SUM(B1:B9)</f><v>42</v></c>", "NUMBER", "42");
        assertCell("<c r=\"A2\" t=\"str\"><f>A1&amp;\"x\"</f><v>ax</v></c>", "PLAIN", "ax");
        assertCell("<c r=\"A2\" t=\"str\"><f>\"\"</f><v></v></c>", "NULL", "");
        assertCell("<c r=\"A2\"><f>SUM(B1:B9)</f><v></v></c>", "ERROR", "=SUM(B1:B9)");
        assertCell("<c r=\"A2\" s=\"0\"/>", "NULL", "");
    }

    private void assertCell(String cell, String notation, String text) throws Exception {
        new TestWorkbook()
                .sheet("S", HEADER + "<row r=\"2\">" + cell + "<c r=\"B2\"><v>1</v></c></row>")
                .writeTo(path);
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            Row row = file.next();
            assertThat(row.notation(0)).hasToString(notation);
            assertThat(row.text(0, 100)).isEqualTo(text);
        }
    }
}
