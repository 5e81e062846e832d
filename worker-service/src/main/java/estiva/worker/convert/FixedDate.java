package estiva.worker.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/** The patterns that nearly all dates have (dd/MM/yyyy, yyyyMMdd), read without a formatter. */
final class FixedDate implements TimeText {

    private final String pattern;
    private final TimePattern slow;

    FixedDate(String pattern, TimePattern slow) {
        this.pattern = pattern;
        this.slow = slow;
    }

    static boolean canRead(String pattern) {
        return pattern.replaceFirst("dd", "")
                .replaceFirst("MM", "")
                .replaceFirst("yyyy", "")
                .matches("[-/. ]*");
    }

    @Override
    public LocalDate date(char[] text, int from, int to) throws BadValue {
        if (to - from != pattern.length()) {
            throw slow.refused();
        }
        int year = 0;
        int month = 0;
        int day = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char p = pattern.charAt(i);
            int digit = text[from + i] - '0';
            boolean isDigit = digit >= 0 && digit <= 9;
            if (p == 'd' && isDigit) {
                day = day * 10 + digit;
            } else if (p == 'M' && isDigit) {
                month = month * 10 + digit;
            } else if (p == 'y' && isDigit) {
                year = year * 10 + digit;
            } else if (p != text[from + i] || isDigit || p == 'd' || p == 'M' || p == 'y') {
                throw slow.refused();
            }
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException noSuchDay) {
            throw slow.refused();
        }
    }

    @Override
    public LocalDateTime dateTime(char[] text, int from, int to) throws BadValue {
        return slow.dateTime(text, from, to);
    }

    @Override
    public LocalTime time(char[] text, int from, int to) throws BadValue {
        return slow.time(text, from, to);
    }

    @Override
    public OffsetDateTime offsetDateTime(char[] text, int from, int to) throws BadValue {
        return slow.offsetDateTime(text, from, to);
    }
}
