package estiva.worker.convert;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of months in a language, as people write them: whole, or short with three or four letters, with a dot or
 * without. Java's own data have one short form, and another one in each release: "Sep" or "Sept", "set" or "set.".
 */
final class MonthNames {

    /** Stands for January in the text that a formatter reads, and the characters after it for the other months. */
    private static final char JANUARY = '\uE001';

    private static final int MONTHS = 12;
    private static final List<TextStyle> STYLES =
            List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);

    private final Map<String, Integer> months = new HashMap<>();
    private int longest;

    private MonthNames(Locale locale) {
        Map<String, Integer> ownShort = new HashMap<>();
        Set<String> doubtful = new HashSet<>();
        for (Month month : Month.values()) {
            for (TextStyle style : STYLES) {
                String name = month.getDisplayName(style, locale).toLowerCase(locale);
                put(name, month, months, doubtful);
                shortForms(name).forEach(each -> put(each, month, ownShort, doubtful));
            }
        }
        if (locale.getLanguage().equals("de")) {
            // As Windows and Excel write it.
            shortForms("mrz").forEach(each -> put(each, Month.MARCH, ownShort, doubtful));
        }
        ownShort.keySet().removeAll(doubtful);
        ownShort.forEach(months::putIfAbsent);
        longest = months.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** @return null where months are numbered, and not named */
    static MonthNames of(Locale locale) {
        boolean areNamed = STYLES.stream()
                .map(style -> Month.JANUARY.getDisplayName(style, locale))
                .allMatch(name -> Character.isLetter(name.charAt(0)));
        return areNamed ? new MonthNames(locale) : null;
    }

    /** What the formatter reads in the place of a name, by the number of the month. */
    static Map<Long, String> signs() {
        Map<Long, String> signs = new HashMap<>();
        for (int month = 1; month <= MONTHS; month++) {
            signs.put((long) month, String.valueOf((char) (JANUARY + month - 1)));
        }
        return signs;
    }

    /** The text with a sign in the place of a month's name, once for each place where a name may stand. */
    List<String> signed(String text, Locale locale) {
        List<String> signed = new ArrayList<>(1);
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= JANUARY && text.charAt(at) < JANUARY + MONTHS) {
                return List.of();
            }
            boolean begins =
                    Character.isLetter(text.charAt(at)) && (at == 0 || !Character.isLetter(text.charAt(at - 1)));
            int end = begins ? endOfName(text, at, locale) : at;
            if (end > at) {
                int month = months.get(text.substring(at, end).toLowerCase(locale));
                signed.add(text.substring(0, at) + (char) (JANUARY + month - 1) + text.substring(end));
                if (text.charAt(end - 1) == '.') {
                    // Or the dot is one of the pattern's own: dd.MMM.yyyy.
                    signed.add(text.substring(0, at) + (char) (JANUARY + month - 1) + text.substring(end - 1));
                }
            }
        }
        return signed;
    }

    /** Of the longest name that begins there; the same place if none does. */
    private int endOfName(String text, int at, Locale locale) {
        for (int end = Math.min(text.length(), at + longest); end > at; end--) {
            boolean ends = end == text.length()
                    || !Character.isLetter(text.charAt(end))
                    || !Character.isLetter(text.charAt(end - 1));
            if (ends && months.containsKey(text.substring(at, end).toLowerCase(locale))) {
                return end;
            }
        }
        return at;
    }

    private static List<String> shortForms(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        List<String> forms = new ArrayList<>(List.of(bare, bare + "."));
        for (int letters = 3; letters <= 4 && letters < bare.length(); letters++) {
            forms.add(bare.substring(0, letters));
            forms.add(bare.substring(0, letters) + ".");
        }
        return forms;
    }

    private static void put(String name, Month month, Map<String, Integer> into, Set<String> doubtful) {
        Integer before = into.putIfAbsent(name, month.getValue());
        if (before != null && before != month.getValue()) {
            doubtful.add(name);
        }
    }
}
