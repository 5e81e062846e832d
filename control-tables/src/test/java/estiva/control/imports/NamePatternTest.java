package estiva.control.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    /** Letters of several cases, one of two chars, what regular expressions would take for signs, and the pattern's own. */
    private static final String[] SIGNS = {
        "a", "A", "b", "é", "É", "ſ", "s", "ı", "I", "K", "k", "😀", ".", "\\", "+", "\n", "*", "*", "?"
    };

    @ParameterizedTest
    @CsvSource({
        "cid*.csv, CIDADES_2026.CSV, true",
        "cid*.csv, cidades.csv.bak, false",
        "'*', '', true",
        "'', '', true",
        "'', a, false",
        "a?c, a😀c, true",
        "a?c, ac, false",
        "'*a*b', aab, true",
        "'*ab?', xabab1, true",
        "'*.csv', folder.csv/x.txt, false",
        "x.txt, 'folder\\x.txt', true",
        "SÃO*, são paulo.csv, true"
    })
    void aStarIsAnyTextAQuestionMarkOneCharacterAndCaseIsNotRegarded(String pattern, String name, boolean fits) {
        assertThat(NamePattern.matches(pattern, name)).isEqualTo(fits);
    }

    @Test
    void noNameFitsNoPattern() {
        assertThat(NamePattern.matches(null, "a.csv")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"*a*a*a*a*a*a*b", "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a?b", "?*?*?*?*?*?*?*?*?*?*b"})
    void aNameOfTheGreatestLengthIsToldAtOnceWhateverThePattern(String pattern) {
        assertTimeoutPreemptively(
                AT_ONCE,
                () -> assertThat(NamePattern.matches(pattern, "a".repeat(400))).isFalse());
    }

    @Test
    void aPatternAndANameOfAnyLengthCostNoMoreThanTheirProduct() {
        String pattern = "*" + "a".repeat(200) + "*" + "a".repeat(197) + "b";

        assertTimeoutPreemptively(
                AT_ONCE,
                () -> assertThat(NamePattern.matches(pattern, "a".repeat(65_535)))
                        .isFalse());
    }

    @Test
    void itSaysWhatARegularExpressionWouldSay() {
        Random random = new Random(12);
        for (int i = 0; i < 200_000; i++) {
            String pattern = text(random);
            String name = text(random);
            StringBuilder regex = new StringBuilder();
            pattern.codePoints()
                    .forEach(
                            c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
            int unicode = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
            int ascii = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

            assertThat(NamePattern.of(pattern).matches(name))
                    .as("%s of %s", pattern, name)
                    .isEqualTo(Pattern.compile(regex.toString(), unicode)
                            .matcher(name)
                            .matches());
            assertThat(NamePattern.ofAsciiCase(pattern).matches(name))
                    .as("%s of %s", pattern, name)
                    .isEqualTo(Pattern.compile(regex.toString(), ascii)
                            .matcher(name)
                            .matches());
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(7); length > 0; length--) {
            text.append(SIGNS[random.nextInt(SIGNS.length)]);
        }
        return text.toString();
    }
}
