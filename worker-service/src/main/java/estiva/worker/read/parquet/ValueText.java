package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.Notation;
import estiva.worker.read.PlainNumber;
import estiva.worker.read.TextBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** The characters of one value. */
final class ValueText extends TextBuffer {

    private static final char[] HEX = "0123456789abcdef".toCharArray();
    /** All that a DECIMAL of 76 digits needs; the time to write a longer one grows with the square of its length. */
    private static final int LONGEST_DECIMAL = 32;

    /** Up to here each whole number is a double of its own. */
    private static final double EXACT = 1L << 53;

    private static final float WHOLE = 1L << 62;

    private CharsetDecoder decoder;

    ValueText(MemoryShare memory) {
        super(memory);
    }

    void append(char c) {
        reserve(1)[length()] = c;
        end(length() + 1);
    }

    void append(String text) {
        text.getChars(0, text.length(), reserve(text.length()), length());
        end(length() + text.length());
    }

    /** With zeros before it. */
    void digits(long number, int count) {
        char[] chars = reserve(count);
        long rest = number;
        for (int at = length() + count - 1; at >= length(); at--) {
            chars[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        end(length() + count);
    }

    Notation flag(boolean value) {
        append(value ? "true" : "false");
        return Notation.QUOTED;
    }

    Notation number(long value) {
        if (value == Long.MIN_VALUE) {
            append(Long.toString(value));
            return Notation.NUMBER;
        }
        if (value < 0) {
            append('-');
        }
        long positive = Math.abs(value);
        int count = 1;
        for (long limit = 10; count < 19 && positive >= limit; limit *= 10) {
            count++;
        }
        digits(positive, count);
        return Notation.NUMBER;
    }

    Notation unsigned(long value) {
        append(Long.toUnsignedString(value));
        return Notation.NUMBER;
    }

    /** NaN and the infinities, too, which no column takes, but null tokens may name. */
    Notation number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return number((long) value);
        }
        append(PlainNumber.of(value));
        return Math.abs(value) >= EXACT && Double.isFinite(value) ? Notation.DOUBLE : Notation.NUMBER;
    }

    /** With no more digits than tell it from others of its precision; whole numbers with all that they have. */
    Notation number(float value) {
        if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
            return number((long) value);
        }
        append(PlainNumber.of(value));
        return Notation.NUMBER;
    }

    Notation decimal(long unscaled, int scale) {
        if (scale == 0 || scale > 18 || unscaled == Long.MIN_VALUE) {
            append(BigDecimal.valueOf(unscaled, scale).toPlainString());
            return Notation.DIGITS;
        }
        long one = 1;
        for (int i = 0; i < scale; i++) {
            one *= 10;
        }
        if (unscaled < 0) {
            append('-');
        }
        long positive = Math.abs(unscaled);
        number(positive / one);
        append('.');
        digits(positive % one, scale);
        return Notation.DIGITS;
    }

    /** @param unscaled with its highest byte first */
    Notation decimal(PageValues unscaled, int scale) throws BadRecord {
        byte[] bytes = unscaled.bytes();
        if (unscaled.length() == 0 || unscaled.length() > LONGEST_DECIMAL) {
            throw new BadRecord("has a decimal of " + unscaled.length() + " bytes");
        }
        if (unscaled.length() <= Long.BYTES) {
            long number = bytes[unscaled.from()];
            for (int i = 1; i < unscaled.length(); i++) {
                number = number << 8 | bytes[unscaled.from() + i] & 0xFF;
            }
            return decimal(number, scale);
        }
        BigInteger number = new BigInteger(bytes, unscaled.from(), unscaled.length());
        append(new BigDecimal(number, scale).toPlainString());
        return Notation.DIGITS;
    }

    Notation text(PageValues value, Charset charset) throws BadRecord {
        int size = value.length();
        checkLength(size);
        char[] chars = reserve(size);
        byte[] bytes = value.bytes();
        int at = value.from();
        int end = at + size;
        int to = length();
        while (at < end && bytes[at] >= 0) {
            chars[to++] = (char) bytes[at++];
        }
        end(to);
        if (at < end) {
            decode(bytes, at, end, charset);
        }
        return Notation.QUOTED;
    }

    Notation uuid(PageValues value) {
        for (int i = 0; i < value.length(); i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                append('-');
            }
            hexadecimal(value.bytes()[value.from() + i]);
        }
        return Notation.QUOTED;
    }

    Notation hexadecimal(PageValues value) throws BadRecord {
        checkLength(2L * value.length() + 2);
        append("0x");
        reserve(2 * value.length());
        for (int i = 0; i < value.length(); i++) {
            hexadecimal(value.bytes()[value.from() + i]);
        }
        return Notation.QUOTED;
    }

    private void hexadecimal(byte b) {
        append(HEX[b >> 4 & 0xF]);
        append(HEX[b & 0xF]);
    }

    private void decode(byte[] bytes, int from, int to, Charset charset) throws BadRecord {
        if (decoder == null || !decoder.charset().equals(charset)) {
            decoder = charset.newDecoder();
        }
        char[] chars = reserve((int) Math.ceil((to - from) * (double) decoder.maxCharsPerByte()));
        CharBuffer out = CharBuffer.wrap(chars, length(), chars.length - length());
        CoderResult result = decoder.reset().decode(ByteBuffer.wrap(bytes, from, to - from), out, true);
        if (result.isError()) {
            throw new BadRecord("has bytes that are no " + charset.name());
        }
        end(out.position());
    }

    private void checkLength(long most) throws BadRecord {
        if (most > Limits.LONGEST_ROW) {
            throw new BadRecord("has more than 16 Mi characters or bytes");
        }
    }
}
