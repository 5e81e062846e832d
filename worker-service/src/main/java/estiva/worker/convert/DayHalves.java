package estiva.worker.convert;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * The halves of the day, as people and their programs write them: AM, am, a.m., "a. m." with blanks of any width, and as a
 * language has them. Java's own data have one form in each language, and another one in each release.
 */
final class DayHalves {

    /** What the formatter reads in their place. */
    static final Map<Long, String> SIGNS = Map.of(0L, "AM", 1L, "PM");

    private static final String WIDE = "[ \\x{a0}\\x{202f}]?";
    private static final Pattern LATIN =
            Pattern.compile("(?i)(^|[^\\pL])([ap])(?:m|\\." + WIDE + "m\\.?|" + WIDE + "\\.?m\\.?)($|[^\\pL])");

    private final String before;
    private final String after;
    private final Locale locale;

    DayHalves(Locale locale) {
        this.locale = locale;
        DateTimeFormatter own = DateTimeFormatter.ofPattern("a", locale);
        before = own.format(LocalTime.of(1, 0)).toLowerCase(locale);
        after = own.format(LocalTime.of(13, 0)).toLowerCase(locale);
    }

    /** The text with a sign in the place of the half of the day, and plain blanks. */
    String signed(String text) {
        String plain = text.replace('\u00a0', ' ').replace('\u202f', ' ');
        Matcher latin = LATIN.matcher(plain);
        if (latin.find()) {
            String sign = latin.group(2).equalsIgnoreCase("a") ? "AM" : "PM";
            return plain.substring(0, latin.end(1)) + sign + plain.substring(latin.start(3));
        }
        String lower = plain.toLowerCase(locale);
        int at = lower.indexOf(plain(after));
        String sign = at >= 0 ? "PM" : "AM";
        String found = at >= 0 ? plain(after) : plain(before);
        at = at >= 0 ? at : lower.indexOf(found);
        return at < 0 || lower.length() != plain.length()
                ? plain
                : plain.substring(0, at) + sign + plain.substring(at + found.length());
    }

    private static String plain(String own) {
        return own.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
