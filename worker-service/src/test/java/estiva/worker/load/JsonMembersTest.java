package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of JSON lines: those that are nowhere, those that are called otherwise, and what is no line of JSON at all. */
class JsonMembersTest {
    private static final String EVENTS = """
        {"id":1,"user":{"emailAddress":"a@example.org"},"total":10.5}
        {"id":2,"user":{"emailAddress":"b@example.org"},"total":7}
        """;
    private static final String COLUMNS = "'format':{'type':'jsonl'},'columns':[{'source':'id'},"
            + "{'source':'user.email','target':'email'%s},{'source':'Total','target':'total'}]}";
    private static final String DOCUMENT =
            "f.jsonl: is an array, or one JSON document over several lines; jsonl has one"
                    + " object a line: write each on a line of its own, with no brackets and commas around them";

    @RegisterExtension
    static final TargetTransaction target =
            new TargetTransaction("Lines", "id INT, email NVARCHAR(60), total DECIMAL(10,2), note NVARCHAR(60)");

    @TempDir
    Path folder;

    @Test
    void aMemberThatNoLineHasFailsTheFile() throws Exception {
        assertThat(failure(EVENTS, COLUMNS.formatted("")))
                .hasMessage("f.jsonl: lacks member 'user.email', 'Total': no line has it; the first has: id,"
                        + " user.emailAddress, total; correct the import's columns, or say \"optional\": true"
                        + " of those that may be missing; to forgive case, accents and blanks, say"
                        + " \"headers\": \"forgiving\"");
    }

    @Test
    void namesAreForgivenAndMembersMayBeMissingWhereTheImportSaysSo() throws Exception {
        load(EVENTS, "'headers':'forgiving'," + COLUMNS.formatted(",'optional':true,'default':'?'"));
        assertThat(target.rows("SELECT id, email, total FROM Lines ORDER BY id"))
                .containsExactly("1|?|10.50", "2|?|7.00");
    }

    @Test
    void aMemberThatIsNullOrLiesInNullIsThere() throws Exception {
        load("{\"id\":1,\"user\":null,\"Total\":null}\n", COLUMNS.formatted(""));
        assertThat(target.rows("SELECT id, email, total FROM Lines")).containsExactly("1|null|null");
    }

    @Test
    void theNameAsItIsWrittenIsMeantBeforeOneThatIsAlike() throws Exception {
        LoadResult result = load("""
            {"id":1,"TOTAL":1,"Total":2,"user":{"E-Mail":"x"}}
            {"id":2,"Total":3,"TOTAL":4}
            {"id":3,"TOTAL":5,"tótal":6}
            """, "'headers':'forgiving','rejects':{'maxRows':1}," + COLUMNS.formatted(""));
        assertThat(target.rows("SELECT id, email, total FROM Lines ORDER BY id"))
                .containsExactly("1|x|2.00", "2|null|3.00");
        assertThat(result.rejects()).extracting(Reject::reason).containsExactly("has member 'tótal' twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\n{\"id\":1},\n{\"id\":2}\n]\n",
                "[{\"id\":1},{\"id\":2}]",
                "{\n \"id\": 1\n}\n",
                "\n{\"rows\":[\n{\"id\":1},\n{\"id\":2}]}\n",
            })
    void whatIsOneDocumentIsSaidToBeOne(String text) throws Exception {
        String loose = "'rejects':{'maxPercent':100},'format':{'type':'jsonl'},'columns':[{'source':'id'}]}";
        assertThat(failure(text, loose)).hasMessageEndingWith(DOCUMENT);
    }

    @Test
    void aFirstLineThatIsCutOffIsOneBadRow() throws Exception {
        LoadResult result = load(
                "{\"id\":1,\n{\"id\":2}\n",
                "'rejects':{'maxRows':1},'format':{'type':'jsonl'},'columns':[{'source':'id'}]}");
        assertThat(result.rejects())
                .extracting(Reject::reason)
                .containsExactly("is no JSON: its object does not end; jsonl has one object a line");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2345678E7, 12345678",
        "42.0, 42",
        "-0.0, 0",
        "1e-3, 0.001",
        "12345678901234567890, 12345678901234567890",
        "0.30000000000000004, 0.30000000000000004",
        "\"42.0\", 42.0",
        "true, true",
    })
    void aTextHasTheNumberAndNotItsSpelling(String json, String text) throws Exception {
        load("{\"note\":" + json + "}\n", "'format':{'type':'jsonl'},'columns':[{'source':'note'}]}");
        assertThat(target.rows("SELECT note FROM Lines")).containsExactly(text);
    }

    @Test
    void aColumnOfCsvMayBeMissingWhereTheImportSaysSo() throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), "id\n1\n");
        target.load(
                file,
                "{'target':'Lines','columns':[{'source':'id'},{'source':'total','optional':true,'default':'5'},"
                        + "{'source':'note','optional':true}]}");
        assertThat(target.rows("SELECT id, total, note FROM Lines")).containsExactly("1|5.00|null");
    }

    private LoadResult load(String text, String rest) throws Exception {
        return target.load(write(text), "{'target':'Lines','unknownColumns':'ignore'," + rest);
    }

    private LoadFailure failure(String text, String rest) throws Exception {
        Path file = write(text);
        return catchThrowableOfType(LoadFailure.class, () -> target.load(file, "{'target':'Lines'," + rest));
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("f.jsonl"), text);
    }
}
