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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All the ways of writing CSV that an import can name. */
class CsvDialectsTest {

    private static final String BACKSLASH = "{'target':'T','format':{'escape':'\\\\'}}";

    @TempDir
    Path folder;

    @Test
    void aDelimiterMayHaveSeveralCharactersOrBeATab() throws Exception {
        assertThat(read("a||b\n1|2||\"x||y\"\n", "{'target':'T','format':{'delimiter':'||'}}"))
                .containsExactly("1|2|x||y @2");
        assertThat(read("a\tb\n1\t\"2\t3\"\n", "{'target':'T','format':{'delimiter':'\\t'}}"))
                .containsExactly("1|2\t3 @2");
    }

    @Test
    void withoutQuotesAQuoteIsALetterLikeAnother() throws Exception {
        assertThat(read("a;b\n\"x;5\" screen\n;\"\n", "{'target':'T','format':{'delimiter':';','quote':''}}"))
                .containsExactly("\"x|5\" screen @2", "|\" @3");
        assertThat(read("a::b\n1:2::3\n", "{'target':'T','format':{'delimiter':'::','quote':''}}"))
                .containsExactly("1:2|3 @2");
    }

    @Test
    void anotherQuoteThanTheDoubleOneIsTaken() throws Exception {
        assertThat(read("a,b\n~x,y~,~say ~~hi~~~\n", "{'target':'T','format':{'quote':'~'}}"))
                .containsExactly("x,y|say ~hi~ @2");
    }

    @Test
    void behindTheEscapeACharacterStandsForItself() throws Exception {
        assertThat(read("a,b\n\"say \\\"hi\\\"\",x\\,y\nC:\\\\dir,\"a\"\"b\"\nline\\\nbreak,z\n", BACKSLASH))
                .containsExactly("say \"hi\"|x,y @2", "C:\\dir|a\"b @3", "line\nbreak|z @4");
        assertThat(read("a,b\nx^,y,2\n", "{'target':'T','format':{'escape':'^'}}"))
                .containsExactly("x,y|2 @2");
    }

    @Test
    void aBackslashWritesLineBreaksTabsAndNullAsDatabasesDo() throws Exception {
        assertThat(read("a,b\none\\ntwo\\tthree,\\N\n\\NO,\"\\N\"\n", BACKSLASH))
                .containsExactly("one\ntwo\tthree|~ @2", "NO|~ @3");
    }

    @Test
    void anEscapeThatIsTheQuoteIsTheDoubledQuote() throws Exception {
        assertThat(read("a\n\"say \"\"hi\"\"\"\n", "{'target':'T','format':{'escape':'\\\"'}}"))
                .containsExactly("say \"hi\" @2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'comment':'#'}", "{'comment':'#','quote':''}", "{'comment':'#','escape':'\\\\'}"})
    void commentsAndEmptyLinesAreNoRows(String format) throws Exception {
        assertThat(read("# made in May\na,b\n\n#1,2\n3,#4\n", "{'target':'T','format':" + format + "}"))
                .containsExactly("3|#4 @5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'quote':''}", "{'escape':'\\\\'}"})
    void linesMayEndInAnyWayEvenMixed(String format) throws Exception {
        assertThat(read("a,b\r\n1,2\n3,4\r5,6\r\n\r\n7,8", "{'target':'T','format':" + format + "}"))
                .containsExactly("1|2 @2", "3|4 @3", "5|6 @4", "7|8 @6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'skipLines':2}", "{'skipLines':2,'quote':''}"})
    void skippedLinesMayHoldAnything(String format) throws Exception {
        assertThat(read("\"report\r\n\n\na\n1\n", "{'target':'T','format':" + format + "}"))
                .containsExactly("1 @5");
        assertThatThrownBy(() -> read("x\n", "{'target':'T','format':" + format + "}"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("Not enough lines to skip");
    }

    @Test
    void escapedCsvSaysWhatIsWrongWhere() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3,\"open\n", BACKSLASH))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("row 2 (line 3): Unclosed quoted field");
        assertThatThrownBy(() -> read("a\n1\\", BACKSLASH))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("Nothing stands after the escape");
        assertThatThrownBy(() -> read("a\n" + ",".repeat(10_001), BACKSLASH))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("10,000 fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"})
    void everyEncodingIsReadWithItsMarkOrByItsName(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        Path path = folder.resolve("file.csv");
        Files.write(path, "nome\nSão João\n".getBytes(charset));
        assertThat(ReadFiles.rows(path, "{'target':'T','format':{'encoding':'" + encoding + "'}}"))
                .containsExactly("São João @2");
        if (encoding.startsWith("UTF")) {
            Files.write(path, "\uFEFFnome\nSão João\n".getBytes(charset));
            assertThat(ReadFiles.rows(path, "{'target':'T'}")).containsExactly("São João @2");
        }
    }

    @Test
    void windows1252HasCharactersThatIso88591HasNot() throws Exception {
        Path path = folder.resolve("file.csv");
        Files.write(path, new byte[] {'a', '\n', (byte) 0x80, '\n'});
        assertThat(ReadFiles.rows(path, "{'target':'T','format':{'encoding':'windows-1252'}}"))
                .containsExactly("€ @2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'quote':''}", "{'escape':'\\\\','delimiter':'||'}", "{}", "{'delimiter':'||'}"})
    void aRejectShowsItsRowSoThatItCanBeReadAgain(String format) throws Exception {
        String spec = "{'target':'T','format':" + format + "}";
        String delimiter = format.contains("||") ? "||" : ",";
        String row = format.equals("{'quote':''}")
                ? "1" + delimiter + "\"2\""
                : "1" + delimiter + "\"a \\\\ b" + delimiter + "\"";
        Path path = write("a" + delimiter + "b\n" + row + "\n");
        try (RowFile file = ReadFiles.open(path, spec)) {
            assertThat(file.next().rawText(100)).isEqualTo(row);
        }
    }

    @Test
    void nulCharactersAreReadAsTheyAre() throws Exception {
        assertThat(read("a,b\nx\0y,2\n", "{'target':'T'}")).containsExactly("x\0y|2 @2");
        assertThat(read("a,b\nx\0y,2\n", "{'target':'T','format':{'quote':''}}"))
                .containsExactly("x\0y|2 @2");
    }

    @Test
    void tenThousandColumnsAreReadAndOneMoreIsNot() throws Exception {
        String header = "c" + ",c".repeat(9_999) + "\n";
        assertThat(read(header + header, "{'target':'T'}")).hasSize(1);
        assertThatThrownBy(() -> read("c," + header, "{'target':'T'}"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("more than 10,000 fields");
    }

    private List<String> read(String text, String spec) throws Exception {
        return ReadFiles.rows(write(text), spec);
    }

    private Path write(String text) throws Exception {
        return Files.write(folder.resolve("file.csv"), text.getBytes(StandardCharsets.UTF_8));
    }
}
