package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What databases and Excel write into texts by habits of their own. */
class CsvFromProgramsTest extends TextReads {

    @Test
    void whatDatabasesWriteAfterABackslashIsUnderstood() throws Exception {
        String text = "a,b\n\\0,\\Z\nx\\by,\\f\\v\n\"\\0\",\\\\0\n\\N,\\q\n";
        assertThat(read(text, "'escape':'\\\\'"))
                .containsExactly("\0|\u001A @2", "x\by|\f\u000B @3", "\0|\\0 @4", "~|q @5");
        assertThat(read("a,b\n^0,^Z\n", "'escape':'^'")).containsExactly("0|Z @2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sep=;\r\na;b\r\n1;2\r\n", "\uFEFFsep=;\na;b\n1;2\n", "SEP=\t\na\n", "sep=,\n", "sep=\nx\n"})
    void theLineByWhichExcelLearnsTheDelimiterIsSaidToBeNoData(String text) throws Exception {
        String message = "begins with the line 'sep=' by which Excel learns the delimiter, and which is no data; say"
                + " \"skipLines\": 1 in the import's format";
        assertThatThrownBy(() -> read(text, "'delimiter':';'"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage(message);
        assertThatThrownBy(() -> readByPosition(text, "'delimiter':';'", 1)).hasMessage(message);
    }

    @Test
    void itIsSkippedAsOtherLinesAre() throws Exception {
        assertThat(read("sep=;\na;b\n1;2\n", "'delimiter':';','skipLines':1")).containsExactly("1|2 @3");
        assertThat(read("sep=ab;b\n1;2\n", "'delimiter':';'")).containsExactly("1|2 @2");
        assertThat(names("separator\n1\n", "")).containsExactly("separator");
    }

    @Test
    void marksWithinAFileOfJsonAreNoData() throws Exception {
        assertThat(read("{\"a\":1}\n\uFEFF{\"a\":2}\u200B\n \uFEFF \n\uFEFF\n{\"a\":\"\uFEFF\"}\n", "'type':'jsonl'"))
                .containsExactly("1 @1", "2 @2", "\uFEFF @5");
    }

    @Test
    void textsOfSeveralLinesInTwoColumnsAreNoSwallowedRows() throws Exception {
        assertThat(notes("id,t\n1,\"Rua A, 1\nSão Paulo, SP\"\n2,\"x, y\nz, w\nu, v\"\n", ""))
                .isEmpty();
        assertThat(notes("id,t\n1,\"a\n2,b\n3,c\n4,d\"\n", ""))
                .singleElement()
                .asString()
                .startsWith("row 1 goes from line 2 to line 5");
        assertThat(notes("id,t,u\n1,x,\"a\n2,y,b\"\n", "")).hasSize(1);
    }
}
