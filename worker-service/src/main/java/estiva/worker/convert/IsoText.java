package estiva.worker.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * {@code yyyy-MM-dd}, {@code HH:mm[:ss[.fffffffff]]}, both with a {@code T} or a blank between, and then
 * {@code Z}, {@code +HH:mm}, {@code +HHmm} or {@code +HH}; read without a formatter, which would cost more than all the rest
 * of a row.
 */
final class IsoText implements TimeText {

    private static final int DATE_LENGTH = 10;
    private static final int MINUTE_LENGTH = 5;
    /** Of what comes after its sign. */
    private static final int LONG_OFFSET = 5;

    private static final int SHORT_OFFSET = 4;
    private static final int HOUR_OFFSET = 2;

    private final String refusal;
    private final ZoneId zone;
    private final boolean saysZone;

    /** @param said the zone in which a column without offset holds what has one; null: nobody has said it, and UTC is taken */
    IsoText(Kind kind, ZoneId said) {
        zone = said == null ? ZoneOffset.UTC : said;
        saysZone = said != null;
        refusal = switch (kind) {
            case DATE -> "is not a date like 2026-01-31; give the column a format";
            case TIME -> "is not a time like 23:59:59; give the column a format";
            case DATETIMEOFFSET ->
                "is not a time with offset like 2026-01-31T23:59:59-03:00; give the column a format with XXX, or load a"
                        + " time without offset into a datetime2";
            default -> "is not a date and time like 2026-01-31T23:59:59; give the column a format";
        };
    }

    @Override
    public LocalDate date(char[] text, int from, int to) throws BadValue {
        if (to - from != DATE_LENGTH || text[from + 4] != '-' || text[from + 7] != '-') {
            throw refused();
        }
        int year = twoDigits(text, from) * 100 + twoDigits(text, from + 2);
        int month = twoDigits(text, from + 5);
        int day = twoDigits(text, from + 8);
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException noSuchDay) {
            throw new BadValue("is no day of the calendar");
        }
    }

    @Override
    public LocalDateTime dateTime(char[] text, int from, int to) throws BadValue {
        if (to - from == DATE_LENGTH) {
            return date(text, from, to).atStartOfDay();
        }
        if (to - from < DATE_LENGTH + 1 + MINUTE_LENGTH
                || text[from + DATE_LENGTH] != 'T' && text[from + DATE_LENGTH] != ' ') {
            throw refused();
        }
        int sign = signOfOffset(text, from, to);
        if (sign == to) {
            return local(text, from, to);
        }
        return offsetDateTime(text, from, to).atZoneSameInstant(zone).toLocalDateTime();
    }

    /** Whether a moment is of one day: by its zone, or because it is written in UTC. */
    boolean saysDay(char[] text, int from, int to) throws BadValue {
        int sign = signOfOffset(text, from, to);
        return saysZone
                || sign == to
                || text[sign] == 'Z'
                || offset(text, sign, to).equals(ZoneOffset.UTC);
    }

    private LocalDateTime local(char[] text, int from, int to) throws BadValue {
        LocalDate date = date(text, from, from + DATE_LENGTH);
        return LocalDateTime.of(date, time(text, from + DATE_LENGTH + 1, to));
    }

    /** Where the Z, the plus or the minus stands; at the end if there is none. */
    private static int signOfOffset(char[] text, int from, int to) {
        int first = from + DATE_LENGTH + 1 + MINUTE_LENGTH;
        if (text[to - 1] == 'Z' && to - 1 >= first) {
            return to - 1;
        }
        return isSign(text, first, to - LONG_OFFSET - 1)
                ? to - LONG_OFFSET - 1
                : isSign(text, first, to - SHORT_OFFSET - 1)
                        ? to - SHORT_OFFSET - 1
                        : isSign(text, first, to - HOUR_OFFSET - 1) ? to - HOUR_OFFSET - 1 : to;
    }

    private static boolean isSign(char[] text, int first, int at) {
        return at >= first && (text[at] == '+' || text[at] == '-');
    }

    @Override
    public LocalTime time(char[] text, int from, int to) throws BadValue {
        int length = to - from;
        if (length < MINUTE_LENGTH || text[from + 2] != ':') {
            throw refused();
        }
        int second = 0;
        int nano = 0;
        if (length > MINUTE_LENGTH) {
            if (length < 8 || text[from + 5] != ':') {
                throw refused();
            }
            second = twoDigits(text, from + 6);
            nano = length > 8 ? nanos(text, from + 8, to) : 0;
        }
        int hour = twoDigits(text, from);
        int minute = twoDigits(text, from + 3);
        try {
            return LocalTime.of(hour, minute, second, nano);
        } catch (DateTimeException noSuchTime) {
            throw new BadValue("is no time of the day");
        }
    }

    @Override
    public OffsetDateTime offsetDateTime(char[] text, int from, int to) throws BadValue {
        int sign = signOfOffset(text, from, to);
        if (sign == to || text[from + DATE_LENGTH] != 'T' && text[from + DATE_LENGTH] != ' ') {
            throw refused();
        }
        ZoneOffset offset = text[sign] == 'Z' ? ZoneOffset.UTC : offset(text, sign, to);
        return local(text, from, text[sign - 1] == ' ' ? sign - 1 : sign).atOffset(offset);
    }

    private ZoneOffset offset(char[] text, int at, int to) throws BadValue {
        int length = to - at - 1;
        if (length == LONG_OFFSET && text[at + 3] != ':') {
            throw refused();
        }
        int sign = text[at] == '-' ? -1 : 1;
        int hours = sign * twoDigits(text, at + 1);
        int minutes = length == HOUR_OFFSET ? 0 : sign * twoDigits(text, to - 2);
        try {
            ZoneOffset offset = ZoneOffset.ofHoursMinutes(hours, minutes);
            if (Math.abs(offset.getTotalSeconds()) > 14 * 3600) {
                throw new BadValue("has an offset beyond 14 hours");
            }
            return offset;
        } catch (DateTimeException noSuchOffset) {
            throw refused();
        }
    }

    private int nanos(char[] text, int from, int to) throws BadValue {
        if (text[from] != '.' || to - from < 2 || to - from > 10) {
            throw refused();
        }
        int nanos = 0;
        for (int i = 1; i < 10; i++) {
            nanos = nanos * 10 + (from + i < to ? digit(text[from + i]) : 0);
        }
        return nanos;
    }

    private int twoDigits(char[] text, int at) throws BadValue {
        return digit(text[at]) * 10 + digit(text[at + 1]);
    }

    private int digit(char c) throws BadValue {
        if (c < '0' || c > '9') {
            throw refused();
        }
        return c - '0';
    }

    private BadValue refused() {
        return new BadValue(refusal);
    }
}
