package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader sees a file in pieces. Wherever a piece ends, within a line break or a sign, the rows are the same. */
class BufferEdgesTest {
    private static final int ROWS = 9_000;
    private static final int PLACES = 12;

    @TempDir
    Path folder;

    static List<Arguments> dialects() {
        return List.of(
                Arguments.of("CRLF", "\"", "\"", ",", "{}"),
                Arguments.of("CR", "\"", "\"", ",", "{}"),
                Arguments.of("LF", "\"", "\"", ",", "{}"),
                Arguments.of("CRLF", "\"", "\"", "||", "{'delimiter':'||'}"),
                Arguments.of("CRLF", "\"", "\"", ", ", "{'delimiter':', ','quotes':'lenient'}"),
                Arguments.of("CRLF", "\"", "\\", ",", "{'escape':'\\\\'}"),
                Arguments.of("CR", "", "\\", ",", "{'quote':'','escape':'\\\\'}"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void fallsAnywhere(String lineBreak, String quote, String escape, String delimiter, String format)
            throws Exception {
        String end = lineBreak.replace("CR", "\r").replace("LF", "\n");
        for (int place = 0; place < PLACES; place++) {
            StringBuilder file =
                    new StringBuilder("id" + delimiter + "note" + delimiter + "x".repeat(place) + "n" + end);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                String note = "a" + "b".repeat(i * 7919 % 11);
                file.append(i)
                        .append(delimiter)
                        .append(quote)
                        .append(note)
                        .append(quote.isEmpty() ? escape : "")
                        .append(end)
                        .append('c')
                        .append(escape)
                        .append(quote.isEmpty() ? delimiter : quote)
                        .append(quote)
                        .append(delimiter)
                        .append(i % 7)
                        .append(end);
                expected.add(i + "|" + note + end + "c" + (quote.isEmpty() ? delimiter : quote) + "|" + i % 7);
            }
            Path path = Files.writeString(folder.resolve("f.csv"), file, StandardCharsets.UTF_8);

            List<String> rows = ReadFiles.rows(path, "{'target':'T','format':" + format + "}").stream()
                    .map(row -> row.substring(0, row.lastIndexOf(" @")))
                    .toList();

            assertThat(rows).isEqualTo(expected);
        }
    }
}
