package estiva.worker.convert;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Numbers written by a {@link DecimalFormat} pattern, read strictly.
 *
 * <p>DecimalFormat's own parse would read {@code 12,5} by {@code #,##0.00} as 125 and stop at the first character that
 * it does not know: here a grouping sign must stand where groups end, and the whole text must be a number.
 */
final class NumberPattern {

    private final NumberAffix positivePrefix;
    private final NumberAffix positiveSuffix;
    private final NumberAffix negativePrefix;
    private final NumberAffix negativeSuffix;
    private final char point;
    private final char grouping;
    private final int groupSize;
    private final BigDecimal multiplier;
    private char[] plain = new char[64];

    private NumberPattern(DecimalFormat format) {
        DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
        positivePrefix = new NumberAffix(format.getPositivePrefix());
        positiveSuffix = new NumberAffix(format.getPositiveSuffix());
        negativePrefix = new NumberAffix(format.getNegativePrefix());
        negativeSuffix = new NumberAffix(format.getNegativeSuffix());
        point = symbols.getDecimalSeparator();
        grouping = symbols.getGroupingSeparator();
        groupSize = format.isGroupingUsed() ? format.getGroupingSize() : 0;
        multiplier = format.getMultiplier() == 1 ? null : BigDecimal.valueOf(format.getMultiplier());
    }

    static NumberPattern of(String pattern, Locale locale) throws BadFormat {
        try {
            DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(locale));
            if (pattern.indexOf('E') >= 0 && format.toPattern().indexOf('E') >= 0) {
                throw new BadFormat(
                        "format '" + pattern + "' has an exponent; leave the format out, 1.5E3 is read without");
            }
            return new NumberPattern(format);
        } catch (IllegalArgumentException e) {
            throw new BadFormat("format '" + pattern + "' is no number pattern such as #,##0.00: " + e.getMessage());
        }
    }

    BigDecimal parse(char[] text, int from, int to) throws BadValue {
        int start = negativePrefix.after(text, from, to);
        int end = negativeSuffix.before(text, from, to);
        boolean negative = start >= 0 && end > start;
        if (!negative) {
            start = positivePrefix.after(text, from, to);
            end = positiveSuffix.before(text, from, to);
            if (start < 0 || end <= start) {
                throw new BadValue("is not a number");
            }
        }
        if (end - start > Decimals.LONGEST) {
            throw new BadValue("is too long for a number");
        }
        if (plain.length < end - start + 1) {
            plain = new char[end - start + 1];
        }
        int length = 0;
        if (negative) {
            plain[length++] = '-';
        }
        length = copyDigits(text, start, end, length);
        BigDecimal number = Decimals.parse(plain, 0, length);
        return multiplier == null ? number : divide(number);
    }

    private int copyDigits(char[] text, int start, int end, int length) throws BadValue {
        int at = start;
        int run = 0;
        boolean grouped = false;
        for (; at < end && text[at] != point; at++) {
            char c = text[at];
            if (c >= '0' && c <= '9') {
                plain[length++] = c;
                run++;
            } else if (groupSize > 0 && isGrouping(c) && run > 0 && (grouped ? run == groupSize : run <= groupSize)) {
                grouped = true;
                run = 0;
            } else {
                throw new BadValue("is not a number");
            }
        }
        if (grouped && run != groupSize) {
            throw new BadValue("is not a number: its groups are not of " + groupSize + " digits");
        }
        if (at < end) {
            plain[length++] = '.';
            for (at++; at < end; at++) {
                if (text[at] < '0' || text[at] > '9') {
                    throw new BadValue("is not a number");
                }
                plain[length++] = text[at];
            }
        }
        if (length == 0) {
            throw new BadValue("is not a number");
        }
        return length;
    }

    private BigDecimal divide(BigDecimal number) throws BadValue {
        try {
            return number.divide(multiplier);
        } catch (ArithmeticException e) {
            throw new BadValue("cannot be divided by " + multiplier + " exactly");
        }
    }

    /** Several locales group by a no-break space that hardly any file has: any blank, and any apostrophe, will do there. */
    private boolean isGrouping(char c) {
        return NumberAffix.areAlike(c, grouping);
    }
}
