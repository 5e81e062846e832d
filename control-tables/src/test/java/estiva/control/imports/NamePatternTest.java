package estiva.control.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    @ParameterizedTest
    @CsvSource({
        "sales*.csv, sales-returns*.csv, true",
        "sales*.csv, SALES.CSV, true",
        "sales*.csv, returns*.csv, false",
        "*.csv, sales?, false",
        "'*a', 'b*', true",
        "'a?', '?b', true",
        "'a??', '?b', false",
        "'', '*', true",
        "'', '?', false",
        "'*x*y*', 'y*x', true",
        "'*1.csv', '*2.csv', false"
    })
    void twoPatternsOverlapIfANameFitsBoth(String one, String other, boolean overlap) {
        assertThat(NamePattern.of(one).overlaps(NamePattern.of(other))).isEqualTo(overlap);
        assertThat(NamePattern.of(other).overlaps(NamePattern.of(one))).isEqualTo(overlap);
    }

    @Test
    void overlapsAreThoseThatATrialOfAllShortNamesFinds() {
        // Both patterns have at most 3 signs: if any name fits both, one of at most 6 characters does.
        List<String> names = new ArrayList<>(List.of(""));
        for (int shorter = 0; names.get(shorter).length() < 6; shorter++) {
            for (String letter : List.of("a", "b", "c")) {
                names.add(names.get(shorter) + letter);
            }
        }
        Random random = new Random(13);
        for (int round = 0; round < 300; round++) {
            String one = shortPattern(random);
            String other = shortPattern(random);
            boolean isFound =
                    names.stream().anyMatch(name -> NamePattern.matches(one, name) && NamePattern.matches(other, name));
            assertThat(NamePattern.of(one).overlaps(NamePattern.of(other)))
                    .as("%s and %s", one, other)
                    .isEqualTo(isFound);
        }
    }

    private static String shortPattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            pattern.append("ab*?".charAt(random.nextInt(4)));
        }
        return pattern.toString();
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
