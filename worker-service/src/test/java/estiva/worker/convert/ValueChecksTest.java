package estiva.worker.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import estiva.worker.read.Notation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueChecksTest {

    @ParameterizedTest(name = "{0} between {1} and {2}: {3} {4}")
    @CsvSource({
        "INT, 0, 9, 9, ",
        "INT, 0, 9, 10, 'is more than 9, the most that the column''s checks allow'",
        "DECIMAL, 0.5, , 0.50, ",
        "DECIMAL, 0.5, , 0.49, 'is less than 0.5, the least that the column''s checks allow'",
        "DATE, 2024-01-01, 2024-12-31, 2024-12-31, ",
        "DATE, 2024-01-01, 2024-12-31, 2025-01-01, 'is more than 2024-12-31, the most that the column''s checks allow'",
        "DATETIMEOFFSET, 2024-01-01T00:00Z, , 2023-12-31T21:00-03:00, ",
        "DATETIMEOFFSET, 2024-01-01T00:00Z, , 2023-12-31T20:59-03:00, 'is less than 2024-01-01T00:00Z, the least that the column''s checks allow'",
    })
    void aValueOutsideItsRangeIsRefused(Kind kind, String min, String max, String text, String reason)
            throws Exception {
        expect(kind, new ValueChecks.Wanted(false, min, max, null, List.of()), text, reason);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "TEXT, A, ",
        "TEXT, a, 'is none of the values that the column''s checks allow: 1, 2.50, A'",
        "TEXT, 2.50, ",
    })
    void aTextThatIsNotAllowedIsRefused(Kind kind, String text, String reason) throws Exception {
        expect(kind, new ValueChecks.Wanted(false, null, null, null, List.of("1", "2.50", "A")), text, reason);
    }

    @Test
    void numbersAreComparedByTheirValue() throws Exception {
        ValueChecks.Wanted wanted = new ValueChecks.Wanted(false, null, null, null, List.of("1", "2.50"));
        expect(Kind.DECIMAL, wanted, "1.00", null);
        expect(Kind.DECIMAL, wanted, "2.5", null);
        expect(Kind.DECIMAL, wanted, "3", "is none of the values that the column's checks allow: 1, 2.50");
    }

    @Test
    void aRegexMustMatchTheWholeText() throws Exception {
        ValueChecks.Wanted wanted = new ValueChecks.Wanted(false, null, null, Pattern.compile("[A-Z]{2}"), List.of());
        expect(Kind.TEXT, wanted, "SP", null);
        expect(Kind.TEXT, wanted, "SPX", "does not match [A-Z]{2}");
    }

    @Test
    void aRegexThatWouldTakeForeverElsewhereTakesNoTime() throws Exception {
        TargetColumn wide = TargetColumn.nullable("C", Kind.TEXT, 20_000, 0);
        ValueChecks checks =
                ValueChecks.of(new ValueChecks.Wanted(false, null, null, Pattern.compile("(a+)+b"), List.of()), wide);
        FieldRule rule = FieldRule.of(wide, null, null, new FieldRule.Blanks(false, List.of()), false)
                .checking(checks);
        char[] text = "a".repeat(5_000).toCharArray();
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> rule.read(text, 0, text.length, Notation.PLAIN))
                    .hasMessage("does not match (a+)+b");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThatThrownBy(() -> rule.read("a".repeat(10_001).toCharArray(), 0, 10_001, Notation.PLAIN))
                .hasMessageContaining("has 10001 characters");
    }

    @Test
    void nullPassesAllChecksButNotNull() throws Exception {
        ValueChecks.Wanted wanted = new ValueChecks.Wanted(false, "5", null, Pattern.compile("5"), List.of("5"));
        expect(Kind.INT, wanted, "", null);
        expect(
                Kind.INT,
                new ValueChecks.Wanted(true, null, null, null, List.of()),
                "",
                "is NULL, which the column's checks do not allow");
    }

    @Test
    void aDefaultTakesThePlaceOfNullAndIsCheckedBeforehand() throws Exception {
        ValueChecks.Wanted wanted = new ValueChecks.Wanted(true, "5", null, null, List.of());
        assertThat(rule(Kind.INT, wanted).orElse("7").read(new char[0], 0, 0, Notation.PLAIN))
                .isEqualTo(7);
        assertThatThrownBy(() -> rule(Kind.INT, wanted).orElse("4")).isInstanceOf(BadValue.class);
    }

    @ParameterizedTest
    @CsvSource({"TEXT, 1, ", "INT, 0.5, ", "INT, , x", "DATE, 31/12/2024, ", "BINARY, , 0x00", "INT, '', "})
    void aLimitThatIsNoValueOfTheColumnIsRefusedBeforeAnyRow(Kind kind, String min, String value) {
        List<String> values = value == null ? List.of() : List.of(value);
        assertThatThrownBy(() -> rule(kind, new ValueChecks.Wanted(false, min, null, null, values)))
                .isInstanceOf(BadFormat.class)
                .hasMessageContaining("checks.");
    }

    private static void expect(Kind kind, ValueChecks.Wanted wanted, String text, String reason) throws Exception {
        FieldRule rule = rule(kind, wanted);
        if (reason == null) {
            rule.read(text.toCharArray(), 0, text.length(), Notation.PLAIN);
        } else {
            assertThatThrownBy(() -> rule.read(text.toCharArray(), 0, text.length(), Notation.PLAIN))
                    .isInstanceOf(BadValue.class)
                    .hasMessage(reason);
        }
    }

    private static FieldRule rule(Kind kind, ValueChecks.Wanted wanted) throws BadFormat {
        TargetColumn column = TargetColumn.nullable("C", kind, 10, kind == Kind.DECIMAL ? 2 : 3);
        return FieldRule.of(column, null, null, new FieldRule.Blanks(false, List.of()), false)
                .checking(ValueChecks.of(wanted, column));
    }
}
