package com.google.re2j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * In RE2's own package, for what it does not show: the characters that turn into each other by changes of case. It compiles
 * for ever where these do not lead back to the one they began with (https://github.com/google/re2j/issues/168), and which
 * these are depends on the Unicode of the JDK. {@code RegexSize} refuses them.
 */
class CaseOrbitsTest {
    @Test
    void noOtherCharactersThanThoseThatAreRefusedAreFoldedForEver() {
        List<Integer> unending = new ArrayList<>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int folded = Unicode.simpleFold(c);
            for (int i = 0; i < 10 && folded != c; i++) {
                folded = Unicode.simpleFold(folded);
            }
            if (folded != c) {
                unending.add(c);
            }
        }
        assertThat(unending).allSatisfy(c -> assertThat(c).isBetween(0x1C80, 0x1C88));
    }
}
