package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7, 7",
        "-7, -7",
        "007, 7",
        "+7, 7",
        "1., 1",
        ".5, 0.5",
        "-.5, -0.5",
        "1.50, 1.5",
        "42.0, 42",
        "1E3, 1000",
        "1.2345678e7, 12345678",
        "1e-3, 0.001",
        "0e99, 0",
        "10, 10",
        "0.05, 0.05",
        "-0.0, 0",
    })
    void aNumberHasOnePlainForm(String spelled, String plain) {
        char[] chars = ("x" + spelled + "x").toCharArray();
        assertThat(PlainNumber.of(chars, 1, chars.length - 1)).isEqualTo(plain);
        assertThat(PlainNumber.isPlain(chars, 1, chars.length - 1)).isEqualTo(spelled.equals(plain));
    }

    @ParameterizedTest
    @CsvSource({"''", "-", ".", "1e", "1.2.3", "NaN", "0x1p3", "1d", "1e401", "1e-401", "1e999999999999", "\u0661"})
    void whatIsNoneHasNone(String text) {
        assertThat(PlainNumber.isPlain(text.toCharArray(), 0, text.length())).isFalse();
        assertThat(PlainNumber.of(text.toCharArray(), 0, text.length())).isNull();
    }

    @Test
    void aDoubleHasItsShortestForm() {
        assertThat(PlainNumber.of(2e23)).isEqualTo("200000000000000000000000");
        assertThat(PlainNumber.of(2.2e-322)).isEqualTo("0." + "0".repeat(321) + "22");
        assertThat(PlainNumber.of(0.1f)).isEqualTo("0.1");
        assertThat(PlainNumber.of(1e-7)).isEqualTo("0.0000001");
        assertThat(PlainNumber.of(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void everyDoubleReadsBackToItselfAndNoShorterOneDoes() {
        Random random = new Random(18);
        for (int i = 0; i < 20_000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(1_000_000_000) / Math.pow(10, random.nextInt(12));
            if (!Double.isFinite(value)) {
                continue;
            }
            String plain = PlainNumber.of(value);
            assertThat(PlainNumber.isPlain(plain.toCharArray(), 0, plain.length()))
                    .as(plain)
                    .isTrue();
            assertThat(Double.parseDouble(plain)).as(plain).isEqualTo(value == 0 ? 0.0 : value);
            BigDecimal decimal = new BigDecimal(plain).stripTrailingZeros();
            if (decimal.precision() > 1) {
                BigDecimal shorter = new BigDecimal(value).round(new java.math.MathContext(decimal.precision() - 1));
                assertThat(shorter.doubleValue()).as(plain).isNotEqualTo(value);
            }
        }
    }
}
