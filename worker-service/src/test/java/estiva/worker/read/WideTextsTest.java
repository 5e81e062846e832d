package estiva.worker.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with two or four bytes a letter that are said to be something else. */
class WideTextsTest extends TextReads {

    private static final List<String> WIDE = List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE");

    @ParameterizedTest
    @ValueSource(strings = {"id,name\n1,Ana\n", "a\n", "a,b\nå,ü\n", "é,ü\n1,日\n2,本\n", "a,é😀\n", "日,本\n1,2\n"})
    void isRefusedWithItsNameIfItIsSaidToBeAnother(String text) throws Exception {
        for (String encoding : WIDE) {
            for (String declared : List.of("UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
                if (!declared.equals(encoding)) {
                    assertThatThrownBy(() -> ReadFiles.rows(
                                    write(text, Charset.forName(encoding)),
                                    byPosition("'encoding':'" + declared + "'", 1)))
                            .as("%s said to be %s", encoding, declared)
                            .isInstanceOf(UnreadableFile.class)
                            .hasMessage("is " + encoding + ", by the zeros between its letters, and no " + declared
                                    + "; set the import's format.encoding to " + encoding);
                }
            }
            assertThat(ReadFiles.rows(
                            write(text, Charset.forName(encoding)), byPosition("'encoding':'" + encoding + "'", 1)))
                    .as(encoding)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\0\0\0\0\0\0\0", "ab\0\0cd\0\0", "\0\0\0\0", "abcdefgh\0\0\0\0\0\0\0\0", "a\0bcde", "日本語\n"})
    void zerosThatAreCharactersOfTheirOwnMakeNoWideText(String text) throws Exception {
        assertThat(ReadFiles.rows(write(text, UTF_8), "{'target':'T','format':{'type':'fixed','fields':[{}]}}"))
                .hasSize(1);
    }

    @Test
    void lettersWithoutAnyPlainOneAreBelieved() throws Exception {
        for (String encoding : WIDE) {
            assertThat(ReadFiles.rows(
                            write("一丁七\n", Charset.forName(encoding)), byPosition("'encoding':'" + encoding + "'", 1)))
                    .as(encoding)
                    .containsExactly("一丁七 @1");
        }
    }
}
