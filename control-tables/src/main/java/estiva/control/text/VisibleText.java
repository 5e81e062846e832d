package estiva.control.text;

import java.util.OptionalInt;

/**
 * Text that people read as it is: what cannot be seen in it, or moves what can, is written out. A line break in a name or a
 * message would otherwise begin a line of a log that nobody wrote, and U+202E would show a name backwards.
 */
public final class VisibleText {

    private VisibleText() {}

    /** The text with what is invisible in it as {@code \n}, {@code \t} or {@code \}{@code u202e}; null stays null. */
    public static String of(String text) {
        OptionalInt first = invisible(text);
        if (first.isEmpty()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(visible, c));
        return visible.toString();
    }

    /** As {@link #of(String)}, no longer than a column is wide. */
    public static String of(String text, int width) {
        return cut(of(text), width);
    }

    /** A text as it is, no longer than a column is wide. */
    public static String cut(String text, int width) {
        return text == null || text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    /** What is wrong with a name that must be visible, or null: it must not contain ... */
    public static String fault(String name) {
        OptionalInt first = invisible(name);
        if (first.isPresent()) {
            return "must not contain " + nameOf(first.getAsInt()) + ", a character that cannot be seen";
        }
        return name != null && name.indexOf('\uFFFD') >= 0
                ? "must not contain U+FFFD, which stands for what was no Unicode at all"
                : null;
    }

    /** The first character of a text that cannot be seen; of null there is none. */
    public static OptionalInt invisible(String text) {
        return text == null
                ? OptionalInt.empty()
                : text.codePoints().filter(c -> !isVisible(c)).findFirst();
    }

    /** As the Unicode standard writes it: {@code U+202E}. */
    public static String nameOf(int codePoint) {
        return String.format("U+%04X", codePoint);
    }

    /**
     * Whether a character shows where it stands. Not: control and format characters, line and paragraph separators, halves of
     * surrogate pairs, noncharacters, and what else Unicode draws nothing for. Blanks are seen as blanks; private and
     * unassigned characters as something, if not what was meant (the JDK need not know this year's).
     */
    public static boolean isVisible(int codePoint) {
        if (codePoint >= ' ' && codePoint < 0x7F) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> !isIgnorable(codePoint) && !isNoncharacter(codePoint);
        };
    }

    /** Default_Ignorable_Code_Point, as far as it is not of category Cf: https://www.unicode.org/reports/tr44/ */
    private static boolean isIgnorable(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c == 0x2065
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFFA0
                || c >= 0xFFF0 && c <= 0xFFF8
                || c >= 0xE0000 && c <= 0xE0FFF;
    }

    private static boolean isNoncharacter(int c) {
        return c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;
    }

    private static void append(StringBuilder visible, int codePoint) {
        if (isVisible(codePoint)) {
            visible.appendCodePoint(codePoint);
            return;
        }
        switch (codePoint) {
            case '\n' -> visible.append("\\n");
            case '\r' -> visible.append("\\r");
            case '\t' -> visible.append("\\t");
            default -> {
                for (char unit : Character.toChars(codePoint)) {
                    visible.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
    }
}
