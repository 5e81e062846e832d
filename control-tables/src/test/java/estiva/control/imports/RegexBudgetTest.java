package estiva.control.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexBudgetTest {
    private static final String[] PARTS = {
        "a",
        "Z",
        "ç",
        ".",
        "^",
        "$",
        "\\d",
        "\\W",
        "\\.",
        "\\x41",
        "\\x{1F600}",
        "\\101",
        "\\b",
        "\\pL",
        "\\p{Greek}",
        "[a-z]",
        "[^]x]",
        "[[:alpha:]_-]",
        "[\\d\\-]",
        "[\\x{100}-\\x{2ff}]",
        "\\Q{9}(\\E",
        "|",
        "(",
        "(?:",
        "(?i)",
        "(?P<n>",
        ")",
        ")",
        "*",
        "+",
        "?",
        "*?",
        "{3}",
        "{2,}",
        "{0,4}",
        "{0}",
        "{7,9}?",
        "{",
        "{,3}",
        "]"
    };

    /** Else a regular expression could cost more than its budget says. */
    @Test
    void noProgramHasMoreStepsThanWereMeasured() throws Exception {
        Random random = new Random(12);
        int compiled = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder regex = new StringBuilder();
            for (int parts = 1 + random.nextInt(12); parts > 0; parts--) {
                regex.append(PARTS[random.nextInt(PARTS.length)]);
            }
            long measured = RegexSize.of(regex.toString());
            if (measured <= RegexBudget.MOST_STEPS) {
                try {
                    assertThat(Pattern.compile(regex.toString()).programSize())
                            .as("%s", regex)
                            .isLessThanOrEqualTo((int) measured);
                    compiled++;
                } catch (PatternSyntaxException e) {
                    assertThat(measured).isPositive();
                }
            }
        }
        assertThat(compiled).isGreaterThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\d{2}\\.?\\d{3}\\.?\\d{3}/?\\d{4}-?\\d{2}",
                "[A-Z]{1,20} [a-z]{1,20} [0-9]{1,20} x{1,20} y{1,20} z{1,20}",
                "(?i)(são paulo|rio de janeiro|[à-ÿ ]+)",
                "[\\pL ]{1,60}",
                "(?:\\d{4}-\\d{2}-\\d{2}){1,50}"
            })
    void whatPeopleWriteFits(String regex) throws Exception {
        assertThat(new RegexBudget().compile(regex)).isNotNull();
    }

    @Test
    void repetitionsInRepetitionsAreRefusedBeforeTheyAreWrittenOut() {
        for (String regex : new String[] {
            "((a{999}){999}){999}",
            "((){1000}){1000}",
            "(".repeat(62) + "a" + "){1000}".repeat(62),
            "(a{100}){1000}",
            "(".repeat(80) + "a" + "){2}".repeat(80),
            "a{1000}".repeat(71)
        }) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThatThrownBy(() -> new RegexBudget().compile(regex))
                            .isInstanceOf(RegexBudget.Refused.class)
                            .hasMessageContaining("20000"));
        }
    }

    @Test
    void whatRe2WouldCompileForEverIsRefused() {
        for (String regex : new String[] {
            "(?i)\u1C80",
            "(?i)x[a-\\x{1e900}]",
            "(?i:[\\x{100}-\\x{2000}])",
            "(?i)\\x{1C88}",
            "(?si)[^\\x{1}-\\x{1c81}]",
            "(?i)\\Q\u1C83\\E"
        }) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThatThrownBy(() -> new RegexBudget().compile(regex))
                            .as(regex)
                            .isInstanceOf(RegexBudget.Refused.class)
                            .hasMessageContaining("case"));
        }
    }

    @Test
    void anExpressionThatIsTooLongIsNotEvenMeasured() {
        String regex = "(".repeat(100_000) + ")".repeat(100_000);
        assertThatThrownBy(() -> new RegexBudget().compile(regex)).hasMessage("must not be longer than 500 characters");
    }

    @Test
    void equalExpressionsAreCompiledAndPaidOnce() throws Exception {
        RegexBudget budget = new RegexBudget();
        Pattern first = budget.compile("(a{100}){150}");

        for (int i = 0; i < 10_000; i++) {
            assertThat(budget.compile("(a{100}){150}")).isSameAs(first);
        }
        assertThatThrownBy(() -> budget.compile("(b{100}){150}")).hasMessageContaining("together");
    }

    /** Whatever a budget buys is made in a moment. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\\pL\\PL]",
                "(?i)[\\x{2000}-\\x{1e900}]",
                "\\pL",
                "(?i)\\PL",
                "a{1000}",
                "[^a]",
                "x|y|z|",
                "(){9}"
            })
    void aSpentBudgetIsSpentInAMoment(String part) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            RegexBudget budget = new RegexBudget();
            int bought = 0;
            for (int repeats = 1; repeats <= 480 / part.length(); repeats++) {
                for (int i = 0; i < 100; i++) {
                    try {
                        budget.compile(part.repeat(repeats) + i);
                        bought++;
                    } catch (RegexBudget.Refused e) {
                        assertThat(e).hasMessageContaining("together");
                    }
                }
            }
            assertThat(bought).isPositive();
        });
    }
}
