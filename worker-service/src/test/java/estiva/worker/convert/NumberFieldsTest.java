package estiva.worker.convert;

import static estiva.worker.convert.Fields.PLAIN;
import static estiva.worker.convert.Fields.column;
import static estiva.worker.convert.Fields.read;
import static estiva.worker.convert.Fields.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.worker.read.Notation;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFieldsTest {

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
    })
    void aTextIsItsValue(Kind kind, String text, String value) throws Exception {
        assertThat(read(column(kind), text)).hasToString(value);
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
    })
    void aTextThatIsNoValueIsRefusedWithItsReason(Kind kind, String text, String reason) {
        assertThatThrownBy(() -> read(column(kind), text))
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
    })
    void aTextThatTheFormatDoesNotCoverWhollyIsRefused(Kind kind, String format, String locale, String text) {
        assertThatThrownBy(() -> read(column(kind), format, locale, text)).isInstanceOf(BadValue.class);
    }

    @Test
    void aWholeNumberMayBeWrittenWithAPointOrAnExponentByAFormatThatKnowsNoOther() throws Exception {
        FieldRule count = rule(column(Kind.INT), PLAIN, false);
        assertThat(read(count, "5.0", Notation.NUMBER)).isEqualTo(5);
        assertThat(read(count, "-12e2", Notation.NUMBER)).isEqualTo(-1200);
        assertThatThrownBy(() -> read(count, "5.5", Notation.NUMBER))
                .isInstanceOf(BadValue.class)
                .hasMessage("is not a whole number");
        assertThatThrownBy(() -> read(count, "1e99", Notation.NUMBER))
                .isInstanceOf(BadValue.class)
                .hasMessageStartingWith("is not between");
        assertThatThrownBy(() -> read(count, "5.0", Notation.QUOTED))
                .isInstanceOf(BadValue.class)
                .hasMessage("is not a whole number");
    }

    /** What a spreadsheet stores of 1.3 x 1.15 is a little less than the 1.495 that it shows, and rounds. */
    @ParameterizedTest
    @CsvSource({
        "1.4949999999999999, 1.50",
        "0.034999999999999996, 0.04",
        "-2.9749999999999996, -2.98",
        "1.0049999999999999, 1.01",
        "2.4949, 2.49",
        "123456789012345.68, 123456789012345.68",
        "1234567890123.4567, 1234567890123.46",
        "9007199254740993, 9007199254740993.00",
    })
    void aBinaryFractionIsRoundedAsItIsShown(String stored, String held) throws Exception {
        Spelling rounding = new Spelling(null, null, null, null, true, List.of(), List.of());
        FieldRule rule = FieldRule.of(TargetColumn.nullable("Amount", Kind.DECIMAL, 20, 2), rounding, PLAIN, false);

        assertThat((BigDecimal) read(rule, stored, Notation.DOUBLE)).isEqualByComparingTo(held);
    }
}
