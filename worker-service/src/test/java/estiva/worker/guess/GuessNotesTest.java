package estiva.worker.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.files.LocalFile;
import estiva.control.inspect.Guess;
import estiva.control.inspect.InspectionRequest;
import estiva.worker.TargetDatabase;
import estiva.worker.load.Previewer;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import estiva.worker.read.TestWorkbook;
import estiva.worker.read.UnreadableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a guess says of what can be understood in more than one way. */
class GuessNotesTest {
    @RegisterExtension
    static final TargetDatabase database = new TargetDatabase();

    @TempDir
    Path folder;

    @Test
    void aGuessSaysWhatItTakesYearsOfTwoDigitsFor() throws Exception {
        Guess guess = guess("id;born\n1;12/05/68\n2;30/11/49\n");

        assertThat(guess.definition().get("columns").get(1).get("format").asText())
                .isEqualTo("dd/MM/yy");
        assertThat(guess.notes())
                .contains(
                        "Column 'born' has years of two digits: 00 to 49 are taken for 2000 to 2049, 50 to 99 for 1950"
                                + " to 1999; say yearPivot if the last year is another one.");
        assertThat(guess("id;born\n1;12/05/1968\n").notes()).noneMatch(note -> note.contains("two digits"));
    }

    @Test
    void aColumnOfMomentsKeepsTheirOffsets() throws Exception {
        assertThat(guess("id;at\n1;2026-03-01T10:00:00Z\n2;2026-03-01 07:00:00-03:00\n")
                        .createTable())
                .contains("[at] DATETIMEOFFSET(3)");
        assertThat(guess("id;at\n1;2026-03-01T10:00:00\n").createTable()).contains("[at] DATETIME2(3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "   \n", "\u001A", "\r\n"})
    void aFileWithoutAnyRowIsSaidToHaveNone(String text) {
        assertThatThrownBy(() -> guess(text))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("holds nothing but empty lines");
    }

    @Test
    void theSheetsOfAWorkbookAreListed() throws Exception {
        Path file = new TestWorkbook()
                .sheet("Cache", "")
                .sheet("Report", TestWorkbook.row(1, TestWorkbook.text("A1", "Code")))
                .hide("Cache", "hidden")
                .writeTo(folder.resolve("two.xlsx"));
        assertThat(guess(file).notes())
                .contains(
                        "The workbook has 2 sheets: 'Cache' (hidden), 'Report'; the first that is visible is read unless"
                                + " format.sheet names another one.");
    }

    private Guess guess(String text) throws Exception {
        return guess(Files.writeString(folder.resolve("births.csv"), text));
    }

    private static Guess guess(Path file) throws Exception {
        RowFiles files = new RowFiles(ReadLimits.DEFAULT);
        return new Guesser(new Previewer(database.dataSource(), files), files)
                .guess(
                        LocalFile.at(file),
                        new InspectionRequest(file.getFileName().toString(), null, null, null, null, null, null, 20),
                        TestMemory.share(),
                        Stop.NEVER);
    }
}
