package estiva.worker.read;

import static estiva.worker.read.TestWorkbook.row;
import static estiva.worker.read.TestWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks as programs other than Excel write them, and formats and rows that show something else than they hold. */
class OddWorkbooksTest {

    private static final String SPEC = "{'target':'T','format':{'type':'xlsx'}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000",
                "[$-409]00000",
                "[$-en-US]00000",
                "[Blue]00000",
                "[Color 12]00000",
                "[Red][$-407]00000",
                "00000_)",
                "_-00000_-",
                "00000\\ ",
                "00000\" \"",
                "00000 ",
                "00000;(00000)",
                "00000_-;-00000_-",
                "[$-409]00000;[Red](00000)"
            })
    void aFormatThatShowsNothingButZerosKeepsThem(String format) throws Exception {
        assertThat(cell(format, "123")).isEqualTo("00123");
        assertThat(cell(format, "-7")).isEqualTo("-00007");
        assertThat(cell(format, "1.5")).isEqualTo("1.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "[$$-409]00000",
                "[>99]00000",
                "[h]",
                "00000\"x\"",
                "00000\\x",
                "0000.0",
                "#,#00",
                "00000%",
                "General"
            })
    void aFormatThatShowsMoreDoesNot(String format) throws Exception {
        assertThat(cell(format, "123")).doesNotStartWith("0");
    }

    @Test
    void rowsOfBlanksAreNoRowsAndCounted() throws Exception {
        Path path = new TestWorkbook()
                .sheet(
                        "S",
                        row(1, text("A1", " "), text("B1", ""))
                                + row(2, text("A2", "id"), text("B2", "t"))
                                + row(3, text("A3", "1"), text("B3", "a"))
                                + row(4, text("B4", "  "))
                                + row(5, "<c r=\"A5\" s=\"0\"/>")
                                + row(6, text("A6", "\u00A0"), text("B6", "\u200B"))
                                + row(7, text("B7", "b")))
                .writeTo(folder.resolve("f.xlsx"));
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            assertThat(file.header().orElseThrow().names()).containsExactly("id", "t");
            assertThat(file.next().line()).isEqualTo(3);
            assertThat(file.next().line()).isEqualTo(7);
            assertThat(file.next()).isNull();
            assertThat(file.rowsRead()).isEqualTo(2);
            assertThat(file.notes()).containsExactly("3 rows without any value skipped, the first in line 1");
        }
    }

    @Test
    void namesOfPartsAreTheSameWithoutCaseAndWithFoldersOfWindows() throws Exception {
        Path path = workbook("S");
        assertThat(ReadFiles.rows(renamed(path, name -> name.toLowerCase()), SPEC))
                .containsExactly("x @2");
        assertThat(ReadFiles.rows(renamed(path, name -> name.replace('/', '\\')), SPEC))
                .containsExactly("x @2");
        assertThat(ReadFiles.rows(renamed(path, name -> name.toUpperCase()), SPEC))
                .containsExactly("x @2");
    }

    @ParameterizedTest
    @CsvSource({"'Sales ', Sales", "' Sales', sales", "Sales, ' Sales '"})
    void blanksAtTheEdgesOfASheetsNameDoNotCount(String name, String wanted) throws Exception {
        assertThat(ReadFiles.rows(workbook(name), "{'target':'T','format':{'type':'xlsx','sheet':'" + wanted + "'}}"))
                .containsExactly("x @2");
    }

    @Test
    void theSheetWithTheVeryNameIsMeantBeforeOneWithBlanks() throws Exception {
        Path path = new TestWorkbook()
                .sheet("S ", row(1, text("A1", "a")) + row(2, text("A2", "blank")))
                .sheet("S", row(1, text("A1", "a")) + row(2, text("A2", "very")))
                .writeTo(folder.resolve("f.xlsx"));
        assertThat(ReadFiles.rows(path, "{'target':'T','format':{'type':'xlsx','sheet':'s'}}"))
                .containsExactly("very @2");
    }

    private String cell(String format, String number) throws Exception {
        Path path = new TestWorkbook()
                .styles(Map.of(164, format), 164)
                .sheet("S", row(1, text("A1", "a")) + row(2, "<c r=\"A2\" s=\"0\"><v>" + number + "</v></c>"))
                .writeTo(folder.resolve("f.xlsx"));
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            return file.next().text(0, 100);
        }
    }

    private Path workbook(String sheet) throws Exception {
        return new TestWorkbook()
                .shared("<t>x</t>")
                .sheet(sheet, row(1, text("A1", "a")) + row(2, "<c r=\"A2\" t=\"s\"><v>0</v></c>"))
                .writeTo(folder.resolve("f.xlsx"));
    }

    private Path renamed(Path from, UnaryOperator<String> rename) throws Exception {
        Path to = folder.resolve("renamed.xlsx");
        try (ZipFile zip = new ZipFile(from.toFile());
                OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                out.putNextEntry(new ZipEntry(rename.apply(entry.getName())));
                zip.getInputStream(entry).transferTo(out);
            }
        }
        return to;
    }
}
