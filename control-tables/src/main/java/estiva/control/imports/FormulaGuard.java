package estiva.control.imports;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps a spreadsheet from taking a field of an export for a formula: by a sign before it, which a load of the corrected export
 * takes away again. What has the sign already gets another one, so that each field comes back as it was.
 */
public final class FormulaGuard {
    /**
     * What a spreadsheet takes for the beginning of a formula, or drops before it: blanks of every sort, what cannot be seen,
     * and quotes where they are none of this file's. A tab or a line break need no sign after them:
     * https://owasp.org/www-community/attacks/CSV_Injection
     */
    private static final Pattern FORMULA = Pattern.compile(
            "[\t\r\n].*|[\\p{Z}\\p{C}\"]*+[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B].*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("\\p{Z}*+[+-][0-9][0-9.,]*+\\p{Z}*+");
    /** The first is taken that means nothing in the file: more than delimiter, quote, escape and comment can be together. */
    private static final String GUARDS = "'\u2019`_^~*:!?#$";

    private static final Pattern LINE_BEGIN = Pattern.compile("(?<=[\r\n])(?![\r\n])");

    /** An apostrophe, or where it has a meaning in the file what looks like one. */
    private final char sign;

    private final boolean isLineByLine;

    public FormulaGuard(FileFormat format) {
        String quote = format.hasQuote() ? String.valueOf(format.quoteOrDefault()) : "";
        String taken =
                format.delimiterOrDefault() + quote + (format.hasEscape() ? format.escape() : "") + format.comment();
        sign = (char) GUARDS.chars()
                .filter(each -> taken.indexOf(each) < 0)
                .findFirst()
                .orElseThrow();
        // Quotes that no spreadsheet knows do not keep the lines of a field together.
        isLineByLine = !quote.isEmpty() && !quote.equals("\"");
    }

    /** The text of a field, with the sign where it needs one. */
    public String guarded(String text) {
        return eachLine(text, line -> isFormula(bare(line)) ? sign + line : line);
    }

    /** What {@link #guarded} made this of. */
    public String unguarded(String text) {
        return eachLine(text, line -> isSigned(line) && isFormula(bare(line)) ? line.substring(1) : line);
    }

    private String eachLine(String text, UnaryOperator<String> change) {
        return isLineByLine
                ? LINE_BEGIN.splitAsStream(text).map(change).collect(Collectors.joining())
                : change.apply(text);
    }

    private boolean isSigned(String line) {
        return !line.isEmpty() && line.charAt(0) == sign;
    }

    private String bare(String line) {
        int from = 0;
        while (from < line.length() && line.charAt(from) == sign) {
            from++;
        }
        return line.substring(from);
    }

    private static boolean isFormula(String line) {
        return FORMULA.matcher(line).matches() && !NUMBER.matcher(line).matches();
    }
}
