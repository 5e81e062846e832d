package estiva.worker.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

    @TempDir
    Path folder;

    private Path path;
    private String format;

    @BeforeEach
    void aFileAndTheDefaultFormat() {
        path = folder.resolve("file.csv");
        format = "{}";
    }

    @Test
    void quotedFieldsKeepDelimitersQuotesAndLineBreaks() throws Exception {
        write("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",z\n");
        assertThat(read()).containsExactly("x,y|say \"hi\" @2", "two\nlines|z @3");
    }

    @Test
    void theLineOfARowCountsTheLinesInsideFieldsAndTheEmptyOnes() throws Exception {
        write("a\r\n\"1\r\n2\"\r\n\r\n3\r\n");
        assertThat(read()).containsExactly("1\r\n2 @2", "3 @5");
    }

    @Test
    void aFileWithoutALineBreakAtItsEndHasItsLastRow() throws Exception {
        write("a,b\n1,2");
        assertThat(read()).containsExactly("1|2 @2");
    }

    @Test
    void linesToSkipAreNotReadAsRows() throws Exception {
        write("report of \"May\nmade by me\na;b\n1;2\n");
        format = "{'delimiter':';','skipLines':2}";
        assertThat(read()).containsExactly("1|2 @4");
    }

    @Test
    void moreLinesToSkipThanThereAreIsAFailure() throws Exception {
        write("a\n");
        format = "{'skipLines':5}";
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessageContaining("Not enough lines");
    }

    @Test
    void aHeaderAloneIsAFileWithoutRows() throws Exception {
        write("a,b\n");
        assertThat(read()).isEmpty();
    }

    @Test
    void withoutHeaderTheFirstLineIsARow() throws Exception {
        write("1,2\n");
        format = "{'header':false}";
        assertThat(read()).containsExactly("1|2 @1");
    }

    @Test
    void aFileOfNoBytesOrOnlyAMarkIsEmpty() throws Exception {
        write("");
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessage("is empty");
        write("\uFEFF");
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessage("is empty");
    }

    @Test
    void aMissingFileIsAFailure() {
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessage("does not exist");
    }

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
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class)
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
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessageStartingWith("row 30001 (line 30002)")
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

    @Test
    void aQuoteThatIsNotClosedIsNamedWithTheLineWhereItsRowStarts() throws Exception {
        write("a,b\n1,2\n3,\"open\n5,6\n7,8\n");
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessageStartingWith("row 2 (line 3)")
                .hasMessageContaining("Unclosed quoted field");
    }

    @Test
    void textAfterAClosingQuoteIsAFailureWithItsLine() throws Exception {
        write("a,b\n1,\"2\"x\n");
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessageStartingWith("row 1 (line 2)")
                .hasMessageContaining("after closing quote");
    }

    @Test
    void tooManyFieldsAreAFailure() throws Exception {
        write("a\n" + ",".repeat(10_001) + "\n");
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessageContaining("10,000 fields");
    }

    @Test
    void aQuoteThatSwallowsTheFileEndsAtTheLimitOfARow() throws Exception {
        write("a\n\"" + "x".repeat(17 * 1024 * 1024) + "\n");
        assertThatThrownBy(this::read).isInstanceOf(UnreadableFile.class).hasMessageStartingWith("row 1 (line 2)");
    }

    @Test
    void theHashIsOfTheBytesAsStored() throws Exception {
        Files.write(path, "\uFEFFa\r\n1\r\n".getBytes(UTF_8));
        try (RowFile file = open()) {
            while (file.next() != null) {
                // to the end
            }
            assertThat(file.size()).isEqualTo(9);
            assertThat(file.hash()).isEqualTo(java.util.HexFormat.of().formatHex(
                    java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path))));
        }
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsAFailure() throws Exception {
        write("a\n1\n");
        assertThatThrownBy(() -> readWhile(() -> Files.writeString(path, "2\n", StandardOpenOption.APPEND)))
                .isInstanceOf(UnreadableFile.class).hasMessageStartingWith("changed while it was read");
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsAFailure() throws Exception {
        write("a\n1\n");
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "a\n2\n");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
        assertThatThrownBy(() -> readWhile(() -> Files.move(other, path, StandardCopyOption.REPLACE_EXISTING)))
                .isInstanceOf(UnreadableFile.class).hasMessageStartingWith("changed while it was read");
    }

    @Test
    void aFileThatDisappearsWhileItIsReadIsAFailure() throws Exception {
        write("a\n1\n");
        assertThatThrownBy(() -> readWhile(() -> Files.deleteIfExists(path)))
                .isInstanceOf(UnreadableFile.class).hasMessageStartingWith("disappeared while it was read");
    }

    private void readWhile(Callable<?> event) throws Exception {
        try (RowFile file = open()) {
            event.call();
            while (file.next() != null) {
                // to the end
            }
        }
    }

    private List<String> read() throws UnreadableFile, IOException {
        List<String> rows = new ArrayList<>();
        try (RowFile file = open()) {
            for (Row row = file.next(); row != null; row = file.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < row.fieldCount(); i++) {
                    fields.add(row.text(i, 100));
                }
                rows.add(String.join("|", fields) + " @" + row.line());
            }
        }
        return rows;
    }

    private RowFile open() throws UnreadableFile {
        return new RowFiles(ReadLimits.DEFAULT)
                .open(LocalFile.at(path), spec("{'target':'T','format':" + format + "}"), TestMemory.share(), Stop.NEVER);
    }

    private static ImportSpec spec(String json) {
        try {
            return new ObjectMapper().readValue(json.replace('\'', '"'), ImportSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(path, text);
    }
}
