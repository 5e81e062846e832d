package estiva.registry.http;

import estiva.control.text.VisibleText;
import estiva.registry.problem.ProblemException;

/** Names of clients and imports as they come in paths and queries: trimmed, 1 to 255 characters. */
public final class Name {
    public static final int WIDTH = 255;

    private Name() {}

    /** @param field what the caller calls it */
    public static String checked(String field, String name) {
        String trimmed = name.strip();
        if (trimmed.isEmpty() || trimmed.length() > WIDTH) {
            throw ProblemException.invalid(field, "must have 1 to " + WIDTH + " characters");
        }
        String fault = VisibleText.fault(trimmed);
        if (fault != null) {
            throw ProblemException.invalid(field, fault);
        }
        return trimmed;
    }
}
