package estiva.worker.read;

/**
 * Characters that have no width: byte-order marks that got into the middle of a text, zero-width spaces and joiners, marks of
 * the direction of writing. At the edges of a name or a field they are nothing that anybody has written there on purpose.
 * Within it they can be: they join emojis, and part words.
 */
public final class Invisible {

    private static final char FIRST = '\u200B';

    private Invisible() {}

    public static boolean is(int c) {
        return c >= FIRST
                && (c <= '\u200F'
                        || c >= '\u202A' && c <= '\u202E'
                        || c >= '\u2060' && c <= '\u2064'
                        || c >= '\u2066' && c <= '\u206F'
                        || c == '\uFEFF');
    }

    /** Where the text begins, without invisible characters and the blanks before them; blanks alone stay. */
    public static int start(char[] chars, int from, int to) {
        int start = from;
        for (int at = from; at < to && (isBlank(chars[at]) || is(chars[at])); at++) {
            start = isBlank(chars[at]) ? start : at + 1;
        }
        return start;
    }

    /** Where the text ends, without invisible characters and the blanks after them; blanks alone stay. */
    public static int end(char[] chars, int from, int to) {
        int end = to;
        for (int at = to - 1; at >= from && (isBlank(chars[at]) || is(chars[at])); at--) {
            end = isBlank(chars[at]) ? end : at;
        }
        return end;
    }

    /** The name without blanks and invisible characters around it. */
    public static String strip(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && (is(name.charAt(start)) || isSpace(name.charAt(start)))) {
            start++;
        }
        while (end > start && (is(name.charAt(end - 1)) || isSpace(name.charAt(end - 1)))) {
            end--;
        }
        return name.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c);
    }

    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00A0';
    }
}
