package estiva.worker.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands at the edges of a text, a name or a field and is no data; and what its bytes are taken for. */
class TextEdgesTest extends TextReads {

    private static final String FIXED = "'type':'fixed','fields':[{'length':4},{'length':5}]";

    @ParameterizedTest
    @ValueSource(strings = {"\u001A", "\u001A\u001A\u001A", "\u001A\r\n", "\r\n\u001A\n\n", ";\u001A"})
    void theEndOfDosIsNoRow(String end) throws Exception {
        List<String> row =
                end.startsWith(";") ? List.of("1|Ana @2", "2|Rui @3", "3| @4") : List.of("1|Ana @2", "2|Rui @3");
        assertThat(read("id;name\r\n1;Ana\r\n2;Rui\r\n" + (end.startsWith(";") ? "3" : "") + end, "'delimiter':';'"))
                .isEqualTo(row);
        assertThat(read("id;name\r\n1;Ana\r\n2;Rui" + end.replace(";", ""), "'delimiter':';'"))
                .containsExactly("1|Ana @2", "2|Rui @3");
        assertThat(read("0001Ana  \r\n0002Rui  \r\n" + end.replace(";", ""), FIXED))
                .containsExactly("0001|Ana   @1", "0002|Rui   @2");
        assertThat(read("{\"a\":1}\n" + end.replace(";", ""), "'type':'jsonl'")).containsExactly("1 @1");
    }

    @Test
    void itsSignWithinATextIsACharacterLikeAnother() throws Exception {
        assertThat(read("a,b\n1\u001A,\u001A\n\u001A\u001A2,3\n", ""))
                .containsExactly("1\u001A|\u001A @2", "\u001A\u001A2|3 @3");
        String many = "\u001A".repeat(5_000);
        assertThat(read("a,b\n" + many + "\n1,2\n", "'shortRows':'null'"))
                .hasSize(2)
                .endsWith("1|2 @3");
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 30_000; i++) {
            text.append(i % 3 == 0 ? "\u001A" : "").append(i).append(i % 7 == 0 ? ",\u001A\n" : ",x\n");
        }
        List<String> rows = read(text.toString(), "");
        assertThat(rows).hasSize(30_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i))
                    .isEqualTo((i % 3 == 0 ? "\u001A" : "") + i + (i % 7 == 0 ? "|\u001A @" : "|x @") + (i + 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\u200B", "\u200E", "\u2060", "\u200B\uFEFF", "\u200D"})
    void whatIsInvisibleAtTheEdgesOfNamesAndFieldsIsNoData(String sign) throws Exception {
        String text = "a," + sign + "b" + sign + "\n1," + sign + "x" + sign + "y" + sign + "\n" + sign + "\"2\"" + sign
                + "," + sign + "\n";
        assertThat(names(text, "'quotes':'lenient'")).containsExactly("a", "b");
        assertThat(read(text, "'quotes':'lenient'")).containsExactly("1|x" + sign + "y @2", "2| @3");
        assertThat(read(
                        "ab" + sign + "|" + sign + "cd",
                        "'type':'fixed','fields':[{'length':" + (3 + sign.length()) + "},{}]"))
                .containsExactly("ab" + sign + "||cd @1");
    }

    @Test
    void aMarkBeforeAQuoteIsNoData() throws Exception {
        assertThat(read("\uFEFF\uFEFF\"id\",b\n\uFEFF\"1,5\",\"2\u200B\"\u200B\n", ""))
                .containsExactly("1,5|2 @2");
        assertThat(read("a,b\n\uFEFF,\u200B\n", "")).as("an empty row").isEmpty();
    }

    @Test
    void blanksAloneAreKept() throws Exception {
        assertThat(read("a,b\n  x , \u00A0y\n", "")).containsExactly("  x | \u00A0y @2");
        assertThat(read("a,b\n \u200Bx \u200B , \u00A0y\n", "")).containsExactly("x | \u00A0y @2");
    }

    @Test
    void iso88591IsReadAsWindows1252AsBrowsersDo() throws Exception {
        byte[] bytes = "id;t\n1;preço 10 €\n2;“citação” – ok\n".getBytes(Charset.forName("windows-1252"));
        for (String name : List.of("ISO-8859-1", "latin1", "windows-1252")) {
            Path path = Files.write(folder.resolve("file.txt"), bytes);
            assertThat(ReadFiles.rows(path, spec("'delimiter':';','encoding':'" + name + "'")))
                    .as(name)
                    .containsExactly("1|preço 10 € @2", "2|“citação” – ok @3");
        }
        Path path = Files.write(folder.resolve("file.txt"), new byte[] {'a', '\n', (byte) 0x80, (byte) 0xFD, '\n'});
        assertThat(ReadFiles.rows(path, spec("'encoding':'ISO-8859-9'"))).containsExactly("€ı @2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x81, 0x8D, 0x8F, 0x90, 0x9D})
    void bytesThatStandForNothingInEitherAreRefused(int undefined) throws Exception {
        Path path = Files.write(folder.resolve("file.txt"), new byte[] {'a', '\n', 'x', (byte) undefined, '\n'});
        assertThatThrownBy(() -> ReadFiles.rows(path, spec("'encoding':'ISO-8859-1'")))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("byte " + Integer.toHexString(undefined).toUpperCase() + " is not windows-1252"
                        + " (byte 4 of the file)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void wideTextsAreReadWithAMarkAndWithoutOne(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        String text = "nome;n\r\nSão 日本 😀;1\r\n\u001A";
        String family = encoding.substring(0, 6);
        for (String declared : List.of(encoding, family)) {
            assertThat(ReadFiles.rows(write(text, charset), spec("'delimiter':';','encoding':'" + declared + "'")))
                    .as("%s without a mark, declared as %s", encoding, declared)
                    .containsExactly("São 日本 😀|1 @2");
        }
        for (String declared : List.of(encoding, family, "UTF-8", "ISO-8859-1", "UTF-16BE", "UTF-32LE")) {
            assertThat(ReadFiles.rows(
                            write("\uFEFF" + text, charset), spec("'delimiter':';','encoding':'" + declared + "'")))
                    .as("%s with a mark, declared as %s", encoding, declared)
                    .containsExactly("São 日本 😀|1 @2");
        }
        assertThatThrownBy(() -> ReadFiles.open(write("\uFEFF", charset), spec("")))
                .hasMessage("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aWideTextThatIsSaidToBeNarrowIsRefusedWithItsName(String encoding) throws Exception {
        Path path = write("id;name\n1;Ana\n", Charset.forName(encoding));
        for (String declared : List.of("UTF-8", "ISO-8859-1")) {
            assertThatThrownBy(() -> ReadFiles.open(path, byPosition("'encoding':'" + declared + "'", 1)))
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageStartingWith("is " + encoding + ", by the zeros between its letters")
                    .hasMessageEndingWith("set the import's format.encoding to " + encoding);
        }
    }

    @Test
    void zerosHereAndThereMakeNoWideText() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("a,b\nx\0,y\0\n\0,\0\n".getBytes(UTF_8));
        Path path = Files.write(folder.resolve("file.txt"), bytes.toByteArray());
        assertThat(ReadFiles.rows(path, spec(""))).containsExactly("x\0|y\0 @2", "\0|\0 @3");
        assertThat(new String(Files.readAllBytes(path), ISO_8859_1)).contains("\0");
    }
}
