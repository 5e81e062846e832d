package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fixed width: characters that Java has as a pair, and records that turn out to be lines. */
class FixedRecordsTest extends TextReads {

    private static final String THREE = "'type':'fixed','fields':[{'length':4},{'length':3},{'length':2}]";
    private static final String TEN =
            "'type':'fixed','recordLength':%d,'fields':[{'name':'id','length':4},{'name':'t','start':5,'length':6}]";

    @Test
    void aCharacterOutsideTheBmpCountsAsOne() throws Exception {
        String text = "0001𠮷野家X1\n0002吉野家X2\n0003😀😀😀😀1\n";
        List<String> rows = List.of("0001|𠮷野家|X1 @1", "0002|吉野家|X2 @2", "0003|😀😀😀|😀1 @3");
        assertThat(read(text, THREE)).isEqualTo(rows);
        for (String encoding : List.of("UTF-16LE", "UTF-32BE", "GB18030")) {
            assertThat(ReadFiles.rows(
                            write(text, Charset.forName(encoding)), spec(THREE + ",'encoding':'" + encoding + "'")))
                    .as(encoding)
                    .isEqualTo(rows);
        }
        assertThat(read("😀x\n", "'type':'fixed','fields':[{'length':1},{'length':1}]"))
                .containsExactly("😀|x @1");
        assertThat(read("ab😀cd😀\n", "'type':'fixed','fields':[{'start':3,'length':2},{'start':2,'length':2},{}]"))
                .containsExactly("😀c|b😀|cd😀 @1");
    }

    @Test
    void aLineThatIsTooShortIsSoByItsCharacters() throws Exception {
        assertThat(read("0001😀😀😀1\n", THREE)).containsExactly("!has 8 characters where 9 are expected @1");
        assertThat(read("0001😀😀\n", THREE + ",'shortRows':'null'")).containsExactly("0001|😀😀| @1");
    }

    @Test
    void recordsOfPairsAreReadWholeAcrossTheBuffersEnd() throws Exception {
        for (int length : new int[] {1, 7, 16_383, 16_384, 20_000}) {
            int count = 60_000 / length;
            String record = "😀".repeat(length);
            List<String> rows = read(
                    record.repeat(count) + "x".repeat(length),
                    "'type':'fixed','recordLength':" + length + ",'fields':[{'name':'a'}]");
            assertThat(rows).as("records of %d", length).hasSize(count + 1);
            assertThat(rows.subList(0, count)).allMatch(row -> row.startsWith("😀"));
            assertThat(rows.get(count)).startsWith("x");
        }
        assertThat(read("😀a😀b", "'type':'fixed','recordLength':4,'fields':[{'length':1},{'length':3}]"))
                .containsExactly("😀|a😀b @1");
        assertThat(read("😀ab", "'type':'fixed','recordLength':4,'fields':[{'length':1},{'length':3}]"))
                .containsExactly("!has 3 characters where 4 are expected @1");
    }

    /** A reader that had room for one half only asked for the other for ever. */
    @Test
    void aPairAtTheEndOfTheBufferIsReadInTwoHalves() throws Exception {
        String line = "x" + "😀".repeat(20_000);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(read(line + "\n" + line, "'type':'fixed','fields':[{'length':20001}]"))
                    .hasSize(2);
            assertThat(read("a,b\n1," + line + "\n", "")).hasSize(1);
            assertThat(read("{\"a\":\"" + line + "\"}\n", "'type':'jsonl'")).hasSize(1);
        });
    }

    @Test
    void aLineBreakInAFieldMakesABadRecord() throws Exception {
        String problem = "has a line break in field %d, as if the file had lines: leave out the format's recordLength,"
                + " or count the line end into it";
        assertThat(read("0000abcdef\n0001abcdef\n0002abcdef\n", TEN.formatted(10)))
                .containsExactly(
                        "0000|abcdef @1",
                        "!" + problem.formatted(1) + " @2",
                        "!" + problem.formatted(1) + " @3",
                        "!has 3 characters where 10 are expected @4");
        assertThat(read("0000abcd\r\n", TEN.formatted(10))).containsExactly("!" + problem.formatted(2) + " @1");
    }

    @Test
    void aLineBreakThatNoFieldCoversIsNoFault() throws Exception {
        assertThat(read("0000abcdef\r\n0001abcdef\r\n", TEN.formatted(12)))
                .containsExactly("0000|abcdef @1", "0001|abcdef @2");
        String open = "'type':'fixed','recordLength':%d,'fields':[{'length':4},{}]";
        assertThat(read("0000abcdef\n0001abcdef\n", open.formatted(11)))
                .containsExactly("0000|abcdef @1", "0001|abcdef @2");
        assertThat(read("0000abcdef\r\n0001abcdef\r\n", open.formatted(12)))
                .containsExactly("0000|abcdef @1", "0001|abcdef @2");
        assertThat(read("0000abcd\nf", open.formatted(10))).allMatch(row -> row.startsWith("!has a line break"));
    }
}
