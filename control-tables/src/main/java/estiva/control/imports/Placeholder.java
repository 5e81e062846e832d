package estiva.control.imports;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** What {@code ${...}} in a definition's texts stands for: something that a file's registration says. */
public enum Placeholder {
    fileName,
    fileId,
    processName,
    parameter1,
    parameter2;

    /** RE2, since a text may have many ${ and no }: java.util.regex would look for the end of each to the end of the text. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    /** The value of each placeholder for one file; null: its registration gave none. */
    @FunctionalInterface
    public interface Values {
        String of(Placeholder placeholder);
    }

    /** The text with all placeholders replaced; one without a value by nothing. */
    public static String fill(String text, Values values) {
        Matcher found = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (found.find()) {
            String value = values.of(valueOf(found.group(1)));
            found.appendReplacement(filled, value == null ? "" : Matcher.quoteReplacement(value));
        }
        return found.appendTail(filled).toString();
    }

    /** Names in the text that stand for nothing. */
    static List<String> unknownIn(String text) {
        List<String> known = java.util.Arrays.stream(values()).map(Enum::name).toList();
        List<String> unknown = new ArrayList<>();
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            if (!known.contains(found.group(1))) {
                unknown.add(found.group(1));
            }
        }
        return unknown;
    }
}
