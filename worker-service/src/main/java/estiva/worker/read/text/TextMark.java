package estiva.worker.read.text;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What the first bytes of a text tell of its encoding.
 *
 * @param length bytes of the byte-order mark
 */
record TextMark(Charset charset, int length) {

    /** Enough for the longest mark, and to tell by the zeros. */
    static final int LOOKED_AT = 64;

    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    /**
     * @param first bytes of the text, from its position on
     * @param declared what the text is said to be written in: a mark wins over it
     */
    static TextMark of(ByteBuffer first, Charset declared) {
        // Before UTF-16LE, whose mark begins like this one: a text that begins with a NUL is less likely.
        if (startsWith(first, 0xFF, 0xFE, 0, 0)) {
            return new TextMark(UTF_32LE, 4);
        }
        if (startsWith(first, 0, 0, 0xFE, 0xFF)) {
            return new TextMark(UTF_32BE, 4);
        }
        if (startsWith(first, 0xEF, 0xBB, 0xBF)) {
            return new TextMark(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(first, 0xFF, 0xFE)) {
            return new TextMark(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(first, 0xFE, 0xFF)) {
            return new TextMark(StandardCharsets.UTF_16BE, 2);
        }
        return new TextMark(withOrder(first, declared), 0);
    }

    /**
     * What the bytes after the mark show to be written, where that is something else; null: nothing. A mark of a wide encoding
     * is believed.
     */
    String other(ByteBuffer afterMark) {
        boolean isWide = charset.name().contains("UTF-16") || charset.name().contains("UTF-32");
        String shown = length > 0 && isWide ? null : wide(afterMark);
        return shown == null || charset.name().contains(shown) ? null : shown;
    }

    /** Without a mark, UTF-16 and UTF-32 say nothing of the order of their bytes: the zeros of plain letters do. */
    private static Charset withOrder(ByteBuffer first, Charset declared) {
        if (declared.equals(StandardCharsets.UTF_16)) {
            return zeros(first, 2, 0) < zeros(first, 2, 1) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }
        if (declared.name().equals("UTF-32")) {
            return zeros(first, 4, 0) < zeros(first, 4, 3) ? UTF_32LE : UTF_32BE;
        }
        return declared;
    }

    /**
     * Which encoding with zeros the bytes show, whatever was expected; null: none. Half of the letters have to be plain ones:
     * others are between them. A zero that is a character of its own makes no wide text.
     */
    static String wide(ByteBuffer first) {
        int length = Math.min(first.remaining(), LOOKED_AT);
        if (length < 4) {
            return null;
        }
        ByteBuffer pairs = first.slice(first.position(), length / 2 * 2);
        int even = zeros(pairs, 2, 0);
        int odd = zeros(pairs, 2, 1);
        // The second half of 😀 ends in a zero.
        if (4 * odd >= length && odd >= 4 * even) {
            return "UTF-16LE";
        }
        if (4 * even >= length && even >= 4 * odd) {
            return "UTF-16BE";
        }
        ByteBuffer units = first.slice(first.position(), length / 4 * 4);
        int count = units.remaining() / 4;
        for (int at = 0; at < units.limit(); at += 4) {
            if (units.getInt(at) == 0) {
                return null;
            }
        }
        int[] zeros = {zeros(units, 4, 0), zeros(units, 4, 1), zeros(units, 4, 2), zeros(units, 4, 3)};
        if (zeros[3] == count && 2 * zeros[2] >= count && zeros[1] > zeros[0]) {
            return "UTF-32LE";
        }
        return zeros[0] == count && 2 * zeros[1] >= count && zeros[2] > zeros[3] ? "UTF-32BE" : null;
    }

    private static int zeros(ByteBuffer bytes, int unit, int place) {
        int zeros = 0;
        for (int at = bytes.position() + place; at < bytes.limit(); at += unit) {
            zeros += bytes.get(at) == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean startsWith(ByteBuffer first, int... mark) {
        if (first.remaining() < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((first.get(first.position() + i) & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
