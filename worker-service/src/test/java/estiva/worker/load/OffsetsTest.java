package estiva.worker.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import estiva.worker.read.TestParquet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An offset in the file says which moment is meant; a column without one holds it in its time zone. */
class OffsetsTest {
    @RegisterExtension
    static final TargetTransaction target =
            new TargetTransaction("Moments", "Id INT, At DATETIME2(3), Ato DATETIMEOFFSET, OnDay DATE, Clock TIME(0)");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} as {1} in {2} is {3}")
    @CsvSource({
        "2026-03-01T10:00:00Z, , , 10:00:00",
        "2026-03-01T10:00:00.123+00:00, , , 10:00:00.123",
        "2026-03-01T07:00:00-03:00, , , 10:00:00",
        "2026-03-01 07:00:00-03, , , 10:00:00",
        "2026-03-01 12:00:00 +0200, , , 10:00:00",
        "2026-03-01 10:00:00, , , 10:00:00",
        "2026-03-01T10:00Z, , America/Sao_Paulo, 07:00:00",
        "2026-03-01T10:00:00+02:00, , +02:00, 10:00:00",
        "2026-03-01 10:00, , America/Sao_Paulo, 10:00:00",
        "2026-03-01T07:00:00-03:00, yyyy-MM-dd'T'HH:mm:ssXXX, , 10:00:00",
        "2026-03-01T07:00:00-03:00, yyyy-MM-dd'T'HH:mm:ss[XXX], , 10:00:00",
        "2026-03-01T10:00:00, yyyy-MM-dd'T'HH:mm:ss[XXX], , 10:00:00",
        "2026-03-01T10:00:00Z, yyyy-MM-dd'T'HH:mm:ss[X], America/Sao_Paulo, 07:00:00",
        "2026-03-01T10:00:00Z, yyyy-MM-dd'T'HH:mm:ss'Z', America/Sao_Paulo, 07:00:00",
        "01/03/2026 10:00:00 UTC, dd/MM/yyyy HH:mm:ss 'UTC', America/Sao_Paulo, 07:00:00",
        "01/03/2026 07:00 America/Sao_Paulo, dd/MM/yyyy HH:mm VV, , 10:00:00",
    })
    void aColumnWithoutOffsetHoldsTheMomentInItsTimeZone(String text, String format, String zone, String clock)
            throws Exception {
        String members = (format == null ? "" : ",'format':'" + format.replace("'", "\\u0027") + "'")
                + (zone == null ? "" : ",'timeZone':'" + zone + "'");
        load("f.csv", ("Id,At\n1," + text + "\n").getBytes(UTF_8), "", members);
        load("f.jsonl", ("{\"Id\":2,\"At\":\"" + text + "\"}\n").getBytes(UTF_8), "'type':'jsonl'", members);
        assertThat(rows("SELECT At FROM Moments ORDER BY Id"))
                .containsExactly("2026-03-01 " + clock, "2026-03-01 " + clock);
    }

    @Test
    void aTimestampOfParquetInUtcIsTurnedToo() throws Exception {
        Path file = new TestParquet(
                        "required int64 At (TIMESTAMP(MICROS,true)); required int64 OnDay (TIMESTAMP(MILLIS,true));")
                .writeTo(
                        folder.resolve("f.parquet"),
                        row -> row.append("At", 1_772_359_200_000_000L).append("OnDay", 1_772_334_000_000L));
        target.load(file, """
            {'target':'Moments','format':{'type':'parquet'},'columns':[{'source':'At','timeZone':'America/Sao_Paulo'},
             {'source':'OnDay','timeZone':'America/Sao_Paulo'}]}\
            """);
        assertThat(rows("SELECT At, OnDay FROM Moments")).containsExactly("2026-03-01 07:00:00|2026-03-01");
    }

    @Test
    void aColumnWithOffsetKeepsItAndOneOfTimesTakesNone() throws Exception {
        LoadResult result = load(
                "f.csv",
                """
                Id,Ato,Clock
                1,2026-03-01T10:00:00Z,10:00
                2,2026-03-01T10:00:00+0000,
                3,2026-03-01 10:00:00-03,
                4,,10:00:00Z
                5,2026-03-01 10:00:00,
                """.getBytes(UTF_8),
                "'rejects':{'maxRows':9},'columns':[{'source':'Id'},{'source':'Ato'},{'source':'Clock'}]");
        assertThat(result.rejects()).extracting(Reject::row).containsExactly(4L, 5L);
        assertThat(rows("SELECT Ato FROM Moments ORDER BY Id"))
                .extracting(at ->
                        at.replaceAll("(:00)\\.0+", "$1").replace(" +", "+").replace(" -", "-"))
                .allMatch(at -> at.matches("2026-03-01 10:00:00(\\+00(:00)?|-03(:00)?)"));
        LoadResult optional = load(
                "f.csv",
                "Id,Clock\n1,10:00+02:00\n2,11:00\n".getBytes(UTF_8),
                "'rejects':{'maxRows':9},'columns':[{'source':'Id'},{'source':'Clock','format':'HH:mm[XXX]'}]");
        assertThat(optional.rejects())
                .extracting(Reject::reason)
                .containsExactly("has an offset, which a time cannot hold");
    }

    @Test
    void aDayIsThatOfTheTimeZoneAndNoOther() throws Exception {
        LoadResult result = load(
                "f.csv",
                "OnDay\n2026-03-01T03:00:00Z\n2026-03-01T00:00:00Z\n".getBytes(UTF_8),
                "'rejects':{'maxRows':9},'columns':[{'source':'OnDay','format':'yyyy-MM-dd\\u0027T\\u0027HH:mm:ssX',"
                        + "'timeZone':'America/Sao_Paulo'}]");
        assertThat(rows("SELECT OnDay FROM Moments")).containsExactly("2026-03-01");
        assertThat(result.rejects())
                .extracting(Reject::reason)
                .containsExactly("has a time of the day, which a date cannot hold");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutATimeZoneNoDayIsMadeOfAMomentElsewhere(boolean isCsv) throws Exception {
        String shape = isCsv ? "%s\n" : "{\"OnDay\":\"%s\"}\n";
        String content = (isCsv ? "OnDay\n" : "")
                + shape.formatted("2026-03-01T21:00:00-03:00")
                + shape.formatted("2026-03-02T00:00:00+02:00")
                + shape.formatted("2026-03-01T00:00:00Z");
        LoadResult result = load(
                "f.txt",
                content.getBytes(UTF_8),
                "'rejects':{'maxRows':9},'format':{'type':'" + (isCsv ? "csv" : "jsonl")
                        + "'},'columns':[{'source':'OnDay','format':'yyyy-MM-dd\\u0027T\\u0027HH:mm:ssXXX'}]");
        assertThat(result.rejects())
                .extracting(Reject::reason)
                .hasSize(2)
                .containsOnly("has an offset, by which the day depends on the place; say the timeZone of the column");
        assertThat(rows("SELECT OnDay FROM Moments")).containsExactly("2026-03-01");
    }

    @Test
    void theOldTimestampsOfParquetAreMomentsToo() throws Exception {
        Path file = new TestParquet("required int96 At;")
                .writeTo(
                        folder.resolve("f.parquet"),
                        row -> row.add(
                                "At",
                                Binary.fromConstantByteArray(
                                        java.util.HexFormat.of().parseHex("00e40b540200000059682500"))));
        target.load(file, """
            {'target':'Moments','format':{'type':'parquet'},'columns':[{'source':'At','timeZone':'America/Sao_Paulo'}]}\
            """);
        assertThat(rows("SELECT At FROM Moments")).containsExactly("1999-12-31 22:00:10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd HH:mm:ss z", "yyyy-MM-dd HH:mm zzzz", "yyyy-MM-dd HH:mm v"})
    void namesOfZonesMeanTooMuchToBeRead(String format) throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), "At\n2026-07-15 10:00:00 BST\n");
        assertThat(catchThrowableOfType(
                        LoadFailure.class,
                        () -> target.load(
                                file, "{'target':'Moments','columns':[{'source':'At','format':'" + format + "'}]}")))
                .hasMessageContaining("has the name of a zone, such as EST or IST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dd/MM/yyyy hh:mm", "dd/MM/yyyy KK:mm", "dd/MM/yyyy mm:ss", "dd/MM/yyyy ss", "dd/MM/yyyy a"})
    void aFormatThatWouldDropTheTimeOfTheDayIsRefused(String format) throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), "At,OnDay\n28/11/2026 09:15,28/11/2026 09:15\n");
        for (String column : List.of("At", "OnDay")) {
            assertThat(catchThrowableOfType(
                            LoadFailure.class,
                            () -> target.load(
                                    file,
                                    "{'target':'Moments','columns':[{'source':'" + column + "','format':'" + format
                                            + "'}]}")))
                    .hasMessageContaining("' gives no date");
        }
    }

    @Test
    void aTimeThatClocksShowTwiceOrNeverIsNoMoment() throws Exception {
        LoadResult result = load(
                "f.csv",
                "At\n01/11/2026 01:30 America/New_York\n08/03/2026 02:30 America/New_York\n01/11/2026 03:30 America/New_York\n"
                        .getBytes(UTF_8),
                "'rejects':{'maxRows':9},'columns':[{'source':'At','format':'dd/MM/yyyy HH:mm VV'}]");
        assertThat(result.rejects())
                .hasSize(2)
                .allMatch(reject -> reject.reason().startsWith("is no moment, or two"));
        assertThat(rows("SELECT At FROM Moments")).containsExactly("2026-11-01 08:30:00");
    }

    @Test
    void aTimeZoneThatWouldBePassedOverIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), "Ato\n2026-03-01T10:00:00Z\n");
        assertThat(catchThrowableOfType(
                        LoadFailure.class,
                        () -> target.load(
                                file, "{'target':'Moments','columns':[{'source':'Ato','timeZone':'Europe/Lisbon'}]}")))
                .hasMessageContaining(
                        "the import's timeZone fits dates, and dates with a time, that have no offset, not");
    }

    private void load(String name, byte[] content, String format, String members) throws Exception {
        load(name, content, "'format':{" + format + "},'columns':[{'source':'Id'},{'source':'At'" + members + "}]");
    }

    private LoadResult load(String name, byte[] content, String rest) throws Exception {
        return target.load(Files.write(folder.resolve(name), content), "{'target':'Moments'," + rest + "}");
    }

    private static List<String> rows(String query) throws Exception {
        return target.rows(query).stream()
                .map(row -> row.replaceAll("(:\\d\\d)\\.0+(?=\\||$)", "$1"))
                .toList();
    }
}
