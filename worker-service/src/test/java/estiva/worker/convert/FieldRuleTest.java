package estiva.worker.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.worker.read.Notation;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldRuleTest {

    private static final FieldRule.Blanks PLAIN = new FieldRule.Blanks(false, List.of());

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "UNSIGNED_TINYINT, 255, 255",
        "TINYINT, -128, -128",
        "SMALLINT, -32768, -32768",
        "INT, +7, 7",
        "INT, 2147483647, 2147483647",
        "INT, 007, 7",
        "BIGINT, -9223372036854775808, -9223372036854775808",
        "BIGINT, 9223372036854775807, 9223372036854775807",
        "INT, ' 5 ', 5",
        "DECIMAL, 1.5, 1.5",
        "DECIMAL, -.25, -0.25",
        "DECIMAL, 12345678.12, 12345678.12",
        "DECIMAL, 1.5000, 1.50",
        "DECIMAL, 1E3, 1000",
        "DECIMAL, 0000000000000000000000001.10, 1.10",
        "DECIMAL, 0.000, 0",
        "DOUBLE, 1e-3, 0.001",
        "DOUBLE, -12.5, -12.5",
        "REAL, 0.1, 0.1",
        "BIT, 1, true",
        "BIT, False, false",
        "BIT, YES, true",
        "BIT, no, false",
        "DATE, 2024-02-29, 2024-02-29",
        "DATETIME2, 2024-02-29, 2024-02-29T00:00",
        "DATETIME2, 2024-02-29 23:59:58.25, 2024-02-29T23:59:58.250",
        "DATETIME2, 2024-02-29T10:20, 2024-02-29T10:20",
        "DATETIME, 1753-01-01T00:00:00.123, 1753-01-01T00:00:00.123",
        "SMALLDATETIME, 2079-06-06 23:59, 2079-06-06T23:59",
        "TIME, 23:59:58.1, 23:59:58.100",
        "DATETIMEOFFSET, 2024-02-29T10:20:30-03:00, 2024-02-29T10:20:30-03:00",
        "DATETIMEOFFSET, 2024-02-29 10:20:30.5 +05:30, 2024-02-29T10:20:30.500+05:30",
        "DATETIMEOFFSET, 2024-02-29T10:20Z, 2024-02-29T10:20Z",
        "TEXT, ' kept ', ' kept '",
        "TEXT, 0123456789, 0123456789",
        "UUID, {0A1B2C3D-0000-0000-0000-00000000000F}, 0a1b2c3d-0000-0000-0000-00000000000f",
    })
    void aTextIsItsValue(Kind kind, String text, String value) throws Exception {
        assertThat(read(column(kind), null, null, text)).hasToString(value);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "UNSIGNED_TINYINT, 256, is not between 0 and 255",
        "UNSIGNED_TINYINT, -1, is not between 0 and 255",
        "TINYINT, 128, is not between -128 and 127",
        "SMALLINT, 32768, is not between -32768 and 32767",
        "INT, 2147483648, is not between -2147483648 and 2147483647",
        "BIGINT, 9223372036854775808, is not between -9223372036854775808 and 9223372036854775807",
        "BIGINT, 99999999999999999999, is not between -9223372036854775808 and 9223372036854775807",
        "INT, 12a, is not a whole number",
        "INT, 1.0, is not a whole number",
        "INT, -, is not a whole number",
        "INT, ١٢, is not a whole number",
        "DECIMAL, 'abc', is not a number",
        "DECIMAL, '1,5', is not a number",
        "DECIMAL, ., is not a number",
        "DECIMAL, 1.234, has more than 2 fraction digits",
        "DECIMAL, 1E-999999999, has more than 2 fraction digits",
        "DECIMAL, 1E999999999, has 1000000000 digits before the point where 8 fit",
        "DECIMAL, 123456789, has 9 digits before the point where 8 fit",
        "DOUBLE, NaN, is not a number",
        "DOUBLE, 1d, is not a number",
        "DOUBLE, 0x1p3, is not a number",
        "DOUBLE, 1e999, is too large for a double precision number",
        "DOUBLE, e5, is not a number",
        "DOUBLE, 1e, is not a number",
        "REAL, 1e39, is too large for a single precision number",
        "BIT, 2, 'is none of 0, 1, true, false, yes, no'",
        "DATE, 2023-02-29, is no day of the calendar",
        "DATE, 31/12/2023, is not a date like 2026-01-31; give the column a format",
        "DATE, 2023-12-31x, is not a date like 2026-01-31; give the column a format",
        "DATE, 0000-01-01, is not between 0001-01-01 and 9999-12-31",
        "DATETIME2, 2024-01-01 10:20:30.1234, has more than 3 fraction digits of a second",
        "DATETIME2, 2024-01-01 24:00:00, is no time of the day",
        "DATETIME, 1752-12-31, is not between 1753-01-01 and 9999-12-31",
        "SMALLDATETIME, 2079-06-07, is not between 1900-01-01 and 2079-06-06",
        "SMALLDATETIME, 2024-01-01T00:00:01, 'has seconds, which a smalldatetime cannot hold'",
        "DATETIMEOFFSET, 2024-01-01T00:00:00+15:00, has an offset beyond 14 hours",
        "TEXT, 01234567890, has 11 characters where 10 fit",
        "UUID, 1-1-1-1-1, is not a UUID",
        "BINARY, 0xABC, is not an even number of hexadecimal digits",
        "BINARY, 0102030405060708090A0B, has 11 bytes where 10 fit",
    })
    void aTextThatIsNoValueIsRefusedWithItsReason(Kind kind, String text, String reason) {
        assertThatThrownBy(() -> read(column(kind), null, null, text))
                .isInstanceOf(BadValue.class)
                .hasMessage(reason);
    }

    @ParameterizedTest(name = "{3} as {1} in {2} is {4}")
    @CsvSource({
        "DECIMAL, '#,##0.00', pt-BR, '1.234,5', 1234.5",
        "DECIMAL, '#,##0.00', pt-BR, '-1.234.567,89', -1234567.89",
        "DECIMAL, '#,##0.00', pt-BR, '1234,56', 1234.56",
        "DECIMAL, '#,##0.00', en-US, '1,234.56', 1234.56",
        "DECIMAL, '#,##0.00', fr-FR, '1 234,56', 1234.56",
        "DECIMAL, 'R$ #,##0.00', pt-BR, 'R$ 12,30', 12.30",
        "DECIMAL, '#0.00;(#0.00)', en, (5.25), -5.25",
        "DECIMAL, '0%', en, 25%, 0.25",
        "INT, '#,##0', pt-BR, 12.345, 12345",
        "DOUBLE, '#0.0', pt-BR, '0,5', 0.5",
        "DATE, dd/MM/yyyy, , 29/02/2024, 2024-02-29",
        "DATE, yyyyMMdd, , 20240229, 2024-02-29",
        "DATE, d/M/yy, , 5/7/24, 2024-07-05",
        "DATE, dd-MMM-yyyy, en, 05-Jul-2024, 2024-07-05",
        "DATE, d 'de' MMMM 'de' yyyy, pt-BR, 5 de julho de 2024, 2024-07-05",
        "DATE, dd/MM/yyyy HH:mm:ss, , 29/02/2024 00:00:00, 2024-02-29",
        "DATETIME2, dd/MM/yyyy HH:mm, , 29/02/2024 23:59, 2024-02-29T23:59",
        "DATETIME2, dd/MM/yyyy, , 29/02/2024, 2024-02-29T00:00",
        "TIME, HHmmss, , 235958, 23:59:58",
        "DATETIMEOFFSET, dd/MM/yyyy HH:mm XXX, , 29/02/2024 23:59 -03:00, 2024-02-29T23:59-03:00",
    })
    void aFormatSaysHowATextIsRead(Kind kind, String format, String locale, String text, String value)
            throws Exception {
        assertThat(read(column(kind), format, locale, text)).hasToString(value);
    }

    @ParameterizedTest(name = "{3} as {1} in {2}")
    @CsvSource({
        "DECIMAL, '#,##0.00', en-US, '12,5'",
        "DECIMAL, '#,##0.00', pt-BR, '1.2.3,4'",
        "DECIMAL, '#,##0.00', pt-BR, '1234.567,8'",
        "DECIMAL, '#,##0.00', pt-BR, '1,5x'",
        "DECIMAL, '#,##0.00', pt-BR, '12.5'",
        "DECIMAL, '#0.00', pt-BR, '1.234,50'",
        "DATE, dd/MM/yyyy, , 31/02/2024",
        "DATE, dd/MM/yyyy, , 1/02/2024",
        "DATE, dd/MM/yyyy, , 01/02/24",
        "DATE, dd/MM/yyyy, , 01/02/2024x",
        "DATE, d/M/yyyy, , 31/2/2024",
        "DATE, dd/MM/yyyy HH:mm, , 01/02/2024 10:30",
    })
    void aTextThatTheFormatDoesNotCoverWhollyIsRefused(Kind kind, String format, String locale, String text) {
        assertThatThrownBy(() -> read(column(kind), format, locale, text)).isInstanceOf(BadValue.class);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "DATE, dd/mm/yyyy, ",
        "DATE, dd/MM/YYYY, ",
        "DATE, DD/MM/yyyy, ",
        "DATE, HH:mm, ",
        "TIME, hh:mm, ",
        "DATE, dd{MM, ",
        "DECIMAL, '#0.00', pt_BR",
        "DECIMAL, '0.0.0', ",
        "DECIMAL, '0.##E0', ",
        "TEXT, x, ",
        "BIT, x, ",
    })
    void aFormatThatCannotWorkIsRefusedBeforeAnyRow(Kind kind, String format, String locale) {
        assertThatThrownBy(() -> FieldRule.of(column(kind), format, locale, PLAIN, false))
                .isInstanceOf(BadFormat.class);
    }

    @Test
    void anEmptyFieldIsNullUnlessItIsAQuotedText() throws Exception {
        assertThat(rule(column(Kind.TEXT), PLAIN, false).read(new char[0], 0, 0, Notation.PLAIN))
                .isNull();
        assertThat(rule(column(Kind.TEXT), PLAIN, false).read(new char[0], 0, 0, Notation.QUOTED))
                .isEqualTo("");
        assertThat(rule(column(Kind.INT), PLAIN, false).read(new char[0], 0, 0, Notation.QUOTED))
                .isNull();
    }

    @Test
    void nullTokensAndTrimmedBlanksAreNull() throws Exception {
        FieldRule.Blanks blanks = new FieldRule.Blanks(true, List.of("NULL", "-"));
        assertThat(rule(column(Kind.TEXT), blanks, false).read("NULL".toCharArray(), 0, 4, Notation.PLAIN))
                .isNull();
        assertThat(rule(column(Kind.INT), blanks, false).read(" - ".toCharArray(), 0, 3, Notation.PLAIN))
                .isNull();
        assertThat(rule(column(Kind.TEXT), blanks, false).read("  ".toCharArray(), 0, 2, Notation.PLAIN))
                .isNull();
    }

    @Test
    void nullIsRefusedWhereTheTableOrTheImportWantsAValue() {
        assertThatThrownBy(() -> rule(column(Kind.INT).notNull(), PLAIN, false).read(new char[0], 0, 0, Notation.PLAIN))
                .isInstanceOf(BadValue.class)
                .hasMessage("is empty, but the table's column takes no NULL");
        assertThatThrownBy(() -> rule(column(Kind.TEXT), PLAIN, true).read(new char[0], 0, 0, Notation.QUOTED))
                .isInstanceOf(BadValue.class)
                .hasMessage("is empty, but the column is required");
    }

    @Test
    void aTextThatTheCodePageCannotHoldIsRefusedInsteadOfBecomingAQuestionMark() throws Exception {
        TargetColumn latin = column(Kind.TEXT).in(Charset.forName("windows-1252"));
        assertThat(read(latin, null, null, "São João")).isEqualTo("São João");
        assertThatThrownBy(() -> read(latin, null, null, "Łódź"))
                .isInstanceOf(BadValue.class)
                .hasMessageContaining("code page windows-1252");
        assertThatThrownBy(() -> read(column(Kind.TEXT).in(Charset.forName("UTF-8")), null, null, "ããããããã"))
                .isInstanceOf(BadValue.class)
                .hasMessage("takes 14 bytes where 10 fit");
        assertThatThrownBy(
                        () -> read(column(Kind.TEXT).in(Charset.forName("UTF-8")), null, null, "ã".repeat(1_000) + "x"))
                .isInstanceOf(BadValue.class)
                .hasMessage("takes 2001 bytes where 10 fit");
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "DOUBLE,",
        "REAL,",
        "DECIMAL,",
        "DOUBLE, '#,##0.00'",
        "DECIMAL, '#,##0.00'",
        "DATE, yyyyMMdd",
        "TIME, HHmmss"
    })
    void ofATextThatIsFarTooLongNoCopyIsMade(Kind kind, String format) {
        assertThatThrownBy(() -> read(column(kind), format, "en", "1".repeat(2_000)))
                .isInstanceOf(BadValue.class)
                .hasMessageMatching("is too long for a number|is not written as .*");
    }

    @Test
    void binariesAreReadFromHexadecimalDigits() throws Exception {
        assertThat((byte[]) read(column(Kind.BINARY), null, null, "0x0aFF"))
                .isEqualTo(HexFormat.of().parseHex("0aff"));
    }

    @Test
    void whatTheFilesOwnFormatWroteAsANumberOrATimeAsksForNoFormatOfTheColumn() throws Exception {
        FieldRule amount = FieldRule.of(column(Kind.DECIMAL), "#,##0.00", "pt-BR", PLAIN, false);
        assertThat(amount.read("1234.5".toCharArray(), 0, 6, Notation.NUMBER)).hasToString("1234.5");
        assertThat(amount.read("1.234,5".toCharArray(), 0, 7, Notation.QUOTED)).hasToString("1234.5");
        FieldRule day = FieldRule.of(column(Kind.DATE), "yyyyMMdd", null, PLAIN, false);
        assertThat(day.read("2024-02-29".toCharArray(), 0, 10, Notation.TIME)).hasToString("2024-02-29");
        assertThat(day.read("20240229".toCharArray(), 0, 8, Notation.NUMBER)).hasToString("2024-02-29");
    }

    @Test
    void aWholeNumberMayBeWrittenWithAPointOrAnExponentByAFormatThatKnowsNoOther() throws Exception {
        FieldRule count = rule(column(Kind.INT), PLAIN, false);
        assertThat(count.read("5.0".toCharArray(), 0, 3, Notation.NUMBER)).isEqualTo(5);
        assertThat(count.read("-12e2".toCharArray(), 0, 5, Notation.NUMBER)).isEqualTo(-1200);
        assertThatThrownBy(() -> count.read("5.5".toCharArray(), 0, 3, Notation.NUMBER))
                .isInstanceOf(BadValue.class)
                .hasMessage("is not a whole number");
        assertThatThrownBy(() -> count.read("1e99".toCharArray(), 0, 4, Notation.NUMBER))
                .isInstanceOf(BadValue.class)
                .hasMessageStartingWith("is not between");
        assertThatThrownBy(() -> count.read("5.0".toCharArray(), 0, 3, Notation.QUOTED))
                .isInstanceOf(BadValue.class)
                .hasMessage("is not a whole number");
    }

    @Test
    void anInstantInUtcIsKeptAsOneWhereTheColumnTellsItFromALocalTime() throws Exception {
        char[] instant = "2024-02-29T12:34:56.5Z".toCharArray();
        assertThat(instant(Kind.DATETIMEOFFSET, instant)).hasToString("2024-02-29T12:34:56.500Z");
        assertThat(instant(Kind.DATETIME2, instant)).hasToString("2024-02-29T12:34:56.500");
        assertThat(instant(Kind.DATE, "2024-02-29T00:00:00Z".toCharArray())).hasToString("2024-02-29");
        assertThatThrownBy(() -> instant(Kind.DATE, instant))
                .isInstanceOf(BadValue.class)
                .hasMessage("has a time of the day, which a date cannot hold");
        FieldRule text = FieldRule.of(TargetColumn.nullable("Text", Kind.TEXT, 30, 0), null, null, PLAIN, false);
        assertThat(text.read(instant, 0, instant.length, Notation.INSTANT)).isEqualTo("2024-02-29T12:34:56.5Z");
    }

    /** What the import says of the column's format is for texts. */
    private static Object instant(Kind kind, char[] chars) throws Exception {
        String format = kind == Kind.DATETIMEOFFSET ? "dd/MM/yyyy HH:mm XXX" : "dd/MM/yyyy";
        return FieldRule.of(column(kind), format, null, PLAIN, false).read(chars, 0, chars.length, Notation.INSTANT);
    }

    @Test
    void anErrorIsNoValueUnlessItStandsForNull() throws Exception {
        char[] error = "#N/A".toCharArray();
        assertThatThrownBy(() -> rule(column(Kind.TEXT), PLAIN, false).read(error, 0, 4, Notation.ERROR))
                .isInstanceOf(BadValue.class)
                .hasMessageStartingWith("is no value");
        FieldRule.Blanks blanks = new FieldRule.Blanks(false, List.of("#N/A"));
        assertThat(rule(column(Kind.TEXT), blanks, false).read(error, 0, 4, Notation.ERROR))
                .isNull();
    }

    /** DECIMAL(10,2), DATETIME2(3) and texts of 10. */
    private static TargetColumn column(Kind kind) {
        int scale = kind == Kind.DECIMAL ? 2 : kind == Kind.SMALLDATETIME ? 0 : 3;
        return TargetColumn.nullable("C", kind, 10, scale);
    }

    private static FieldRule rule(TargetColumn column, FieldRule.Blanks blanks, boolean required) throws BadFormat {
        return FieldRule.of(column, null, null, blanks, required);
    }

    private static Object read(TargetColumn column, String format, String locale, String text) throws Exception {
        // Amid other characters, as in a row.
        char[] chars = ("9" + text + "9").toCharArray();
        return FieldRule.of(column, format, locale, PLAIN, false).read(chars, 1, chars.length - 1, Notation.PLAIN);
    }
}
