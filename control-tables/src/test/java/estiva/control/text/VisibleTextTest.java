package estiva.control.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @ParameterizedTest
    @CsvSource({
        "000a,\\n",
        "000d,\\r",
        "0009,\\t",
        "0000,\\u0000",
        "0007,\\u0007",
        "001b,\\u001b",
        "007f,\\u007f",
        "0085,\\u0085",
        "009b,\\u009b",
        "00ad,\\u00ad",
        "061c,\\u061c",
        "200b,\\u200b",
        "200d,\\u200d",
        "200e,\\u200e",
        "2028,\\u2028",
        "2029,\\u2029",
        "202a,\\u202a",
        "202e,\\u202e",
        "2060,\\u2060",
        "2066,\\u2066",
        "2069,\\u2069",
        "feff,\\ufeff",
        "fffe,\\ufffe",
        "fdd0,\\ufdd0",
        "d800,\\ud800",
        "dc00,\\udc00",
        "034f,\\u034f",
        "115f,\\u115f",
        "3164,\\u3164",
        "ffa0,\\uffa0",
        "fe0f,\\ufe0f",
        "180e,\\u180e",
        "e0001,\\udb40\\udc01",
        "e0100,\\udb40\\udd00",
        "1d173,\\ud834\\udd73",
        "10ffff,\\udbff\\udfff"
    })
    void whatCannotBeSeenIsWrittenOut(String codePoint, String expected) {
        int character = Integer.parseInt(codePoint, 16);
        String text = "a" + new StringBuilder().appendCodePoint(character) + "b";

        assertThat(VisibleText.of(text)).isEqualTo("a" + expected + "b");
        assertThat(VisibleText.invisible(text)).hasValue(character);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "São João_2026-11 (1).csv",
                "C:\\temp\\new",
                "客户",
                "شركة",
                "a\u00a0b",
                "\u3000",
                "e\u0301",
                "\ud83d\ude00",
                "\ue000",
                "\ufffd",
                "\u0378"
            })
    void whatCanBeSeenStaysAsItIs(String text) {
        assertThat(VisibleText.of(text)).isSameAs(text);
        assertThat(VisibleText.invisible(text)).isEmpty();
    }

    @Test
    void ofNothingNothingIsInvisible() {
        assertThat(VisibleText.of(null)).isNull();
        assertThat(VisibleText.invisible(null)).isEmpty();
    }

    @Test
    void aCharacterIsNamedAsTheStandardDoes() {
        assertThat(VisibleText.nameOf(0x202E)).isEqualTo("U+202E");
        assertThat(VisibleText.nameOf('\n')).isEqualTo("U+000A");
        assertThat(VisibleText.nameOf(0xE0001)).isEqualTo("U+E0001");
    }
}
