package estiva.control.allow;

import java.util.ArrayList;
import java.util.List;

/** Texts with names in brackets or double quotes, in which no sign separates anything. */
final class QuotedText {

    private QuotedText() {}

    /** @throws IllegalArgumentException when a bracket or quote is not closed */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '[' || c == '"') {
                at = end(text, at);
            } else if (c == separator) {
                parts.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    /** @return where the sign is that closes; doubled it stands for itself */
    private static int end(String text, int open) {
        char closing = text.charAt(open) == '[' ? ']' : '"';
        for (int at = open + 1; at < text.length(); at++) {
            if (text.charAt(at) == closing) {
                if (at + 1 == text.length() || text.charAt(at + 1) != closing) {
                    return at;
                }
                at++;
            }
        }
        throw new IllegalArgumentException("a bracket or quote is not closed");
    }

    static boolean isQuoted(String part) {
        return part.startsWith("[") || part.startsWith("\"");
    }

    /**
     * The name that a part stands for.
     *
     * @throws IllegalArgumentException when it stands for none
     */
    static String name(String part) {
        String name = part;
        if (isQuoted(part)) {
            if (end(part, 0) != part.length() - 1) {
                throw new IllegalArgumentException("text follows the closing bracket or quote of " + part);
            }
            String closing = part.startsWith("[") ? "]" : "\"";
            name = part.substring(1, part.length() - 1).replace(closing + closing, closing);
        } else if (part.chars().anyMatch(c -> "[]\"*|:".indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "'" + part + "' is no name; only a whole table or procedure can be *, and a name with"
                            + " such signs is written in brackets");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("a name is empty");
        }
        return name;
    }
}
