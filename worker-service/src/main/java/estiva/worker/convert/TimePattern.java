package estiva.worker.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;

/** Dates and times written by a {@link DateTimeFormatter} pattern; 31/02 is refused, not moved to another day. */
final class TimePattern implements TimeText {

    private static final LocalDateTime SAMPLE = LocalDateTime.of(2006, 11, 25, 14, 38, 57);

    /** No pattern that anybody writes takes more characters; the formatter would take a copy of them. */
    private static final int LONGEST = 400;

    private static final int FIRST_FULL_YEAR = 100;

    private final String pattern;
    private final DateTimeFormatter formatter;
    private final Locale locale;
    private final ZoneId zone;
    private final boolean hasFullYear;
    private final boolean hasClock;
    private final boolean saysZone;
    /** Null where the pattern does not speak of them. */
    private final DayHalves halves;
    /** Null where the pattern has no name of a month. */
    private final MonthNames months;

    private TimePattern(TimeLetters letters, Locale locale, Spelling spelling) {
        pattern = letters.pattern();
        this.locale = locale;
        zone = spelling.zone();
        months = letters.hasMonthName() ? MonthNames.of(locale) : null;
        formatter = letters.formatter(locale, spelling.pivot(), months != null);
        hasFullYear = letters.hasFullYear();
        hasClock = letters.hasClock();
        halves = letters.hasHalfOfDay() ? new DayHalves(locale) : null;
        saysZone = spelling.timeZone() != null;
    }

    static TimeText of(Kind kind, Spelling spelling, Locale locale) throws BadFormat {
        TimeLetters letters = TimeLetters.of(spelling.format());
        if (spelling.yearPivot() != null && !letters.hasShortYear()) {
            throw new BadFormat("format '" + spelling.format() + "' has no yy, for which yearPivot would be");
        }
        TimePattern text;
        try {
            text = new TimePattern(letters, locale, spelling);
        } catch (IllegalArgumentException e) {
            throw new BadFormat("format '" + spelling.format() + "' is no date or time pattern: " + e.getMessage());
        }
        text.trySample(kind, letters.plain(locale));
        return kind == Kind.DATE && FixedDate.canRead(spelling.format())
                ? new FixedDate(spelling.format(), text)
                : text;
    }

    @Override
    public LocalDate date(char[] text, int from, int to) throws BadValue {
        TemporalAccessor parsed = parse(text, from, to, each -> each);
        if (!saysZone
                && parsed.isSupported(ChronoField.OFFSET_SECONDS)
                && parsed.get(ChronoField.OFFSET_SECONDS) != 0) {
            throw new BadValue(TimeConverters.DAY_OF_WHICH_ZONE);
        }
        LocalDateTime time = dateTime(parsed);
        if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new BadValue("has a time of the day, which a date cannot hold");
        }
        return time.toLocalDate();
    }

    @Override
    public LocalDateTime dateTime(char[] text, int from, int to) throws BadValue {
        return dateTime(parse(text, from, to, parsed -> parsed));
    }

    private LocalDateTime dateTime(TemporalAccessor time) throws BadValue {
        try {
            LocalTime clock = time.query(TemporalQueries.localTime());
            if (clock == null && hasClock) {
                // Minutes without an hour, or an hour of which half of the day.
                throw refused();
            }
            LocalDateTime local =
                    LocalDateTime.of(checked(LocalDate.from(time)), clock == null ? LocalTime.MIDNIGHT : clock);
            ZoneId written = time.query(TemporalQueries.zone());
            return written == null ? local : inZone(local, written, time);
        } catch (DateTimeException e) {
            throw refused();
        }
    }

    @Override
    public LocalTime time(char[] text, int from, int to) throws BadValue {
        TemporalAccessor time = parse(text, from, to, parsed -> parsed);
        if (time.query(TemporalQueries.zone()) != null) {
            throw new BadValue("has an offset, which a time cannot hold");
        }
        try {
            return LocalTime.from(time);
        } catch (DateTimeException e) {
            throw refused();
        }
    }

    @Override
    public OffsetDateTime offsetDateTime(char[] text, int from, int to) throws BadValue {
        OffsetDateTime time = parse(text, from, to, OffsetDateTime::from);
        checked(time.toLocalDate());
        return time;
    }

    /** What has an offset is one moment, which the column holds as clocks in its zone show it. */
    private LocalDateTime inZone(LocalDateTime local, ZoneId written, TemporalAccessor time) throws BadValue {
        if (time.isSupported(ChronoField.OFFSET_SECONDS)) {
            return local.atOffset(ZoneOffset.ofTotalSeconds(time.get(ChronoField.OFFSET_SECONDS)))
                    .atZoneSameInstant(zone)
                    .toLocalDateTime();
        }
        if (written.getRules().getValidOffsets(local).size() != 1) {
            throw new BadValue("is no moment, or two, in " + written + ", where clocks are changed then");
        }
        return local.atZone(written).withZoneSameInstant(zone).toLocalDateTime();
    }

    private LocalDate checked(LocalDate date) throws BadValue {
        if (!hasFullYear && date.getYear() < FIRST_FULL_YEAR) {
            throw new BadValue("has a year of two digits; write yy for the year in the format");
        }
        return date;
    }

    private <T> T parse(char[] text, int from, int to, TemporalQuery<T> query) throws BadValue {
        if (to - from > LONGEST) {
            throw refused();
        }
        String whole =
                halves == null ? new String(text, from, to - from) : halves.signed(new String(text, from, to - from));
        for (String each : months == null ? List.of(whole) : months.signed(whole, locale)) {
            try {
                return formatter.parse(each, query);
            } catch (DateTimeException e) {
                // Another name in it may be that of the month.
            }
        }
        throw refused();
    }

    BadValue refused() {
        return new BadValue("is not written as " + pattern + ", or no day of the calendar");
    }

    /** Writes a time and reads it back, so that dd/mm/yyyy is refused once and not for every row. */
    private void trySample(Kind kind, DateTimeFormatter plain) throws BadFormat {
        ZonedDateTime sample =
                kind == Kind.DATETIMEOFFSET ? SAMPLE.atZone(ZoneOffset.ofHours(-3)) : SAMPLE.atZone(zone);
        try {
            String written = plain.format(
                    kind == Kind.TIME ? SAMPLE : kind == Kind.DATE ? sample.with(LocalTime.MIDNIGHT) : sample);
            char[] text = written.toCharArray();
            switch (kind) {
                case DATE -> date(text, 0, text.length);
                case TIME -> time(text, 0, text.length);
                case DATETIMEOFFSET -> offsetDateTime(text, 0, text.length);
                default -> dateTime(text, 0, text.length);
            }
        } catch (DateTimeException | BadValue e) {
            throw new BadFormat(
                    "format '" + pattern + "' gives no " + kind.name().toLowerCase(Locale.ROOT)
                            + "; d is the day, M the month, y the year, H the hour of 24, h of 12 with a, m the"
                            + " minute, XXX the offset");
        }
    }
}
