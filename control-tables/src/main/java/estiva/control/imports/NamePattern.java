package estiva.control.imports;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A pattern of names: {@code *} is any text, {@code ?} any one character.
 *
 * <p>Names come from outside, so that no pattern may be a regular expression of {@link java.util.regex}: its time for
 * {@code *a*a*a*b} grows with the power of the stars. Here the time is at most the product of both lengths. A star first
 * stands for nothing; whenever what follows does not fit, the last star takes one character more, and no star before it is
 * ever looked at again. That loses nothing: the text between two stars has been found at the first place where it fits, and
 * what a later place would leave for the rest of the pattern, the last star can leave, too. Each star begins no more than
 * once at each character, and then compares no more than what stands before the next star.
 *
 * <p>RE2 has the same bound, but takes longer for each name, of which a registration has 10,000, and folds the case of some
 * letters otherwise than the patterns that are in use know it.
 */
public final class NamePattern {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final int[] signs;
    private final IntUnaryOperator folding;

    private NamePattern(String pattern, IntUnaryOperator folding) {
        this.folding = folding;
        signs = pattern.codePoints()
                .map(c -> c == '*' ? ANY_TEXT : c == '?' ? ANY_CHARACTER : folding.applyAsInt(c))
                .toArray();
    }

    /** Case is not regarded. */
    public static NamePattern of(String pattern) {
        return new NamePattern(pattern, c -> Character.toLowerCase(Character.toUpperCase(c)));
    }

    /** Of the letters a to z the case is not regarded. */
    public static NamePattern ofAsciiCase(String pattern) {
        return new NamePattern(pattern, c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }

    /** Whether the name, without its folders, fits the pattern, case not regarded; no name fits null. */
    public static boolean matches(String pattern, String fileName) {
        return pattern != null && of(pattern).matchesFile(fileName);
    }

    /** Characters that a name must have: the more, the fewer names fit. */
    public int literals() {
        return (int) Arrays.stream(signs).filter(sign -> sign >= 0).count();
    }

    /** Whether some name fits both; in a time that is at most the product of both lengths. */
    public boolean overlaps(NamePattern other) {
        boolean[] reached = new boolean[other.signs.length + 1];
        reached[0] = true;
        other.passStars(reached);
        for (int sign : signs) {
            boolean[] next = new boolean[reached.length];
            for (int i = 0; i < reached.length; i++) {
                boolean isAtEnd = i == other.signs.length;
                if (!reached[i]) {
                    continue;
                }
                if (sign == ANY_TEXT) {
                    Arrays.fill(next, i, next.length, true);
                } else if (!isAtEnd && other.signs[i] == ANY_TEXT) {
                    next[i] = true;
                } else if (!isAtEnd
                        && (sign == ANY_CHARACTER || other.signs[i] == ANY_CHARACTER || sign == other.signs[i])) {
                    next[i + 1] = true;
                }
            }
            other.passStars(next);
            reached = next;
        }
        return reached[other.signs.length];
    }

    /** A star may stand for nothing. */
    private void passStars(boolean[] reached) {
        for (int i = 0; i < signs.length; i++) {
            reached[i + 1] |= reached[i] && signs[i] == ANY_TEXT;
        }
    }

    /** Whether the name, without its folders, fits. */
    public boolean matchesFile(String fileName) {
        return matches(fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1));
    }

    /** Whether the whole name fits. */
    public boolean matches(String name) {
        int[] text = name.codePoints().map(folding).toArray();
        int sign = 0;
        int at = 0;
        int lastStar = -1;
        int afterLastStar = 0;
        while (at < text.length) {
            if (sign < signs.length && signs[sign] == ANY_TEXT) {
                lastStar = sign++;
                afterLastStar = at;
            } else if (sign < signs.length && (signs[sign] == ANY_CHARACTER || signs[sign] == text[at])) {
                sign++;
                at++;
            } else if (lastStar >= 0) {
                sign = lastStar + 1;
                at = ++afterLastStar;
            } else {
                return false;
            }
        }
        while (sign < signs.length && signs[sign] == ANY_TEXT) {
            sign++;
        }
        return sign == signs.length;
    }
}
