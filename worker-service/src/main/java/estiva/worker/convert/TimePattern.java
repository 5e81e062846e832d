package estiva.worker.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Locale;

/** Dates and times written by a {@link DateTimeFormatter} pattern; 31/02 is refused, not moved to another day. */
final class TimePattern implements TimeText {

    private static final LocalDateTime SAMPLE = LocalDateTime.of(2006, 11, 25, 14, 38, 57);
    private static final TemporalQuery<LocalDateTime> DATE_TIME = time -> {
        LocalTime clock = time.query(java.time.temporal.TemporalQueries.localTime());
        return LocalDateTime.of(LocalDate.from(time), clock == null ? LocalTime.MIDNIGHT : clock);
    };

    /** No pattern that anybody writes takes more characters; the formatter would take a copy of them. */
    private static final int LONGEST = 400;

    private final String pattern;
    private final DateTimeFormatter formatter;

    private TimePattern(String pattern, DateTimeFormatter formatter) {
        this.pattern = pattern;
        this.formatter = formatter;
    }

    static TimeText of(Kind kind, String pattern, Locale locale) throws BadFormat {
        checkLetters(pattern);
        DateTimeFormatter formatter;
        try {
            formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(properYear(pattern))
                    .toFormatter(locale)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new BadFormat("format '" + pattern + "' is no date or time pattern: " + e.getMessage());
        }
        TimePattern text = new TimePattern(pattern, formatter);
        text.trySample(kind);
        return kind == Kind.DATE && FixedDate.canRead(pattern) ? new FixedDate(pattern, text) : text;
    }

    @Override
    public LocalDate date(char[] text, int from, int to) throws BadValue {
        LocalDateTime time = parse(text, from, to, DATE_TIME);
        if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new BadValue("has a time of the day, which a date cannot hold");
        }
        return time.toLocalDate();
    }

    @Override
    public LocalDateTime dateTime(char[] text, int from, int to) throws BadValue {
        return parse(text, from, to, DATE_TIME);
    }

    @Override
    public LocalTime time(char[] text, int from, int to) throws BadValue {
        return parse(text, from, to, LocalTime::from);
    }

    @Override
    public OffsetDateTime offsetDateTime(char[] text, int from, int to) throws BadValue {
        return parse(text, from, to, OffsetDateTime::from);
    }

    private <T> T parse(char[] text, int from, int to, TemporalQuery<T> query) throws BadValue {
        if (to - from > LONGEST) {
            throw refused();
        }
        try {
            return formatter.parse(new String(text, from, to - from), query);
        } catch (DateTimeException e) {
            throw refused();
        }
    }

    BadValue refused() {
        return new BadValue("is not written as " + pattern + ", or no day of the calendar");
    }

    /** Writes a time and reads it back, so that dd/mm/yyyy is refused once and not for every row. */
    private void trySample(Kind kind) throws BadFormat {
        try {
            TemporalAccessor sample = kind == Kind.DATE ? SAMPLE.toLocalDate().atStartOfDay() : SAMPLE;
            String written =
                    formatter.format(kind == Kind.DATETIMEOFFSET ? SAMPLE.atOffset(ZoneOffset.ofHours(-3)) : sample);
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
                            + "; d is the day, M the month, y the year, H the hour of 24, h of 12 with a, m the minute");
        }
    }

    /**
     * Under {@link ResolverStyle#STRICT} {@code y} is a year of an era and makes no date without one; everybody means
     * {@code u}.
     */
    private static String properYear(String pattern) {
        if (unquoted(pattern).indexOf('G') >= 0) {
            return pattern;
        }
        StringBuilder proper = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            proper.append(c == 'y' && !quoted ? 'u' : c);
        }
        return proper.toString();
    }

    private static void checkLetters(String pattern) throws BadFormat {
        String letters = unquoted(pattern);
        if (letters.indexOf('Y') >= 0 && letters.indexOf('w') < 0) {
            throw new BadFormat("format '" + pattern + "' has Y, the year of a week; write yyyy");
        }
        if (letters.indexOf('D') >= 0 && letters.indexOf('M') >= 0) {
            throw new BadFormat("format '" + pattern + "' has D, the day of the year; write dd");
        }
    }

    private static String unquoted(String pattern) {
        return pattern.replaceAll("'[^']*'", "");
    }
}
