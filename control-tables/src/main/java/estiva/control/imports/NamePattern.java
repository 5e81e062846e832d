package estiva.control.imports;

import java.util.regex.Pattern;

/** Patterns of file names with {@code *} and {@code ?}. */
public final class NamePattern {

    private NamePattern() {}

    /** Whether the name, without its folders, fits the pattern, case not regarded; no name fits null. */
    public static boolean matches(String pattern, String fileName) {
        if (pattern == null) {
            return false;
        }
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .matcher(name)
                .matches();
    }
}
