package estiva.control.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an export puts before a formula, the load of the corrected export takes away: nothing else, and no more than that. */
class FormulaGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"@ana", "=1+1", "-n/a", "+351 abc", "\t=1", " \u00a0=1", "\uFF1DSUM(A1)", "'=1+1", "''@ana"})
    void aFormulaIsNoneAnyMoreAndComesBackAsItWas(String text) throws Exception {
        FormulaGuard guard = guard("{}");
        assertThat(guard.guarded(text)).isEqualTo("'" + text);
        assertThat(guard.unguarded(guard.guarded(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "'tis", "''", "ana@b.pt", "-12.5", "+5", "'-12.5", "1=1", "\u2019=1"})
    void whatIsNoneIsLeftAsItIs(String text) throws Exception {
        FormulaGuard guard = guard("{}");
        assertThat(guard.guarded(text)).isEqualTo(text);
        assertThat(guard.unguarded(text)).isEqualTo(text);
    }

    @Test
    void eachTextComesBackFromEachKindOfFile() throws Exception {
        Random random = new Random(18);
        String signs = "'\u2019`=+-@\"a1 \t\r\n,;";
        for (String format : new String[] {
            "{}",
            "{'quote':'\\u0027'}",
            "{'delimiter':'\\u0027'}",
            "{'quote':''}",
            "{'escape':'\\u0027','comment':'\u2019'}"
        }) {
            FormulaGuard guard = guard(format);
            for (int i = 0; i < 20_000; i++) {
                StringBuilder text = new StringBuilder();
                for (int length = random.nextInt(8); length > 0; length--) {
                    text.append(signs.charAt(random.nextInt(signs.length())));
                }
                assertThat(guard.unguarded(guard.guarded(text.toString())))
                        .as(format)
                        .isEqualTo(text.toString());
            }
        }
    }

    private static FormulaGuard guard(String format) throws Exception {
        return new FormulaGuard(new ObjectMapper().readValue(format.replace('\'', '"'), FileFormat.class));
    }
}
