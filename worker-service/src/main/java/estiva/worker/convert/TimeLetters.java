package estiva.worker.convert;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The letters of a date or time pattern, as people mean them. */
final class TimeLetters {

    private static final int YEARS_OF_TWO_DIGITS = 100;
    private static final List<String> UTC = List.of("Z", "UTC", "GMT");

    private final String pattern;
    /** Runs of one letter, quoted texts, and what is between them. */
    private final List<String> parts = new ArrayList<>();

    private final boolean hasEra;

    private TimeLetters(String pattern) {
        this.pattern = pattern;
        hasEra = unquoted(pattern).indexOf('G') >= 0;
        for (int at = 0; at < pattern.length(); ) {
            int end = endOfPart(pattern, at);
            parts.add(pattern.substring(at, end));
            at = end;
        }
    }

    static TimeLetters of(String pattern) throws BadFormat {
        TimeLetters found = new TimeLetters(pattern);
        String letters = unquoted(pattern);
        if (letters.indexOf('Y') >= 0 && letters.indexOf('w') < 0) {
            throw new BadFormat("format '" + pattern + "' has Y, the year of a week; write yyyy");
        }
        if (letters.indexOf('D') >= 0 && letters.indexOf('M') >= 0) {
            throw new BadFormat("format '" + pattern + "' has D, the day of the year; write dd");
        }
        if (letters.indexOf('z') >= 0 || letters.indexOf('v') >= 0) {
            throw new BadFormat(
                    "format '" + pattern + "' has the name of a zone, such as EST or IST, which means one time in"
                            + " one country and another in the next; offsets are XXX, names such as America/Sao_Paulo are VV, and"
                            + " a text that always stands there is put in single quotes: 'UTC'");
        }
        if (letters.indexOf('p') >= 0 && found.hasShortYear()) {
            throw new BadFormat("format '" + pattern + "' has p and yy, which do not go together; leave p out");
        }
        return found;
    }

    String pattern() {
        return pattern;
    }

    boolean hasShortYear() {
        return parts.stream().anyMatch(this::isShortYear);
    }

    /** Whether a year is never written with less than four digits. */
    boolean hasFullYear() {
        return hasEra || parts.stream().noneMatch(part -> isYear(part) && part.length() < 4 && !isShortYear(part));
    }

    /** Whether the pattern speaks of the time of the day, if only of a part of it. */
    boolean hasClock() {
        return parts.stream().anyMatch(part -> "HhKkmsSAnNaB".indexOf(part.charAt(0)) >= 0);
    }

    /** Whether it says which half of the day an hour is of. */
    boolean hasHalfOfDay() {
        return parts.stream().anyMatch(TimeLetters::isHalfOfDay);
    }

    boolean hasMonthName() {
        return parts.stream().anyMatch(TimeLetters::isMonthName);
    }

    /** As Java writes the pattern. */
    DateTimeFormatter plain(Locale locale) {
        StringBuilder proper = new StringBuilder(pattern.length());
        parts.forEach(part -> proper.append(proper(part)));
        return new DateTimeFormatterBuilder().appendPattern(proper.toString()).toFormatter(locale);
    }

    /**
     * @param pivot the last year that two digits stand for
     * @param hasSigns whether {@link MonthNames} have signs in the text
     */
    DateTimeFormatter formatter(Locale locale, int pivot, boolean hasSigns) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        StringBuilder pending = new StringBuilder();
        for (String part : parts) {
            if (isShortYear(part)) {
                builder.appendPattern(taken(pending))
                        .appendValueReduced(ChronoField.YEAR, 2, 2, pivot - YEARS_OF_TWO_DIGITS + 1);
            } else if (isHalfOfDay(part)) {
                builder.appendPattern(taken(pending)).appendText(ChronoField.AMPM_OF_DAY, DayHalves.SIGNS);
            } else if (hasSigns && isMonthName(part)) {
                builder.appendPattern(taken(pending)).appendText(ChronoField.MONTH_OF_YEAR, MonthNames.signs());
            } else {
                pending.append(proper(part));
            }
        }
        builder.appendPattern(taken(pending));
        if (endsInUtc()) {
            builder.parseDefaulting(ChronoField.OFFSET_SECONDS, 0);
        }
        return builder.toFormatter(locale).withResolverStyle(ResolverStyle.STRICT);
    }

    private static String taken(StringBuilder pending) {
        String pattern = pending.toString();
        pending.setLength(0);
        return pattern;
    }

    /** A text such as 'Z' is an offset, too: not one that differs from row to row, but none to be dropped. */
    private boolean endsInUtc() {
        String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
        return last.length() > 2
                && last.charAt(0) == '\''
                && UTC.contains(last.substring(1, last.length() - 1).strip());
    }

    private boolean isShortYear(String part) {
        return !hasEra && isYear(part) && part.length() == 2;
    }

    private static boolean isYear(String part) {
        return part.charAt(0) == 'y' || part.charAt(0) == 'u';
    }

    private static boolean isHalfOfDay(String part) {
        return part.charAt(0) == 'a';
    }

    private static boolean isMonthName(String part) {
        char letter = part.charAt(0);
        return (letter == 'M' || letter == 'L') && (part.length() == 3 || part.length() == 4);
    }

    /**
     * Under {@link ResolverStyle#STRICT} {@code y} is a year of an era and makes no date without one; everybody means
     * {@code u}.
     */
    private String proper(String part) {
        return hasEra ? part : part.charAt(0) == 'y' ? part.replace('y', 'u') : part;
    }

    private static int endOfPart(String pattern, int at) {
        char c = pattern.charAt(at);
        if (c == '\'') {
            int close = pattern.indexOf('\'', at + 1);
            return close < 0 ? pattern.length() : close + 1;
        }
        int end = at + 1;
        while (end < pattern.length() && pattern.charAt(end) == c) {
            end++;
        }
        return end;
    }

    private static String unquoted(String pattern) {
        return pattern.replaceAll("'[^']*'", "");
    }
}
