package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonlFileTest {

    private static final String BY_NAME = "{'target':'T','format':{'type':'jsonl'}}";

    @TempDir
    Path folder;

    @Test
    void membersAreFoundWhereverTheyStandInTheObject() throws Exception {
        assertThat(read("""
                {"id":1,"name":"Ana","extra":[1,{"id":9}]}
                {"name":"S\\u00e3o\\n","id":2.50}
                """, columns("id", "name"))).containsExactly("1|Ana @1", "2.50|São\n @2");
    }

    @Test
    void nestedMembersAreFoundByTheirPath() throws Exception {
        assertThat(read("""
                {"address":{"city":"Recife","geo":{"lat":-8.05}},"address.zip":"50000"}
                {"address":null}
                {}
                """, columns("address.city", "address.geo.lat", "address.zip")))
                .containsExactly("Recife|-8.05|50000 @1", "~|~|~ @2", "~|~|~ @3");
    }

    @Test
    void aMemberThatIsNullOrMissingIsNullAndAnEmptyTextIsNone() throws Exception {
        try (RowFile file = ReadFiles.open(
                write("{\"a\":null,\"c\":\"\",\"d\":true,\"e\":1e3}\n"), columns("a", "b", "c", "d", "e"))) {
            Row row = file.next();
            assertThat(List.of(row.notation(0), row.notation(1), row.notation(2), row.notation(3), row.notation(4)))
                    .containsExactly(Notation.NULL, Notation.NULL, Notation.QUOTED, Notation.QUOTED, Notation.NUMBER);
            assertThat(row.text(3, 10)).isEqualTo("true");
        }
    }

    @Test
    void withoutColumnsTheFirstObjectNamesThem() throws Exception {
        assertThat(ReadFiles.open(write("{\"a\":1,\"b\":{\"c\":2,\"d\":[3]}}\n"), BY_NAME)
                        .header()
                        .orElseThrow()
                        .names())
                .containsExactly("a", "b.c", "b.d");
        assertThat(read("\n{\"a\":1,\"b\":2}\n{\"b\":4}\n{\"a\":5,\"z\":{}}\n", BY_NAME))
                .containsExactly(
                        "1|2 @2",
                        "~|4 @3",
                        "!has member 'z', which no column takes; add to the import's columns, or say"
                                + " \"unknownColumns\": \"ignore\" @4");
    }

    @Test
    void unknownMembersAreRefusedWhereTheImportSaysSo() throws Exception {
        String spec = columns("a.b").replace("'target':'T',", "'target':'T','unknownColumns':'refuse',");
        assertThat(read("{\"a\":{\"b\":1}}\n{\"a\":{\"b\":1,\"c\":2}}\n", spec).get(1))
                .startsWith("!has member 'a.c'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1            | is no JSON: its object does not end; jsonl has one object a line
            {"a":1,}          | is no JSON near '{"a":1,}' (character 8)
            {"a":NaN}         | is no JSON near '{"a":NaN
            {"a":01}          | is no JSON near '{"a":01' (character 7)
            {a:1}             | is no JSON near '{a' (character 2)
            [{"a":1}]         | is no JSON object; jsonl has one object a line
            "a"               | is no JSON object
            {"a":1} {"a":2}   | has something after its JSON object
            {"a":1,"a":2}     | has member 'a' twice
            {"a":{"b":1}}     | has an object as 'a', of which columns take both the whole and parts
            {"a":1,"o":7}     | has no object as 'o', from which columns are taken
            """)
    void aBadLineIsABadRowAndTheNextIsReadAllTheSame(String line, String problem) throws Exception {
        List<String> rows = read("{\"a\":1}\n" + line + "\n{\"a\":3}\n", optional("a", "o.p", "a.b"));
        assertThat(rows.get(0)).isEqualTo("1|~|~ @1");
        assertThat(rows.get(1)).startsWith("!" + problem).endsWith(" @2");
        assertThat(rows.get(2)).isEqualTo("3|~|~ @3");
    }

    @Test
    void anObjectOrAnArrayIsItsJson() throws Exception {
        assertThat(read("{\"a\":{\"x\":[1.10,\"é\"]},\"b\":[]}\n", columns("a", "b")))
                .containsExactly("{\"x\":[1.10,\"é\"]}|[] @1");
    }

    @Test
    void depthBeyondTheLimitIsABadRow() throws Exception {
        String deep = "{\"b\":".repeat(150) + "1" + "}".repeat(150);
        assertThat(read(deep + "\n{\"a\":1}\n", columns("a")).get(0))
                .isEqualTo(
                        "!is no JSON that is read: it is"
                                + " nested more than 100 deep, or has a number of more than 1,000 characters or a name of more than 50,000 @1");
    }

    @Test
    void emptyFilesAreSaidToBeEmpty() throws Exception {
        assertThatThrownBy(() -> read("", columns("a")))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("is empty");
        assertThatThrownBy(() -> read("\n \n", BY_NAME))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("holds nothing but empty lines");
        assertThat(read("\n \n", columns("a"))).isEmpty();
        assertThatThrownBy(() -> read("7\n", BY_NAME))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("row 1 (line 1) is no JSON object");
    }

    @Test
    void bytesThatAreNoCharactersAreNamedWithTheirLine() throws Exception {
        Path path = folder.resolve("file.jsonl");
        Files.write(path, "{\"a\":1}\n{\"a\":\"São\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ReadFiles.rows(path, columns("a")))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("row 2 (line 2): byte E3 is not UTF-8");
    }

    @Test
    void aRejectShowsItsLine() throws Exception {
        try (RowFile file = ReadFiles.open(write("{\"a\": 1 }\n"), columns("a"))) {
            assertThat(file.next().rawText(100)).isEqualTo("{\"a\": 1 }");
        }
    }

    private static String optional(String... sources) {
        return columns(sources).replace("'},{", "','optional':true},{").replace("'}]", "','optional':true}]");
    }

    private static String columns(String... sources) {
        return "{'target':'T','format':{'type':'jsonl'},'columns':[{'source':'" + String.join("'},{'source':'", sources)
                + "'}]}";
    }

    private List<String> read(String text, String spec) throws Exception {
        return ReadFiles.rows(write(text), spec);
    }

    private Path write(String text) throws Exception {
        return Files.write(folder.resolve("file.jsonl"), text.getBytes(StandardCharsets.UTF_8));
    }
}
