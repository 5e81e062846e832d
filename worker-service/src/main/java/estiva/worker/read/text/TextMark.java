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

    /** The longest mark, and one byte that tells whether anything follows it. */
    static final int LOOKED_AT = 5;

    private static final int HEAD = 64;

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

    /** Whether letters have zeros beside them. */
    boolean isWide() {
        return charset.name().contains("UTF-16") || charset.name().contains("UTF-32");
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

    /** Which encoding with zeros the bytes show, where none is expected; null: none. */
    static String wide(ByteBuffer first) {
        int units = Math.min(first.remaining(), HEAD) / 4 * 2;
        if (units < 4) {
            return null;
        }
        ByteBuffer head = first.slice(first.position(), units * 2);
        int even = zeros(head, 2, 0);
        int odd = zeros(head, 2, 1);
        if (odd == units && even >= units / 2 || even == units && odd >= units / 2) {
            return zeros(head, 4, 0) > 0 ? "UTF-32BE" : "UTF-32LE";
        }
        return odd == units && even == 0 ? "UTF-16LE" : even == units && odd == 0 ? "UTF-16BE" : null;
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
