package estiva.worker.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class CsvFileTest extends CsvReads {
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
    void aQuoteThatIsNotClosedIsNamedWithTheLineWhereItsRowStarts() throws Exception {
        write("a,b\n1,2\n3,\"open\n5,6\n7,8\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("row 2 (line 3)")
                .hasMessageContaining("Unclosed quoted field");
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
            assertThat(file.hash()).isEqualTo(ReadFiles.sha256(path));
        }
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsAFailure() throws Exception {
        write("a\n1\n");
        assertThatThrownBy(() -> readWhile(() -> Files.writeString(path, "2\n", StandardOpenOption.APPEND)))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("changed while it was read");
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsAFailure() throws Exception {
        write("a\n1\n");
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "a\n2\n");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
        assertThatThrownBy(() -> readWhile(() -> Files.move(other, path, StandardCopyOption.REPLACE_EXISTING)))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("changed while it was read");
    }

    @Test
    void aFileThatDisappearsWhileItIsReadIsAFailure() throws Exception {
        write("a\n1\n");
        assertThatThrownBy(() -> readWhile(() -> Files.deleteIfExists(path)))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("disappeared while it was read");
    }

    private void readWhile(Callable<?> event) throws Exception {
        try (RowFile file = open()) {
            event.call();
            while (file.next() != null) {
                // to the end
            }
        }
    }
}
