package estiva.worker.read;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * Numbers as people write them: without an exponent, and without zeros that say nothing. Of a binary fraction it is the
 * shortest decimal that reads back to it.
 */
public final class PlainNumber {

    /** The plain form of every double is shorter, and nobody means a number that needs more. */
    private static final int LONGEST = 400;

    private PlainNumber() {}

    /** Whether the text is a number in its plain form. Asked for each number: without an object. */
    public static boolean isPlain(char[] text, int from, int to) {
        int first = from < to && text[from] == '-' ? from + 1 : from;
        int point = -1;
        for (int at = first; at < to; at++) {
            char c = text[at];
            if (c == '.' && point < 0) {
                point = at;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        if (first == to
                || point == first
                || text[first] == '0' && point != first + 1 && (to > first + 1 || first > from)) {
            return false;
        }
        return point < 0 || text[to - 1] != '0' && text[to - 1] != '.';
    }

    /** @return null where the text is no number, or one whose plain form has more than 400 characters */
    public static String of(char[] text, int from, int to) {
        BigDecimal number = number(text, from, to);
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        long whole = (long) stripped.precision() - stripped.scale();
        return stripped.scale() > LONGEST || whole > LONGEST ? null : stripped.toPlainString();
    }

    /** @return null where the text is none of {@code [+-]digits[.digits][E[+-]digits]}, or longer than 400 characters */
    public static BigDecimal number(char[] text, int from, int to) {
        if (to - from > LONGEST) {
            return null;
        }
        for (int at = from; at < to; at++) {
            // BigDecimal would take other scripts' digits, too.
            if ("0123456789+-.eE".indexOf(text[at]) < 0) {
                return null;
            }
        }
        try {
            return new BigDecimal(text, from, to - from);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** NaN and the infinities by their names. */
    public static String of(double value) {
        if (value == (long) value && Math.abs(value) <= Long.MAX_VALUE >> 10) {
            return Long.toString((long) value);
        }
        // Java's own Double.toString gives a digit too many for some numbers before JDK 19:
        // https://bugs.openjdk.org/browse/JDK-4511638
        return plain(NumberOutput.toString(value, true));
    }

    /** NaN and the infinities by their names. */
    public static String of(float value) {
        return plain(NumberOutput.toString(value, true));
    }

    private static String plain(String number) {
        boolean isPlain = number.indexOf('E') < 0 && !number.endsWith(".0");
        if (isPlain) {
            return number;
        }
        char[] chars = number.toCharArray();
        return of(chars, 0, chars.length);
    }
}
