package estiva.worker.read.text;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/** How many bytes a character has in an encoding whose characters each have their own. */
final class ByteWidths {

    /** In every encoding that has them but UTF-16, where each half has its own two bytes. */
    private static final int PAIR = 4;

    private final boolean isUtf16;
    private final boolean isUtf8;
    private final CharsetEncoder encoder;
    /** 0: not asked yet. */
    private final byte[] known;

    ByteWidths(Charset charset) {
        isUtf16 = charset.name().contains("UTF-16");
        isUtf8 = charset.equals(StandardCharsets.UTF_8);
        encoder = isUtf16 || isUtf8 ? null : charset.newEncoder();
        known = isUtf16 || isUtf8 ? null : new byte[Character.MAX_VALUE + 1];
    }

    /** Of the first half of a pair: what both have; the second half has nothing more. */
    int of(char c) {
        if (isUtf16) {
            return 2;
        }
        if (Character.isSurrogate(c)) {
            return Character.isHighSurrogate(c) ? PAIR : 0;
        }
        if (isUtf8) {
            return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        if (known[c] == 0) {
            known[c] = ask(c);
        }
        return known[c];
    }

    private byte ask(char c) {
        try {
            return (byte) encoder.encode(CharBuffer.wrap(new char[] {c})).remaining();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(
                    "decoded from " + encoder.charset() + ", but not encoded to it: " + (int) c, e);
        }
    }
}
