package estiva.worker.convert;

import static estiva.worker.convert.Fields.column;
import static estiva.worker.convert.Fields.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts, and what is neither a number nor a time. */
class TextFieldsTest {

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "BIT, 1, true",
        "BIT, False, false",
        "BIT, YES, true",
        "BIT, no, false",
        "TEXT, ' kept ', ' kept '",
        "TEXT, 0123456789, 0123456789",
        "UUID, {0A1B2C3D-0000-0000-0000-00000000000F}, 0a1b2c3d-0000-0000-0000-00000000000f",
    })
    void aTextIsItsValue(Kind kind, String text, String value) throws Exception {
        assertThat(read(column(kind), text)).hasToString(value);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "BIT, 2, 'is none of 0, 1, true, false, yes, no'",
        "TEXT, 01234567890, has 11 characters where 10 fit",
        "UUID, 1-1-1-1-1, is not a UUID",
        "BINARY, 0xABC, is not an even number of hexadecimal digits",
        "BINARY, 0102030405060708090A0B, has 11 bytes where 10 fit",
    })
    void aTextThatIsNoValueIsRefusedWithItsReason(Kind kind, String text, String reason) {
        assertThatThrownBy(() -> read(column(kind), text))
                .isInstanceOf(BadValue.class)
                .hasMessage(reason);
    }

    @Test
    void aTextThatTheCodePageCannotHoldIsRefusedInsteadOfBecomingAQuestionMark() throws Exception {
        TargetColumn latin = column(Kind.TEXT).in(Charset.forName("windows-1252"));
        assertThat(read(latin, "São João")).isEqualTo("São João");
        assertThatThrownBy(() -> read(latin, "Łódź"))
                .isInstanceOf(BadValue.class)
                .hasMessageContaining("code page windows-1252");
        TargetColumn utf8 = column(Kind.TEXT).in(Charset.forName("UTF-8"));
        assertThatThrownBy(() -> read(utf8, "ããããããã"))
                .isInstanceOf(BadValue.class)
                .hasMessage("takes 14 bytes where 10 fit");
        assertThatThrownBy(() -> read(utf8, "ã".repeat(1_000) + "x"))
                .isInstanceOf(BadValue.class)
                .hasMessage("takes 2001 bytes where 10 fit");
    }

    @Test
    void binariesAreReadFromHexadecimalDigits() throws Exception {
        byte[] bytes = HexFormat.of().parseHex("0aff");
        assertThat((byte[]) read(column(Kind.BINARY), "0x0aFF")).isEqualTo(bytes);
    }
}
