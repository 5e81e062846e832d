package estiva.worker.convert;

import static estiva.worker.convert.Fields.PLAIN;
import static estiva.worker.convert.Fields.column;
import static estiva.worker.convert.Fields.read;
import static estiva.worker.convert.Fields.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.worker.read.Notation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds of fields whatever their column takes: formats, blanks, NULL, and what another format wrote. */
class FieldRuleTest {

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
        FieldRule text = rule(column(Kind.TEXT), PLAIN, false);
        assertThat(read(text, "", Notation.PLAIN)).isNull();
        assertThat(read(text, "", Notation.QUOTED)).isEqualTo("");
        assertThat(read(rule(column(Kind.INT), PLAIN, false), "", Notation.QUOTED))
                .isNull();
    }

    @Test
    void nullTokensAndTrimmedBlanksAreNull() throws Exception {
        FieldRule.Blanks blanks = new FieldRule.Blanks(true, List.of("NULL", "-"));
        FieldRule text = rule(column(Kind.TEXT), blanks, false);
        assertThat(read(text, "NULL", Notation.PLAIN)).isNull();
        assertThat(read(rule(column(Kind.INT), blanks, false), " - ", Notation.PLAIN))
                .isNull();
        assertThat(read(text, "  ", Notation.PLAIN)).isNull();
    }

    @Test
    void aNumberIsANullTokenByItsPlainForm() throws Exception {
        FieldRule.Blanks blanks = new FieldRule.Blanks(false, List.of("0", "-1"));
        for (Kind kind : List.of(Kind.TEXT, Kind.INT, Kind.DECIMAL)) {
            FieldRule rule = rule(column(kind), blanks, false);
            assertThat(read(rule, "0.0", Notation.NUMBER)).isNull();
            assertThat(read(rule, "-10e-1", Notation.NUMBER)).isNull();
            assertThat(read(rule, "10", Notation.NUMBER)).isNotNull();
        }
        assertThat(read(rule(column(Kind.TEXT), blanks, false), "0.0", Notation.PLAIN))
                .isEqualTo("0.0");
    }

    @Test
    void nullIsRefusedWhereTheTableOrTheImportWantsAValue() throws Exception {
        FieldRule notNull = rule(column(Kind.INT).notNull(), PLAIN, false);
        assertThatThrownBy(() -> read(notNull, "", Notation.PLAIN))
                .isInstanceOf(BadValue.class)
                .hasMessage("is empty, but the table's column takes no NULL");
        FieldRule required = rule(column(Kind.TEXT), PLAIN, true);
        assertThatThrownBy(() -> read(required, "", Notation.QUOTED))
                .isInstanceOf(BadValue.class)
                .hasMessage("is empty, but the column is required");
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
    void whatTheFilesOwnFormatWroteAsANumberOrATimeAsksForNoFormatOfTheColumn() throws Exception {
        FieldRule amount = FieldRule.of(column(Kind.DECIMAL), "#,##0.00", "pt-BR", PLAIN, false);
        assertThat(read(amount, "1234.5", Notation.NUMBER)).hasToString("1234.5");
        assertThat(read(amount, "1.234,5", Notation.QUOTED)).hasToString("1234.5");
        FieldRule day = FieldRule.of(column(Kind.DATE), "yyyyMMdd", null, PLAIN, false);
        assertThat(read(day, "2024-02-29", Notation.TIME)).hasToString("2024-02-29");
        assertThat(read(day, "20240229", Notation.NUMBER)).hasToString("2024-02-29");
    }

    @Test
    void anErrorIsNoValueUnlessItStandsForNull() throws Exception {
        FieldRule plain = rule(column(Kind.TEXT), PLAIN, false);
        assertThatThrownBy(() -> read(plain, "#N/A", Notation.ERROR))
                .isInstanceOf(BadValue.class)
                .hasMessageStartingWith("is no value");
        FieldRule lenient = rule(column(Kind.TEXT), new FieldRule.Blanks(false, List.of("#N/A")), false);
        assertThat(read(lenient, "#N/A", Notation.ERROR)).isNull();
    }
}
