package estiva.worker.convert;

import java.math.BigDecimal;

/** Whole numbers, checked against the range of their type. */
final class Integers {

    private Integers() {}

    static Converter plain(Kind kind) {
        return (text, from, to) -> box(kind, parse(kind, text, from, to));
    }

    static Converter of(Kind kind, NumberPattern pattern) {
        return (text, from, to) -> box(kind, whole(kind, pattern.parse(text, from, to)));
    }

    /** As formats write numbers that know no other: 5.0 and 1e3 are whole ones. */
    static Converter standard(Kind kind) {
        return (text, from, to) -> box(
                kind,
                isPlain(text, from, to) ? parse(kind, text, from, to) : whole(kind, Decimals.parse(text, from, to)));
    }

    /** As {@link #standard}, of binary fractions by their shortest decimal. */
    static Converter binary(Kind kind) {
        return (text, from, to) -> box(kind, whole(kind, Decimals.meant(Decimals.parse(text, from, to), 0)));
    }

    private static boolean isPlain(char[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] == '.' || text[at] == 'e' || text[at] == 'E') {
                return false;
            }
        }
        return true;
    }

    private static long whole(Kind kind, BigDecimal number) throws BadValue {
        if (number.signum() != 0 && Decimals.integerDigits(number) > 19) {
            throw outOfRange(kind);
        }
        if (!Decimals.fitsScale(number, 0)) {
            throw new BadValue("is not a whole number");
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw outOfRange(kind);
        }
    }

    private static long parse(Kind kind, char[] text, int from, int to) throws BadValue {
        int at = from;
        boolean negative = text[at] == '-';
        if (negative || text[at] == '+') {
            at++;
        }
        if (at == to) {
            throw new BadValue("is not a whole number");
        }
        // Counted downwards: the negative range is the larger one.
        long value = 0;
        boolean overflows = false;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new BadValue("is not a whole number");
            }
            if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
                overflows = true;
            } else {
                value = value * 10 - digit;
            }
        }
        if (overflows || !negative && value == Long.MIN_VALUE) {
            throw outOfRange(kind);
        }
        return negative ? value : -value;
    }

    private static Object box(Kind kind, long value) throws BadValue {
        if (value < min(kind) || value > max(kind)) {
            throw outOfRange(kind);
        }
        if (kind == Kind.BIGINT) {
            return value;
        }
        return (int) value;
    }

    private static BadValue outOfRange(Kind kind) {
        return new BadValue("is not between " + min(kind) + " and " + max(kind));
    }

    private static long min(Kind kind) {
        return switch (kind) {
            case UNSIGNED_TINYINT -> 0;
            case TINYINT -> Byte.MIN_VALUE;
            case SMALLINT -> Short.MIN_VALUE;
            case INT -> Integer.MIN_VALUE;
            default -> Long.MIN_VALUE;
        };
    }

    private static long max(Kind kind) {
        return switch (kind) {
            case UNSIGNED_TINYINT -> 255;
            case TINYINT -> Byte.MAX_VALUE;
            case SMALLINT -> Short.MAX_VALUE;
            case INT -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }
}
