package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks that are refused, and what is said of them. */
class RefusedWorkbooksTest {
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
    void aHeaderWithMergedCellsIsRefused() throws Exception {
        String blank = HEADER.replace("</row>", "<c r=\"D1\"><v>1</v></c></row>");
        new TestWorkbook()
                .sheet("S", blank, "<mergeCells><mergeCell ref=\"B1:C1\"/></mergeCells>")
                .writeTo(path);
        assertThatThrownBy(() -> ReadFiles.open(path, SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("the header in row 1 of the sheet has merged cells B1:C1");
        new TestWorkbook()
                .sheet(
                        "S",
                        HEADER + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
                        "<mergeCells><mergeCell ref=\"D7:E8\"/><mergeCell ref=\"A1:A2\"/></mergeCells>")
                .writeTo(path);
        assertFailure("merged cells A1:A2", SPEC);
        new TestWorkbook()
                .sheet(
                        "S",
                        HEADER + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
                        "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>")
                .writeTo(path);
        assertThat(ReadFiles.rows(path, SPEC)).hasSize(1);
    }

    @Test
    void entitiesAndDocumentTypesAreRefused() throws Exception {
        for (String part :
                List.of("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")) {
            new TestWorkbook()
                    .sheet("S", HEADER + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>")
                    .part(
                            part,
                            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\"><!ENTITY a \"aaa\">]><x>&e;&a;</x>")
                    .writeTo(path);
            assertFailure("has a document type", SPEC);
        }
    }

    @Test
    void aBombIsRefusedByItsRatio() throws Exception {
        String rows = "<row><c><v>1</v></c></row>".repeat(2_000_000);
        new TestWorkbook().sheet("S", HEADER + rows).writeTo(path);
        assertFailure("member xl/worksheets/sheet1.xml expands to more than 250 times its size", SPEC);
        new TestWorkbook()
                .sheet("S", HEADER + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>")
                .shared("<t>" + "a".repeat(40_000_000) + "</t>")
                .writeTo(path);
        assertThatThrownBy(() -> ReadFiles.rows(path, SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageMatching("(?s).*(more than 16 Mi characters|times its size).*");
    }

    @Test
    void moreSharedTextThanTheLimitIsRefusedAndSoAreVeryManyEmptyOnes() throws Exception {
        ReadLimits small = new ReadLimits(1L << 30, 250, 10_000, 1_000, 1_000, 1 << 26);
        String cell = HEADER + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>";
        for (String text : List.of("<t>" + "a".repeat(1_000) + "</t>", "<t/></si><si>".repeat(200))) {
            new TestWorkbook().sheet("S", cell).shared(text).writeTo(path);
            assertThatThrownBy(() -> ReadFiles.rows(path, SPEC, small))
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("row 1 (line 2): the workbook's shared texts need more than 1000 characters");
        }
    }

    @Test
    void whatIsNoWorkbookIsSaidToBeNone() throws Exception {
        Files.writeString(path, "");
        assertFailure("is empty", SPEC);
        Files.writeString(path, "a,b\n1,2\n3,4\n5,6\n7,8,9,10\n");
        assertFailure("is no workbook: it looks like text, such as csv", SPEC);
        Files.writeString(path, "PK, and nothing more of a zip than its begin: it is cut off");
        assertFailure("is no zip, or is cut off", SPEC);
        Files.write(path, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4});
        assertFailure("is a workbook of an older Excel (xls), or has a password", SPEC);
        new TestWorkbook().part("_rels/.rels", "<Relationships/>").writeTo(path);
        assertFailure("it is no workbook, but some other zip", SPEC);
        new TestWorkbook()
                .sheet("S", HEADER)
                .part("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row")
                .writeTo(path);
        assertFailure("the workbook's XML is damaged", SPEC);
        new TestWorkbook()
                .sheet("S", HEADER + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>9</v></c></row>")
                .writeTo(path);
        assertFailure("row 1 (line 2): a cell refers to shared text 9, of which there are 0", SPEC);
        new TestWorkbook()
                .sheet("S", "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>")
                .writeTo(path);
        assertFailure("not in order", SPEC);
        new TestWorkbook()
                .sheet("S", "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>")
                .writeTo(path);
        assertFailure("cell XFD1 lies beyond the 10,000 columns", SPEC);
    }

    private void assertFailure(String message, String spec) {
        assertThatThrownBy(() -> ReadFiles.rows(path, spec))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining(message);
    }
}
