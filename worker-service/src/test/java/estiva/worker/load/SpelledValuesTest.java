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

/** Years, months, signs and flags as people in different places write them. */
class SpelledValuesTest {
    @RegisterExtension
    static final TargetTransaction target =
            new TargetTransaction("Spelled", "Id INT, Born DATE, Amount DECIMAL(18,2), Active BIT, Rate FLOAT");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"'', 2049", "',\"yearPivot\":2030', 1949", "',\"yearPivot\":2048', 1949"})
    void twoDigitsOfAYearHaveAPivot(String pivot, String fortyNine) throws Exception {
        load(
                """
                Id;Born
                1;12/05/68
                2;30/11/49
                3;01/02/99
                4;15/08/04
                """,
                "'format':{'delimiter':';'},'columns':[{'source':'Id'},{'source':'Born','format':'dd/MM/yy'" + pivot
                        + "}]");
        assertThat(target.rows("SELECT Born FROM Spelled ORDER BY Id"))
                .containsExactly("1968-05-12", fortyNine + "-11-30", "1999-02-01", "2004-08-15");
    }

    @Test
    void aYearOfTwoDigitsIsNotOneOfTheFirstCentury() throws Exception {
        LoadResult result =
                load("""
                    Id,Born
                    1,12/05/68
                    2,12/05/1968
                    """, "'rejects':{'maxRows':1},'columns':[{'source':'Id'},{'source':'Born','format':'d/M/y'}]");
        assertThat(result.rejects())
                .extracting(Reject::reason)
                .containsExactly("has a year of two digits; write yy for the year in the format");
        assertThat(target.rows("SELECT Born FROM Spelled")).containsExactly("1968-05-12");
    }

    @ParameterizedTest(name = "{0} as {1} in {2}")
    @CsvSource({
        "05-Sep-2026, dd-MMM-yyyy, en-US",
        "05-Sep-2026, dd-MMM-yyyy, en-GB",
        "05-Sept-2026, dd-MMM-yyyy, en-GB",
        "05-Sept-2026, dd-MMM-yyyy, en-US",
        "05-SEP-2026, dd-MMM-yyyy, ",
        "05-Sep.-2026, dd-MMM-yyyy, en",
        "05 September 2026, dd MMM yyyy, en",
        "05-set-2026, dd-MMM-yyyy, pt-BR",
        "05-set.-2026, dd-MMM-yyyy, pt-BR",
        "05-SET-2026, dd-MMM-yyyy, pt-PT",
        "5 de setembro de 2026, d 'de' MMMM 'de' yyyy, pt-BR",
        "05Sep2026, ddMMMyyyy, en",
        "5Sep2026, dMMMyyyy, en",
        "05-sept.-26, dd-MMM-yy, fr",
        "05 sep 2026, dd MMM yyyy, es",
        "05. September 2026, dd. MMMM yyyy, de",
        "05.Sep.2026, dd.MMM.yyyy, de",
        "05.Sept.2026, dd.MMM.yyyy, de",
        "05.Sep.2026, dd.MMM.yyyy, en",
        "05.set.2026, dd.MMM.yyyy, pt-BR",
        "Sep.05.2026, MMM.dd.yyyy, en",
        "05.September.2026, dd.MMMM.yyyy, de",
        "2026年9月5日, yyyy年MMMd日, zh",
        "'sáb., 05 set 2026', 'EEE, dd MMM yyyy', pt-BR",
    })
    void monthsHaveTheNamesThatPeopleWrite(String text, String format, String locale) throws Exception {
        load(
                "Born\n\"" + text + "\"\n",
                "'columns':[{'source':'Born','format':'" + format.replace("'", "\\u0027") + "'"
                        + (locale == null ? "" : ",'locale':'" + locale + "'") + "}]");
        assertThat(target.rows("SELECT Born FROM Spelled")).containsExactly("2026-09-05");
    }

    @Test
    void marchIsMrzToGermanPrograms() throws Exception {
        load(
                "Id,Born\n1,05. Mrz 2026\n2,05. M\u00e4r 2026\n3,05. M\u00e4rz 2026\n",
                "'columns':[{'source':'Id'},{'source':'Born','format':'dd. MMM yyyy','locale':'de'}]");
        assertThat(target.rows("SELECT DISTINCT Born FROM Spelled")).containsExactly("2026-03-05");
    }

    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource({
        "-7_25, sv-SE, -7.25",
        "-1 234_50, nb-NO, -1234.50",
        "\u22127_25, fi-FI, -7.25",
        "1'234.50, de-CH, 1234.50",
        "12\u2019345'678.00, de-CH, 12345678.00",
        "-99.90, de-CH, -99.90",
        "\u2212\u200e5.00, he-IL, refused",
        "\u200e-5.00, he-IL, -5.00",
        "-1.234_5, pt-BR, -1234.50",
    })
    void signsThatLookAlikeAreAlike(String text, String locale, String value) throws Exception {
        LoadResult result = load(
                "Amount\n\"" + text.replace('_', ',') + "\"\n",
                "'rejects':{'maxRows':1},'columns':[{'source':'Amount','format':'#,##0.00','locale':'" + locale
                        + "'}]");
        if (value.equals("refused")) {
            assertThat(result.rejects()).hasSize(1);
        } else {
            assertThat(target.rows("SELECT Amount FROM Spelled")).containsExactly(value);
        }
    }

    @Test
    void decimalsAreRoundedWhereTheImportSaysSo() throws Exception {
        load("""
            Id,Amount
            1,19.999
            2,1E-3
            3,-0.005
            4,1e-400
            5,2.50
            """, "'columns':[{'source':'Id'},{'source':'Amount','round':true}]");
        assertThat(target.rows("SELECT Amount FROM Spelled ORDER BY Id"))
                .containsExactly("20.00", "0.00", "-0.01", "0.00", "2.50");
        LoadResult tooMany = load(
                "Amount\n9999999999999999.995\n",
                "'rejects':{'maxRows':1},'columns':[{'source':'Amount','round':true}]");
        assertThat(tooMany.rejects())
                .extracting(Reject::reason)
                .containsExactly("has 17 digits before the point where 16 fit");
        assertThat(failure("Rate\n1\n", "'columns':[{'source':'Rate','round':true}]"))
                .hasMessageContaining("the import's round fits decimals, not");
    }

    @Test
    void flagsHaveTheWordsThatTheImportAdds() throws Exception {
        LoadResult result = load(
                """
                Id,Active
                1,s
                2,NÃO
                3,1
                4,false
                5,X
                """,
                "'rejects':{'maxRows':1},'columns':[{'source':'Id'},"
                        + "{'source':'Active','trueValues':['S','sim'],'falseValues':['N','não']}]");
        assertThat(target.rows("SELECT Id FROM Spelled WHERE Active = " + bit(true) + " ORDER BY Id"))
                .containsExactly("1", "3");
        assertThat(target.rows("SELECT Id FROM Spelled WHERE Active = " + bit(false) + " ORDER BY Id"))
                .containsExactly("2", "4");
        assertThat(result.rejects())
                .extracting(Reject::reason)
                .containsExactly("is none of 0, 1, true, false, yes, no, S, sim, N, não");
    }

    @Test
    void aRowsFaultsAreAllNamedAtOnce() throws Exception {
        LoadResult result = load("Id,Born,Amount,Active\nx,31/02/2026,1.234,1\n", "'rejects':{'maxRows':1}");
        assertThat(result.rejects())
                .extracting(Reject::column, Reject::value, Reject::reason)
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        "Id",
                        "x",
                        "is not a whole number; column Born: '31/02/2026' is not a date like 2026-01-31; give the"
                                + " column a format; column Amount: '1.234' has more than 2 fraction digits"));
    }

    private LoadResult load(String text, String rest) throws Exception {
        return target.load(write(text), spec(rest));
    }

    private LoadFailure failure(String text, String rest) throws Exception {
        Path file = write(text);
        return catchThrowableOfType(LoadFailure.class, () -> target.load(file, spec(rest)));
    }

    private static String spec(String rest) {
        return "{'target':'Spelled'," + rest.replace('"', '\'') + "}";
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("f.csv"), text);
    }

    private static String bit(boolean value) {
        return estiva.worker.TargetDatabase.isSqlServer() ? value ? "1" : "0" : String.valueOf(value);
    }
}
