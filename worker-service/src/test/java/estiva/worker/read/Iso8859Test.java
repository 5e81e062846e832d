package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are said to be a part of ISO 8859, and are mostly written in a page of Windows. */
class Iso8859Test extends TextReads {

    @ParameterizedTest
    @CsvSource({
        "ISO-8859-2, windows-1250",
        "ISO-8859-4, windows-1257",
        "ISO-8859-5, windows-1251",
        "ISO-8859-6, windows-1256",
        "ISO-8859-7, windows-1253",
        "ISO-8859-8, windows-1255",
        "ISO-8859-13, windows-1257",
        "ISO-8859-15, windows-1252",
        "x-iso-8859-11, windows-874",
        "ISO-8859-3, a windows page"
    })
    void aControlCharacterIsRefusedWithThePageThatHasALetterThere(String encoding, String page) throws Exception {
        for (int control : new int[] {0x80, 0x85, 0x9F}) {
            Path path = write(new byte[] {'a', '\n', 'x', (byte) control, '\n'});
            assertThatThrownBy(() -> ReadFiles.rows(path, spec("'encoding':'" + encoding + "'")))
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessage(
                            "row 1 (line 2): byte %02X is not %s; is it %s? (byte 4 of the file); set the import's"
                                    + " format.encoding to what the file is written in",
                            control, encoding, page);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-2", "ISO-8859-4", "ISO-8859-5", "ISO-8859-7", "ISO-8859-13", "ISO-8859-15"})
    void everyOtherByteIsWhatJavaTakesItFor(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        StringBuilder text = new StringBuilder("n\n");
        for (int value = 0xA1; value <= 0xFF; value++) {
            String letter = new String(new byte[] {(byte) value}, charset);
            if (!letter.equals("\uFFFD")) {
                text.append(letter);
            }
        }
        String letters = text.substring(2);
        assertThat(letters.length()).isGreaterThan(90);
        String far = text + "\n" + letters.repeat(5_000) + "\n" + letters + "\n";
        assertThat(ReadFiles.rows(write(far.getBytes(charset)), spec("'encoding':'" + encoding + "'")))
                .hasSize(3)
                .startsWith(letters + " @2")
                .endsWith(letters + " @4");
    }

    @Test
    void bytesThatStandForNothingAreRefusedAsBefore() throws Exception {
        Path path = write(new byte[] {'a', '\n', (byte) 0xA1, '\n', (byte) 0xAE, '\n'});
        assertThatThrownBy(() -> ReadFiles.rows(path, spec("'encoding':'ISO-8859-7'")))
                .hasMessageStartingWith("row 2 (line 3): byte AE is not ISO-8859-7");
    }

    @Test
    void fixedWidthFilesCountTheirBytes() throws Exception {
        byte[] text = "0001Škoda\n".getBytes(Charset.forName("ISO-8859-2"));
        assertThat(ReadFiles.rows(
                        write(text),
                        spec("'type':'fixed','encoding':'ISO-8859-2','positions':'bytes',"
                                + "'fields':[{'length':4},{'length':5}]")))
                .containsExactly("0001|Škoda @1");
    }

    private Path write(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("file.txt"), bytes);
    }
}
