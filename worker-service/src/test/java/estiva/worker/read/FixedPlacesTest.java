package estiva.worker.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fixed width whose places count bytes, and lines that are short or blank. */
class FixedPlacesTest extends TextReads {

    private static final String FIELDS =
            "'type':'fixed','fields':[{'name':'id','length':4},{'name':'name','length':12},{'name':'note','length':10},{'name':'code','length':1}]";
    private static final String BYTES = FIELDS + ",'positions':'bytes'";

    @Test
    void placesCountBytesIfTheImportSaysSo() throws Exception {
        String text = "0001Ana         first     A\r\n0002José        second    B\r\n0003Conceição third     C\r\n";
        // As a mainframe writes it: each field is filled up to its bytes.
        String inBytes = text.replace("José        ", "José       ").replace("Conceição ", "Conceição ");
        assertThat(read(inBytes, BYTES))
                .containsExactly(
                        "0001|Ana         |first     |A @1",
                        "0002|José       |second    |B @2",
                        "0003|Conceição |third     |C @3");
        assertThat(read(inBytes, FIELDS)).contains("!has 26 characters where 27 are expected @2");
        assertThat(read("0001Ana\n", BYTES)).containsExactly("!has 7 bytes where 27 are expected @1");
    }

    @Test
    void bytesAreCountedInTheEncodingOfTheFile() throws Exception {
        String fields =
                "'type':'fixed','positions':'bytes','fields':[{'start':5,'length':4},{'length':2},{'start':1,'length':4}]";
        for (String encoding : List.of("UTF-16LE", "UTF-16BE")) {
            assertThat(ReadFiles.rows(
                            write("日本éa1\n", Charset.forName(encoding)),
                            spec(fields + ",'encoding':'" + encoding + "'")))
                    .as(encoding)
                    .containsExactly("éa|1|日本 @1");
        }
        for (String encoding : List.of("Shift_JIS", "GBK", "Big5", "EUC-JP", "GB18030")) {
            assertThat(ReadFiles.rows(
                            write("日本ab中12\n", Charset.forName(encoding)),
                            spec(fields + ",'encoding':'" + encoding + "'")))
                    .as(encoding)
                    .containsExactly("ab中|12|日本 @1");
        }
        assertThat(read("\uFEFF😀ééx1\n", fields)).containsExactly("éé|x1|😀 @1");
        assertThat(ReadFiles.rows(
                        write("éçãaxyz123\n", Charset.forName("windows-1252")),
                        spec(fields + ",'encoding':'windows-1252'")))
                .containsExactly("xyz1|23|éçãa @1");
    }

    @Test
    void aFieldThatBeginsOrEndsWithinACharacterIsABadRow() throws Exception {
        String fields = "'type':'fixed','positions':'bytes','fields':[{'length':3},{'length':2}]";
        assertThat(read("abc12\naéc1\naaéb\naab😀\n", fields))
                .containsExactly(
                        "abc|12 @1",
                        "aé|c1 @2",
                        "!has no character that begins at byte 4, where field 1 ends; is the encoding right? @3",
                        "!has 7 bytes where 5 are expected @4");
    }

    @Test
    void recordsWithoutLineEndsCountBytesToo() throws Exception {
        String fields = "'type':'fixed','positions':'bytes','recordLength':6,'fields':[{'length':2},{'length':4}]";
        assertThat(read("01ééab😀02abcd\r\n", fields)).containsExactly("01|éé @1", "ab|😀 @2", "02|abcd @3");
        assertThat(read("01ééab", fields)).containsExactly("01|éé @1", "!has 2 bytes where 6 are expected @2");
        assertThatThrownBy(() -> read("01abcé12", fields))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("a character goes over the end of the record");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(i % 2 == 0 ? "01éé" : "ab😀");
        }
        assertThat(read(text.toString(), fields)).hasSize(20_000).endsWith("01|éé @19999", "ab|😀 @20000");
    }

    @Test
    void linesOfBlanksAreNoRows() throws Exception {
        String fields = "'type':'fixed','fields':[{'length':2},{'length':3}]";
        String text = "01abc\n     \n  \n02   \n";
        assertThat(read(text, fields)).containsExactly("01|abc @1", "02|    @4");
        assertThat(notes(text, fields)).containsExactly("2 rows without any value skipped, the first in line 2");
        assertThat(read(text, fields + ",'emptyRows':'load'"))
                .containsExactly("01|abc @1", "  |    @2", "!has 2 characters where 5 are expected @3", "02|    @4");
    }

    @Test
    void shortLinesHaveEmptyLastFieldsIfTheImportSaysSo() throws Exception {
        String fields = "'type':'fixed','shortRows':'null','fields':[{'length':2},{'length':3},{'length':2}]";
        assertThat(read("01abcxy\n02ab\n03\n04abcxyz\n", fields))
                .containsExactly("01|abc|xy @1", "02|ab| @2", "03|| @3", "!has 8 characters where 7 are expected @4");
        assertThat(read("01é\n", fields + ",'positions':'bytes'")).containsExactly("01|é| @1");
    }

    @Test
    void bytesOfStatefulEncodingsAndShortRecordsAreNoFormat() {
        assertThatThrownBy(() -> ReadFiles.open(write("x", UTF_8), spec(BYTES + ",'encoding':'ISO-2022-JP'")))
                .hasMessageContaining("cannot be bytes in encoding ISO-2022-JP");
        assertThatThrownBy(() -> ReadFiles.open(
                        write("x", UTF_8),
                        spec("'type':'fixed','recordLength':3,'shortRows':'null','fields':[{'length':3}]")))
                .hasMessageContaining("a record that is cut off is no short row");
        assertThatThrownBy(() -> ReadFiles.open(write("x", UTF_8), spec("'type':'jsonl','quotes':'lenient'")))
                .hasMessageContaining("does not fit type jsonl, only [csv]");
    }
}
