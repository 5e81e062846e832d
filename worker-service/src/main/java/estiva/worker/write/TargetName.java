package estiva.worker.write;

import java.util.ArrayList;
import java.util.List;

/**
 * A table's name as an import definition writes it: {@code table}, {@code schema.table} or
 * {@code database.schema.table}, each part plain, in brackets or in double quotes.
 *
 * @param database null: the connection's
 * @param schema null: the connection's
 */
public record TargetName(String database, String schema, String table) {

    /** Where the definition says that the table is; what it leaves out is null. A name that cannot be read is one part. */
    public static TablePlace placeOf(String text) {
        try {
            TargetName name = parse(text);
            return new TablePlace(name.database(), name.schema(), name.table());
        } catch (TargetRefused e) {
            return new TablePlace(null, null, text);
        }
    }

    static TargetName parse(String text) throws TargetRefused {
        List<String> parts = split(text);
        if (parts.size() > 3) {
            throw new TargetRefused(
                    "target '" + text + "' names another server; only tables of the same instance are loaded");
        }
        String table = parts.get(parts.size() - 1);
        if (table.isEmpty()) {
            throw new TargetRefused("target '" + text + "' names no table");
        }
        return new TargetName(partBefore(parts, 2), partBefore(parts, 1), table);
    }

    private static String partBefore(List<String> parts, int distance) {
        int index = parts.size() - 1 - distance;
        return index < 0 || parts.get(index).isEmpty() ? null : parts.get(index);
    }

    private static List<String> split(String text) throws TargetRefused {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '.') {
                parts.add(part.toString().strip());
                part.setLength(0);
                at++;
            } else if ((c == '[' || c == '"') && part.toString().isBlank()) {
                part.setLength(0);
                at = quoted(text, at, c == '[' ? ']' : '"', part);
            } else {
                part.append(c);
                at++;
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    /** @return the position after the closing sign, which stands for itself when doubled */
    private static int quoted(String text, int open, char closing, StringBuilder part) throws TargetRefused {
        for (int at = open + 1; at < text.length(); at++) {
            if (text.charAt(at) != closing) {
                part.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == closing) {
                part.append(closing);
                at++;
            } else if (at + 1 == text.length() || text.charAt(at + 1) == '.') {
                return at + 1;
            } else {
                break;
            }
        }
        throw new TargetRefused(
                "target '" + text + "' has a bracket or quote that is not closed before a point or the end");
    }
}
