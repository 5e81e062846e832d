package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line of 1 GiB, which takes no room on disk: all but its ends is a hole, read as NUL characters. */
class LongLinesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'quote':''}",
                "{'delimiter':'||'}",
                "{'type':'jsonl'}",
                "{'type':'fixed','fields':[{'name':'a'}]}",
            })
    void isRefusedLongBeforeItsEndAndInLittleMemory(String format) throws Exception {
        Path path = longLine(format.contains("jsonl") ? "{\"a\":1}\n{\"a\":\"" : "a\n\"");
        long before = used();
        String spec = "{'target':'T','format':" + format + ",'columns':[{'source':'a'}]}";
        try (RowFile file = ReadFiles.open(path, spec)) {
            assertThatThrownBy(() -> {
                        while (file.next() != null) {
                            // to the line that is too long
                        }
                    })
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("(line 2)");
            assertThat(file.size()).isLessThan(100_000_000L);
            assertThat(used() - before).isLessThan(200_000_000L);
        }
    }

    private Path longLine(String start) throws Exception {
        Path path = folder.resolve("long.txt");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(start.getBytes(StandardCharsets.UTF_8));
            file.setLength(1L << 30);
        }
        return path;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
