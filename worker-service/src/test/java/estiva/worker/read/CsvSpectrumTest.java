package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of csv-spectrum (github.com/max-mapper/csv-spectrum), written anew from what each is about. */
class CsvSpectrumTest {

    @TempDir
    Path folder;

    static Stream<Arguments> cases() {
        Stream<Arguments> cases = Stream.of(
                Arguments.of("simple", "a,b,c\n1,2,3\n", List.of("1|2|3")),
                Arguments.of("simple_crlf", "a,b,c\r\n1,2,3\r\n", List.of("1|2|3")),
                Arguments.of(
                        "comma_in_quotes",
                        "first,address,zip\nJoão,\"Rua A, 12, fundos\",08075\n",
                        List.of("João|Rua A, 12, fundos|08075")),
                Arguments.of("empty", "a,b,c\n1,\"\",\"\"\n2,3,4\n", List.of("1||", "2|3|4")),
                Arguments.of("empty_crlf", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", List.of("1||", "2|3|4")),
                Arguments.of("escaped_quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", List.of("1|ha \"ha\" ha", "3|4")),
                Arguments.of(
                        "json",
                        "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"\n",
                        List.of("1|{\"type\": \"Point\", \"at\": [102.0, 0.5]}")),
                Arguments.of(
                        "location_coordinates",
                        "city,place\nRecife,\"8°03′S 34°54′W, at sea level\"\n",
                        List.of("Recife|8°03′S 34°54′W, at sea level")),
                Arguments.of(
                        "newlines",
                        "a,b\n1,2\n\"Once upon\na time\",5\n7,8\n",
                        List.of("1|2", "Once upon\na time|5", "7|8")),
                Arguments.of(
                        "newlines_crlf",
                        "a,b\r\n1,2\r\n\"Once upon\r\na time\",5\r\n7,8\r\n",
                        List.of("1|2", "Once upon\r\na time|5", "7|8")),
                Arguments.of(
                        "quotes_and_newlines",
                        "a,b\n1,\"ha\n\"\"ha\"\"\nha\"\n3,4\n",
                        List.of("1|ha\n\"ha\"\nha", "3|4")),
                Arguments.of("utf8", "a,b\n1,ʤ\n2,日本語 😀\n", List.of("1|ʤ", "2|日本語 😀")));
        return cases.flatMap(each -> Stream.of("{}", "{'escape':'\\\\'}")
                .map(format -> Arguments.of(each.get()[0], format, each.get()[1], each.get()[2])));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void isReadAsItIsMeant(String name, String format, String text, List<String> rows) throws Exception {
        Path path = Files.writeString(folder.resolve("file.csv"), text);
        assertThat(ReadFiles.rows(path, "{'target':'T','format':" + format + "}"))
                .extracting(row -> row.substring(0, row.lastIndexOf(" @")))
                .isEqualTo(rows);
    }
}
