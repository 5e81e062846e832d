package estiva.registry.http;

import estiva.registry.problem.ProblemException;
import java.util.regex.Pattern;

/** Names of clients and imports as they come in paths and queries: trimmed, 1 to 255 characters. */
public final class Name {
    public static final int WIDTH = 255;

    private static final Pattern PLAIN = Pattern.compile(PlainText.REGEX);

    private Name() {}

    /** @param field what the caller calls it */
    public static String checked(String field, String name) {
        String trimmed = name.strip();
        if (trimmed.isEmpty() || trimmed.length() > WIDTH) {
            throw ProblemException.invalid(field, "must have 1 to " + WIDTH + " characters");
        }
        if (!PLAIN.matcher(trimmed).matches()) {
            throw ProblemException.invalid(field, "must not contain control characters or broken Unicode");
        }
        return trimmed;
    }
}
