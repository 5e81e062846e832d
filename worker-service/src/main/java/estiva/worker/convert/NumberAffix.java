package estiva.worker.convert;

/**
 * What stands before or after the digits of a number, such as a minus sign. Signs that look alike are alike: the data of
 * locales have a sign of typesetters for the one on the keyboard, and change with each release of Java.
 */
final class NumberAffix {

    private static final String MINUSES = "-\u2010\u2011\u2012\u2013\u2212\uFE63\uFF0D";
    private static final String APOSTROPHES = "'\u2018\u2019\u02BC\uFF07";
    private static final String BLANKS = " \u00A0\u2007\u2009\u202F";
    /** Of the direction in which a text is written. */
    private static final String MARKS = "\u200E\u200F\u061C";

    private final char[] signs;

    NumberAffix(String affix) {
        StringBuilder visible = new StringBuilder();
        for (char c : affix.toCharArray()) {
            if (!isMark(c)) {
                visible.append(c);
            }
        }
        signs = visible.toString().toCharArray();
    }

    /** Where the text goes on after it; -1 if the text does not begin with it. */
    int after(char[] text, int from, int to) {
        int at = from;
        for (char sign : signs) {
            while (at < to && isMark(text[at])) {
                at++;
            }
            if (at == to || !areAlike(text[at], sign)) {
                return -1;
            }
            at++;
        }
        return at;
    }

    /** Where the text ends before it; -1 if the text does not end with it. */
    int before(char[] text, int from, int to) {
        int at = to;
        for (int i = signs.length - 1; i >= 0; i--) {
            while (at > from && isMark(text[at - 1])) {
                at--;
            }
            if (at == from || !areAlike(text[at - 1], signs[i])) {
                return -1;
            }
            at--;
        }
        return at;
    }

    static boolean areAlike(char one, char other) {
        if (one == other || one >= '0' && one <= '9') {
            return one == other;
        }
        return bothIn(MINUSES, one, other) || bothIn(APOSTROPHES, one, other) || bothIn(BLANKS, one, other);
    }

    private static boolean isMark(char c) {
        return c > 0xFF && MARKS.indexOf(c) >= 0;
    }

    private static boolean bothIn(String signs, char one, char other) {
        return signs.indexOf(one) >= 0 && signs.indexOf(other) >= 0;
    }
}
