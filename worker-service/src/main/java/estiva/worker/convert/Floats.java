package estiva.worker.convert;

import java.math.BigDecimal;

/** Binary floating point. */
final class Floats {

    /** The exact digits of any number of double precision are fewer; those of a longer text are not read. */
    private static final int LONGEST = 1_100;

    private Floats() {}

    static Converter plain() {
        return (text, from, to) -> checked(Double.parseDouble(plainText(text, from, to)));
    }

    static Converter of(NumberPattern pattern) {
        return (text, from, to) -> checked(pattern.parse(text, from, to).doubleValue());
    }

    static Converter real() {
        return (text, from, to) -> checked(Float.parseFloat(plainText(text, from, to)));
    }

    static Converter real(NumberPattern pattern) {
        return (text, from, to) -> {
            BigDecimal number = pattern.parse(text, from, to);
            return checked(number.floatValue());
        };
    }

    /** What Java would take beyond plain numbers (NaN, 0x1p3, 1d) is refused. */
    private static String plainText(char[] text, int from, int to) throws BadValue {
        if (to - from > LONGEST) {
            throw new BadValue("is too long for a number");
        }
        boolean hasDigit = false;
        boolean hasPoint = false;
        boolean hasExponent = false;
        for (int at = from; at < to; at++) {
            char c = text[at];
            boolean startsNumber = at == from || text[at - 1] == 'e' || text[at - 1] == 'E';
            if (c >= '0' && c <= '9') {
                hasDigit = true;
            } else if (c == '.' && !hasPoint && !hasExponent) {
                hasPoint = true;
            } else if ((c == 'e' || c == 'E') && hasDigit && !hasExponent && at + 1 < to) {
                hasExponent = true;
                hasDigit = false;
            } else if (!((c == '-' || c == '+') && startsNumber)) {
                throw new BadValue("is not a number");
            }
        }
        if (!hasDigit) {
            throw new BadValue("is not a number");
        }
        return new String(text, from, to - from);
    }

    private static Double checked(double value) throws BadValue {
        if (Double.isInfinite(value)) {
            throw new BadValue("is too large for a double precision number");
        }
        return value;
    }

    private static Float checked(float value) throws BadValue {
        if (Float.isInfinite(value)) {
            throw new BadValue("is too large for a single precision number");
        }
        return value;
    }
}
