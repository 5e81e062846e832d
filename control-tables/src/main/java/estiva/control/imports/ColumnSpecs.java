package estiva.control.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import estiva.control.imports.InvalidSpec.Violation;
import java.text.DecimalFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;

/** The checks of one column of an import definition, as far as they need neither a file nor a table. */
final class ColumnSpecs {
    private static final Pattern TWO_DIGITS = Pattern.compile("(?:^|[^yu])(?:yy|uu)(?:[^yu]|$)");

    private final String field;
    private final List<Violation> found;

    private ColumnSpecs(String field, List<Violation> found) {
        this.field = field;
        this.found = found;
    }

    /**
     * @param field the column's path, such as {@code columns[2]}
     * @param regexes of the definition's columns together
     */
    static void check(
            String field, ImportColumn column, FileFormat format, RegexBudget regexes, List<Violation> found) {
        ColumnSpecs checks = new ColumnSpecs(field, found);
        checks.source(column, format);
        checks.texts(column);
        checks.format(column);
        checks.times(column);
        checks.flags(column);
        if (column.checks() != null && column.checks().regex() != null) {
            checks.regex(column.checks().regex(), regexes);
        }
    }

    private void add(String member, String message) {
        found.add(new Violation(field + member, message));
    }

    private void source(ImportColumn column, FileFormat format) {
        JsonNode source = column.source();
        if ((source == null) == (column.constant() == null)) {
            add("", "must have exactly one of source and constant");
        } else if (source != null && source.isTextual() && !format.hasHeader()) {
            add(".source", "must be a position, since the files have no header");
        } else if (source != null && source.isNumber() && format.typeOrDefault() == FileFormat.Type.jsonl) {
            add(".source", "must be a member's name or a path such as address.city, since members have no positions");
        }
        if (column.target() == null && (source == null || !source.isTextual())) {
            add(".target", "must name a column, since the source has no name");
        }
        if (column.isOptional() && (source == null || !source.isTextual())) {
            add(".optional", "fits a source that is a name only");
        } else if (column.isOptional() && column.isRequired()) {
            add(".optional", "contradicts required: without the source each row would be bad");
        }
    }

    private void texts(ImportColumn column) {
        placeholders(".constant", column.constant());
        placeholders(".default", column.defaultValue());
        if (column.defaultValue() != null && column.isRequired()) {
            add(".default", "is of no use, since the column is required: nothing would ever take its place");
        }
    }

    private void times(ImportColumn column) {
        if (column.timeZone() != null) {
            try {
                ZoneId.of(column.timeZone());
            } catch (DateTimeException e) {
                add(".timeZone", "'" + column.timeZone() + "' is not a time zone such as America/Sao_Paulo or +02:00");
            }
        }
        if (column.yearPivot() != null
                && (column.format() == null
                        || !TWO_DIGITS.matcher(column.format()).find())) {
            add(".yearPivot", "needs a format with yy");
        }
    }

    private void flags(ImportColumn column) {
        for (String each : column.trueValuesOrEmpty()) {
            if (column.falseValuesOrEmpty().stream()
                    .anyMatch(other -> other.strip().equalsIgnoreCase(each.strip()))) {
                add(".falseValues", "has '" + each + "', which trueValues has, too");
            }
        }
    }

    private void placeholders(String member, String text) {
        for (String name : text == null ? List.<String>of() : Placeholder.unknownIn(text)) {
            add(member, "has ${" + name + "}; there are " + Arrays.toString(Placeholder.values()));
        }
    }

    private void format(ImportColumn column) {
        Locale locale = Locale.ROOT;
        if (column.locale() != null) {
            try {
                locale = new Locale.Builder().setLanguageTag(column.locale()).build();
            } catch (IllformedLocaleException e) {
                add(".locale", "'" + column.locale() + "' is not a language tag");
            }
        }
        if (column.format() != null && !isPattern(column.format(), locale)) {
            add(".format", "'" + column.format() + "' is neither a number pattern nor a date pattern");
        }
    }

    /** Which of the two it has to be is known when the target column's type is. */
    private static boolean isPattern(String format, Locale locale) {
        try {
            DateTimeFormatter.ofPattern(format, locale);
            return true;
        } catch (IllegalArgumentException notADate) {
            try {
                new DecimalFormat(format);
                return true;
            } catch (IllegalArgumentException notANumber) {
                return false;
            }
        }
    }

    /** RE2 and not java.util.regex, whose time for a text may double with each of its characters. */
    private void regex(String regex, RegexBudget regexes) {
        try {
            regexes.compile(regex);
        } catch (RegexBudget.Refused e) {
            add(".checks.regex", e.getMessage());
        }
    }
}
