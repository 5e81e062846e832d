package estiva.worker.read.parquet;

import estiva.worker.read.Notation;
import java.time.LocalDate;

/** Counts of days and of parts of seconds, written down by ISO 8601. */
final class Moments {

    /** Parts of a second. */
    static final long MILLIS = 1_000;

    static final long MICROS = 1_000_000;
    static final long NANOS = 1_000_000_000;

    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final long JULIAN_1970 = 2_440_588;

    private Moments() {}

    static Notation date(long days, ValueText text) {
        LocalDate date = LocalDate.ofEpochDay(days);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            // No column holds it, which will be said of what it is.
            text.append(date.toString());
        } else {
            text.digits(date.getYear(), 4);
            text.append('-');
            text.digits(date.getMonthValue(), 2);
            text.append('-');
            text.digits(date.getDayOfMonth(), 2);
        }
        return Notation.TIME;
    }

    static Notation time(long parts, long perSecond, ValueText text) {
        if (parts < 0 || parts >= SECONDS_OF_A_DAY * perSecond) {
            // No time of a day.
            return text.number(parts);
        }
        clock(parts / perSecond, parts % perSecond * (NANOS / perSecond), text);
        return Notation.TIME;
    }

    /** @param notation INSTANT where the time is one in UTC, TIME where it is whatever it was where it was measured */
    static Notation timestamp(long parts, long perSecond, Notation notation, ValueText text) {
        long seconds = Math.floorDiv(parts, perSecond);
        date(Math.floorDiv(seconds, SECONDS_OF_A_DAY), text);
        text.append('T');
        clock(Math.floorMod(seconds, SECONDS_OF_A_DAY), Math.floorMod(parts, perSecond) * (NANOS / perSecond), text);
        if (notation == Notation.INSTANT) {
            text.append('Z');
        }
        return notation;
    }

    /** As Impala, Hive and older Sparks write timestamps: nanoseconds of the day, then the day. */
    static Notation julian(PageValues value, ValueText text) {
        long nanos = PageValues.littleEndian(value.bytes(), value.from(), 8);
        long days = PageValues.littleEndian(value.bytes(), value.from() + 8, 4) - JULIAN_1970;
        long seconds = Math.floorDiv(nanos, NANOS);
        date(days + Math.floorDiv(seconds, SECONDS_OF_A_DAY), text);
        text.append('T');
        clock(Math.floorMod(seconds, SECONDS_OF_A_DAY), Math.floorMod(nanos, NANOS), text);
        text.append('Z');
        return Notation.INSTANT;
    }

    private static void clock(long second, long nanos, ValueText text) {
        text.digits(second / 3600, 2);
        text.append(':');
        text.digits(second / 60 % 60, 2);
        text.append(':');
        text.digits(second % 60, 2);
        if (nanos > 0) {
            int digits = 9;
            long fraction = nanos;
            for (; fraction % 10 == 0; fraction /= 10) {
                digits--;
            }
            text.append('.');
            text.digits(fraction, digits);
        }
    }
}
