package estiva.worker.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Which characters the bytes of a CSV file are. */
class CsvEncodingTest extends CsvReads {
    @Test
    void aByteOrderMarkWinsOverTheDeclaredEncoding() throws Exception {
        format = "{'encoding':'windows-1252'}";
        write("\uFEFFnome\nSão João\n");
        assertThat(read()).containsExactly("São João @2");
        Files.write(path, "\uFEFFnome\nSão João\n".getBytes(UTF_16LE));
        assertThat(read()).containsExactly("São João @2");
        Files.write(path, "\uFEFFnome\nSão João\n".getBytes(UTF_16BE));
        assertThat(read()).containsExactly("São João @2");
    }

    @Test
    void theDeclaredEncodingIsUsed() throws Exception {
        format = "{'encoding':'ISO-8859-1'}";
        Files.write(path, "nome\nSão João\n".getBytes(ISO_8859_1));
        assertThat(read()).containsExactly("São João @2");
    }

    @Test
    void bytesThatAreNotOfTheEncodingAreNamedWithTheirRowAndPosition() throws Exception {
        Files.write(path, "nome\nAna\nS\u00e3o\nRui\n".getBytes(ISO_8859_1));
        assertThatThrownBy(this::read)
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("row 2 (line 3): byte E3 is not UTF-8 (byte 11 of the file)");
    }

    @Test
    void badBytesFarInAreNamedWithTheirOwnRow() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("nome\n".getBytes(UTF_8));
        bytes.write("0123456é\n".repeat(30_000).getBytes(UTF_8));
        bytes.write(0xE3);
        bytes.write("\n".repeat(10).getBytes(UTF_8));
        Files.write(path, bytes.toByteArray());
        assertThatThrownBy(this::read)
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("row 30001 (line 30002)")
                .hasMessageContaining("(byte 300006 of the file)");
    }

    @Test
    void aCharacterCutOffAtTheEndIsAFailure() throws Exception {
        Files.write(path, new byte[] {'a', '\n', 'x', (byte) 0xC3});
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessageContaining("byte C3 is not UTF-8");
    }

    @Test
    void anUnknownEncodingIsAFailure() throws Exception {
        write("a\n");
        format = "{'encoding':'UTF-9'}";
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessageContaining("'UTF-9' is not known");
    }
}
