package estiva.worker.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * {@code yyyy-MM-dd}, {@code HH:mm[:ss[.fffffffff]]}, both with a {@code T} or a blank between, and then
 * {@code Z} or {@code +HH:mm}; read without a formatter, which would cost more than all the rest of a row.
 */
final class IsoText implements TimeText {

    private static final int DATE_LENGTH = 10;
    private static final int MINUTE_LENGTH = 5;
    private static final int OFFSET_LENGTH = 6;

    private final String refusal;

    IsoText(Kind kind) {
        refusal = switch (kind) {
            case DATE -> "is not a date like 2026-01-31; give the column a format";
            case TIME -> "is not a time like 23:59:59; give the column a format";
            case DATETIMEOFFSET -> "is not a time with offset like 2026-01-31T23:59:59-03:00; give the column a format";
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
        LocalDate date = date(text, from, from + DATE_LENGTH);
        return LocalDateTime.of(date, time(text, from + DATE_LENGTH + 1, to));
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
        if (text[to - 1] == 'Z') {
            return dateTime(text, from, to - 1).atOffset(ZoneOffset.UTC);
        }
        int at = to - OFFSET_LENGTH;
        if (at <= from + DATE_LENGTH || text[at] != '+' && text[at] != '-' || text[at + 3] != ':') {
            throw refused();
        }
        int sign = text[at] == '-' ? -1 : 1;
        int hours = sign * twoDigits(text, at + 1);
        int minutes = sign * twoDigits(text, at + 4);
        int end = text[at - 1] == ' ' ? at - 1 : at;
        try {
            ZoneOffset offset = ZoneOffset.ofHoursMinutes(hours, minutes);
            if (Math.abs(offset.getTotalSeconds()) > 14 * 3600) {
                throw new BadValue("has an offset beyond 14 hours");
            }
            return dateTime(text, from, end).atOffset(offset);
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
