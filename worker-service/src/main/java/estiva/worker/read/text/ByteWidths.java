package estiva.worker.read.text;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * How many places a character takes: the bytes that it has in an encoding whose characters each have their own, or one, if
 * it is characters that are counted. Java has two halves for a character outside the BMP: 吉 is one, and 𠮷 is a pair.
 */
final class ByteWidths {

    /** In every encoding that has them but UTF-16, where each half has its own two bytes. */
    private static final int PAIR = 4;

    private final boolean countsCharacters;
    private final boolean isUtf16;
    private final boolean isUtf8;
    private final CharsetEncoder encoder;
    /** 0: not asked yet. */
    private final byte[] known;

    private ByteWidths() {
        countsCharacters = true;
        isUtf16 = false;
        isUtf8 = false;
        encoder = null;
        known = null;
    }

    static ByteWidths ofCharacters() {
        return new ByteWidths();
    }

    ByteWidths(Charset charset) {
        countsCharacters = false;
        isUtf16 = charset.name().contains("UTF-16");
        isUtf8 = charset.equals(StandardCharsets.UTF_8);
        encoder = isUtf16 || isUtf8 ? null : charset.newEncoder();
        known = isUtf16 || isUtf8 ? null : new byte[Character.MAX_VALUE + 1];
    }

    /** Of the first half of a pair: what both have; the second half has nothing more. */
    int of(char c) {
        if (countsCharacters) {
            return Character.isLowSurrogate(c) ? 0 : 1;
        }
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

    /** Whether each of the characters takes one place, so that nothing needs to be counted. */
    boolean areOnes(char[] chars, int from, int to) {
        if (!countsCharacters) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (Character.isSurrogate(chars[at])) {
                return false;
            }
        }
        return true;
    }

    boolean areBytes() {
        return !countsCharacters;
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
