package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedFileTest {

    private static final String SPEC = "{'target':'T','format':{'type':'fixed',"
            + "'fields':[{'name':'id','length':3},{'name':'nome','length':5},{'name':'uf','start':10,'length':2}]}}";
    private static final String RAGGED =
            "{'target':'T','format':{'type':'fixed','fields':[{'length':2},{'name':'rest'}]}}";

    @TempDir
    Path folder;

    @Test
    void fieldsStandWhereTheImportSays() throws Exception {
        assertThat(read("001Ana   SP\n002São  xRJ\n", SPEC)).containsExactly("001|Ana  |SP @1", "002|São  |RJ @2");
    }

    @Test
    void theImportsNamesAreTheHeader() throws Exception {
        assertThat(ReadFiles.open(write("x"), SPEC).header().orElseThrow().names())
                .containsExactly("id", "nome", "uf");
        assertThat(ReadFiles.open(write("x"), RAGGED).header().orElseThrow().names())
                .containsExactly("1", "rest");
    }

    @Test
    void aLineTooShortOrTooLongIsABadRowAndTheNextIsReadAllTheSame() throws Exception {
        assertThat(read("001Ana\n002Bia   SPx\n003Cid   MG\n", SPEC))
                .containsExactly(
                        "!has 6 characters where 11 are expected @1",
                        "!has 12 characters where 11 are expected @2",
                        "003|Cid  |MG @3");
    }

    @Test
    void aLastFieldWithoutLengthTakesTheRestOfTheLine() throws Exception {
        assertThat(read("01a long text\n02\n3\n", RAGGED))
                .containsExactly("01|a long text @1", "02| @2", "!has 1 characters where at least 2 are expected @3");
    }

    @Test
    void skippedLinesEmptyLinesAndCommentsAreNoRows() throws Exception {
        String spec = RAGGED.replace("'type'", "'skipLines':1,'comment':'#','type'");
        assertThat(read("title\r\n#1\r\n\r\n01x\r\n", spec)).containsExactly("01|x @4");
        assertThatThrownBy(() -> read("", spec))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("is empty");
        assertThatThrownBy(() -> read("\uFEFF", spec))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("is empty");
        assertThatThrownBy(() -> read("x", spec.replace(":1,", ":3,")))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("Not enough lines to skip");
    }

    @Test
    void linesMayEndInAnyWayEvenMixed() throws Exception {
        assertThat(read("01a\r\n02b\r03c\n04d", RAGGED)).containsExactly("01|a @1", "02|b @2", "03|c @3", "04|d @4");
    }

    @Test
    void lengthsCountCharactersWhateverTheEncoding() throws Exception {
        for (String encoding : List.of("ISO-8859-1", "UTF-16LE", "UTF-8")) {
            Path path = folder.resolve("file.txt");
            Files.write(path, "çãé1\n".getBytes(Charset.forName(encoding)));
            String format = "{'type':'fixed','encoding':'" + encoding + "','fields':[{'length':3},{'length':1}]}";
            assertThat(ReadFiles.rows(path, "{'target':'T','format':" + format + "}"))
                    .containsExactly("çãé|1 @1");
        }
    }

    @Test
    void manyLinesAcrossTheBuffersEndAreReadWhole() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(String.format("%05d%s\r\n", i, "x".repeat(i % 37)));
        }
        List<String> rows =
                read(text.toString(), "{'target':'T','format':{'type':'fixed','fields':[{'length':5},{}]}}");
        assertThat(rows).hasSize(20_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo(String.format("%05d|%s @%d", i, "x".repeat(i % 37), i + 1));
        }
    }

    private static final String RECORDS = "{'target':'T','format':{'type':'fixed','recordLength':6,"
            + "'fields':[{'name':'id','length':2},{'name':'rest','start':4}]}}";

    @Test
    void recordsOfOneLengthNeedNoLineEnds() throws Exception {
        assertThat(read("01-abc02-d\ne", RECORDS))
                .containsExactly(
                        "01|abc @1",
                        "!has a line break in field 2, as if the file had lines: leave out the format's recordLength, or"
                                + " count the line end into it @2");
        assertThat(read("01-abc02-def\r\n", RECORDS))
                .as("a line break behind the last")
                .hasSize(2);
        assertThat(read("HEADER#1-abc02-def", RECORDS.replace("'type'", "'skipLines':1,'comment':'#','type'")))
                .containsExactly("02|def @3");
        assertThatThrownBy(() -> read("01-abc", RECORDS.replace("'type'", "'skipLines':2,'type'")))
                .isInstanceOf(UnreadableFile.class);
    }

    @Test
    void aLastRecordThatIsCutOffIsABadRow() throws Exception {
        assertThat(read("01-abc02-d", RECORDS))
                .containsExactly("01|abc @1", "!has 4 characters where 6 are expected @2");
        assertThat(read("01-abc0", RECORDS)).containsExactly("01|abc @1", "!has 1 characters where 6 are expected @2");
        try (RowFile file = ReadFiles.open(write("02-d"), RECORDS)) {
            assertThat(file.next().rawText(100)).isEqualTo("02-d");
        }
    }

    @Test
    void recordsAreReadWholeAcrossTheBuffersEndWhateverTheirLength() throws Exception {
        for (int length : new int[] {1, 7, 16_384, 20_000}) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 60_000 / length; i++) {
                text.append(String.valueOf((char) ('a' + i % 26)).repeat(length));
            }
            String spec = "{'target':'T','format':{'type':'fixed','recordLength':" + length + ",'fields':[{}]}}";

            List<String> rows = read(text.toString(), spec);

            assertThat(rows).hasSize(60_000 / length);
            for (int i = 0; i < rows.size(); i++) {
                String shown = String.valueOf((char) ('a' + i % 26)).repeat(Math.min(length, 100));
                assertThat(rows.get(i)).startsWith(shown).endsWith(" @" + (i + 1));
            }
        }
    }

    @Test
    void aRejectShowsItsLine() throws Exception {
        try (RowFile file = ReadFiles.open(write("01 some text \n"), RAGGED)) {
            assertThat(file.next().rawText(100)).isEqualTo("01 some text ");
        }
    }

    private List<String> read(String text, String spec) throws Exception {
        return ReadFiles.rows(write(text), spec);
    }

    private Path write(String text) throws Exception {
        return Files.write(folder.resolve("file.txt"), text.getBytes(StandardCharsets.UTF_8));
    }
}
