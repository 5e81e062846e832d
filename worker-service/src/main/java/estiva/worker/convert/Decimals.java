package estiva.worker.convert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Exact numbers. Digits that the column cannot hold are refused, and rounded away only where the import says so. */
final class Decimals implements Converter {

    /** Longer texts are refused unread: their cost grows with the square of their length. */
    static final int LONGEST = 400;

    /** As many digits as each double has, and as spreadsheets show. */
    private static final MathContext SHOWN = new MathContext(15);

    private static final BigDecimal LAST_EXACT = new BigDecimal(1L << 53);

    private final int precision;
    private final int scale;
    private final boolean rounds;

    Decimals(int precision, int scale, boolean rounds) {
        this.precision = precision;
        this.scale = scale;
        this.rounds = rounds;
    }

    @Override
    public Object convert(char[] text, int from, int to) throws BadValue {
        return fit(parse(text, from, to));
    }

    Converter of(NumberPattern pattern) {
        return (text, from, to) -> fit(pattern.parse(text, from, to));
    }

    /** Of binary fractions, by their shortest decimal. */
    Converter binary() {
        return (text, from, to) -> {
            BigDecimal number = parse(text, from, to);
            return fit(rounds ? toBeRounded(number, scale) : meant(number, scale));
        };
    }

    /**
     * The number that a double stands for in a column of that scale. 0.1 + 0.2 is 0.30000000000000004, which a column with
     * two fraction digits takes as the 0.3 that spreadsheets show: what is beyond 15 digits, and far beyond the scale, is
     * nothing but the error of the last bits.
     */
    static BigDecimal meant(BigDecimal shortest, int scale) {
        if (shortest.abs().compareTo(LAST_EXACT) > 0) {
            return new BigDecimal(shortest.doubleValue());
        }
        if (fitsScale(shortest, scale)) {
            return shortest;
        }
        BigDecimal shown = shortest.round(SHOWN);
        BigDecimal error = shortest.subtract(shown).abs();
        return fitsScale(shown, scale) && error.compareTo(BigDecimal.ONE.movePointLeft(scale + 1)) < 0
                ? shown
                : shortest;
    }

    /** As spreadsheets round: what they show, so far as this has a digit beyond the scale. 1.4949999999999999 is 1.495. */
    private static BigDecimal toBeRounded(BigDecimal shortest, int scale) {
        BigDecimal shown = shortest.round(SHOWN);
        return fitsScale(shortest, scale) || shown.scale() <= scale ? shortest : shown;
    }

    /** Reads {@code [+-]digits[.digits][E[+-]digits]}, the plain form without a BigInteger. */
    static BigDecimal parse(char[] text, int from, int to) throws BadValue {
        int at = from;
        boolean negative = text[at] == '-';
        if (negative || text[at] == '+') {
            at++;
        }
        long unscaled = 0;
        int digits = 0;
        int point = -1;
        for (; at < to; at++) {
            char c = text[at];
            if (c >= '0' && c <= '9') {
                digits++;
                unscaled = unscaled * 10 + (c - '0');
            } else if (c == '.' && point < 0) {
                point = at;
            } else {
                return slowly(text, from, to);
            }
        }
        if (digits == 0 || digits > 18) {
            return slowly(text, from, to);
        }
        return BigDecimal.valueOf(negative ? -unscaled : unscaled, point < 0 ? 0 : to - point - 1);
    }

    private static BigDecimal slowly(char[] text, int from, int to) throws BadValue {
        if (to - from > LONGEST) {
            throw new BadValue("is too long for a number");
        }
        for (int at = from; at < to; at++) {
            // BigDecimal would take other scripts' digits, too.
            if ("0123456789+-.eE".indexOf(text[at]) < 0) {
                throw new BadValue("is not a number");
            }
        }
        try {
            return new BigDecimal(text, from, to - from);
        } catch (NumberFormatException e) {
            throw new BadValue("is not a number");
        }
    }

    private BigDecimal fit(BigDecimal exact) throws BadValue {
        BigDecimal number = rounds && exact.scale() > scale ? rounded(exact) : exact;
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long integerDigits = integerDigits(number);
        if (integerDigits > precision - scale) {
            throw new BadValue(
                    "has " + integerDigits + " digits before the point where " + (precision - scale) + " fit");
        }
        if (number.scale() <= scale) {
            return number.scale() < 0 ? number.setScale(0) : number;
        }
        if (!fitsScale(number, scale)) {
            throw new BadValue("has more than " + scale + " fraction digits");
        }
        return number.setScale(scale, RoundingMode.UNNECESSARY);
    }

    /** Half away from zero, as ROUND of SQL Server. Looks at the exponent first: 1E-999999999 costs nothing. */
    private BigDecimal rounded(BigDecimal number) {
        return integerDigits(number) < -scale ? BigDecimal.ZERO : number.setScale(scale, RoundingMode.HALF_UP);
    }

    static long integerDigits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    /** Whether no digit but zero stands beyond the scale. Looks at the exponent first: 1E-999999999 costs nothing. */
    static boolean fitsScale(BigDecimal number, int scale) {
        if (number.scale() <= scale || number.signum() == 0) {
            return true;
        }
        return (long) number.scale() - number.precision() < scale
                && number.stripTrailingZeros().scale() <= scale;
    }
}
