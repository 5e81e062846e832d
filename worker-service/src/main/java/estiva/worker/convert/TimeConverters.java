package estiva.worker.convert;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Dates and times: ISO 8601 or a pattern, and the range and scale of their column. */
final class TimeConverters {

    private static final LocalDate FIRST_DATE = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);
    private static final LocalDate FIRST_DATETIME = LocalDate.of(1753, 1, 1);
    private static final LocalDate FIRST_SMALLDATETIME = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_SMALLDATETIME = LocalDate.of(2079, 6, 6);

    /** The days that the calendar of Java's older classes, by which SQL Server's driver counts, does not have. */
    private static final LocalDate FIRST_LEFT_OUT = LocalDate.of(1582, 10, 5);

    private static final LocalDate LAST_LEFT_OUT = LocalDate.of(1582, 10, 14);

    static final String DAY_OF_WHICH_ZONE =
            "has an offset, by which the day depends on the place; say the timeZone of the column";

    private static final int DATE_LENGTH = 10;

    private TimeConverters() {}

    static Converter of(TargetColumn column, TimeText text) {
        int scale = column.scale();
        return switch (column.kind()) {
            case DATE -> (chars, from, to) -> inRange(text.date(chars, from, to), FIRST_DATE, LAST_DATE);
            case TIME ->
                (chars, from, to) -> {
                    LocalTime time = text.time(chars, from, to);
                    checkScale(time, scale);
                    return time;
                };
            case DATETIMEOFFSET ->
                (chars, from, to) -> {
                    OffsetDateTime time = text.offsetDateTime(chars, from, to);
                    inRange(time.toLocalDate(), FIRST_DATE, LAST_DATE);
                    inRange(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate(), FIRST_DATE, LAST_DATE);
                    checkScale(time.toLocalTime(), scale);
                    return time;
                };
            // Its thousandths are .000, .003 and .007: the server rounds, as everyone who uses the type knows.
            case DATETIME ->
                (chars, from, to) -> dateTime(text.dateTime(chars, from, to), FIRST_DATETIME, LAST_DATE, 3);
            case SMALLDATETIME ->
                (chars, from, to) -> {
                    LocalDateTime time = text.dateTime(chars, from, to);
                    if (!time.truncatedTo(ChronoUnit.MINUTES).equals(time)) {
                        throw new BadValue("has seconds, which a smalldatetime cannot hold");
                    }
                    return dateTime(time, FIRST_SMALLDATETIME, LAST_SMALLDATETIME, 0);
                };
            default -> (chars, from, to) -> dateTime(text.dateTime(chars, from, to), FIRST_DATE, LAST_DATE, scale);
        };
    }

    /** As formats write dates that know no other way than with a time of the day: 2026-01-31T00:00:00 is one. */
    static Converter standardDate(IsoText text) {
        return (chars, from, to) -> {
            if (to - from > DATE_LENGTH && chars[from + DATE_LENGTH] == 'T') {
                if (!text.saysDay(chars, from, to)) {
                    throw new BadValue(DAY_OF_WHICH_ZONE);
                }
                LocalDateTime time = text.dateTime(chars, from, to);
                if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
                    throw new BadValue("has a time of the day, which a date cannot hold");
                }
                return inRange(time.toLocalDate(), FIRST_DATE, LAST_DATE);
            }
            return inRange(text.date(chars, from, to), FIRST_DATE, LAST_DATE);
        };
    }

    private static LocalDateTime dateTime(LocalDateTime time, LocalDate first, LocalDate last, int scale)
            throws BadValue {
        inRange(time.toLocalDate(), first, last);
        checkScale(time.toLocalTime(), scale);
        return time;
    }

    private static LocalDate inRange(LocalDate date, LocalDate first, LocalDate last) throws BadValue {
        if (date.isBefore(first) || date.isAfter(last)) {
            throw new BadValue("is not between " + first + " and " + last);
        }
        if (!date.isBefore(FIRST_LEFT_OUT) && !date.isAfter(LAST_LEFT_OUT)) {
            throw new BadValue("is one of the ten days of October 1582 that SQL Server's driver sends as others");
        }
        return date;
    }

    private static void checkScale(LocalTime time, int scale) throws BadValue {
        int nanos = time.getNano();
        if (nanos == 0) {
            return;
        }
        int unit = 1_000_000_000;
        for (int digits = 0; digits < scale && unit > 1; digits++) {
            unit /= 10;
        }
        if (nanos % unit != 0) {
            throw new BadValue("has more than " + scale + " fraction digits of a second");
        }
    }
}
