package estiva.worker.convert;

import estiva.worker.read.Notation;
import java.util.Arrays;
import java.util.List;

/**
 * From a field of the file to a value of its column: blanks, NULL, what the column takes, and what the import demands of
 * it. Not safe for several threads.
 */
public final class FieldRule {

    private final TargetColumn column;
    private final Converter converter;
    private final Converter standard;
    private final boolean isText;
    private final boolean trims;
    private final boolean required;
    private final char[][] nullTokens;
    private ValueChecks checks;
    private Object absent;

    private FieldRule(TargetColumn column, Converter converter, Converter standard, Blanks blanks, boolean required) {
        this.column = column;
        this.converter = converter;
        this.standard = standard;
        this.required = required;
        isText = column.kind() == Kind.TEXT;
        trims = blanks.trim() || !isText;
        nullTokens = blanks.nullTokens().stream().map(String::toCharArray).toArray(char[][]::new);
    }

    /**
     * @param trim whether blanks around texts are dropped; around other values they always are
     * @param nullTokens texts that stand for NULL, quoted or not
     */
    public record Blanks(boolean trim, List<String> nullTokens) {}

    /** @param format of the column; null: ISO dates, numbers with a decimal point */
    public static FieldRule of(TargetColumn column, String format, String locale, Blanks blanks, boolean required)
            throws BadFormat {
        Converter converter = Converter.of(column, format, locale);
        return new FieldRule(column, converter, Converter.standard(column), blanks, required);
    }

    /** The same rule that refuses, too, what does not pass the checks. */
    public FieldRule checking(ValueChecks wanted) {
        checks = wanted;
        return this;
    }

    /**
     * The same rule with a value in the place of NULL.
     *
     * @param text as the file would write the value
     * @throws BadValue when the column does not take it, or the checks do not
     */
    public FieldRule orElse(String text) throws BadValue {
        absent = value(text.toCharArray(), 0, text.length(), Notation.PLAIN);
        return this;
    }

    public TargetColumn column() {
        return column;
    }

    /** @return null for NULL: an empty unquoted field, a null token, and any empty field where no text is held */
    public Object read(char[] chars, int from, int to, Notation notation) throws BadValue {
        int start = from;
        int end = to;
        if (trims) {
            while (start < end && isBlank(chars[start])) {
                start++;
            }
            while (end > start && isBlank(chars[end - 1])) {
                end--;
            }
        }
        boolean isEmpty = start == end;
        if (isEmpty && (notation != Notation.QUOTED || !isText)
                || nullTokens.length > 0 && isNullToken(chars, start, end)) {
            return nullValue();
        }
        if (isEmpty && required) {
            throw new BadValue("is empty, but the column is required");
        }
        return value(chars, start, end, notation);
    }

    private Object value(char[] chars, int from, int to, Notation notation) throws BadValue {
        // Without its Z, unless the column tells an instant from a local time.
        boolean isCut = notation == Notation.INSTANT && column.kind().isTime() && column.kind() != Kind.DATETIMEOFFSET;
        Object value = converterFor(notation).convert(chars, from, isCut ? to - 1 : to);
        if (checks != null) {
            checks.check(value, chars, from, to);
        }
        return value;
    }

    private Converter converterFor(Notation notation) throws BadValue {
        return switch (notation) {
            case NUMBER -> column.kind().isNumber() ? standard : converter;
            case TIME, INSTANT -> column.kind().isTime() ? standard : converter;
            case ERROR -> throw new BadValue("is no value: an error, or a formula that was never calculated");
            case PLAIN, QUOTED, NULL -> converter;
        };
    }

    private Object nullValue() throws BadValue {
        if (absent != null) {
            return absent;
        }
        if (required) {
            throw new BadValue("is empty, but the column is required");
        }
        if (checks != null && checks.refuseNull()) {
            throw new BadValue("is NULL, which the column's checks do not allow");
        }
        if (!column.nullable()) {
            throw new BadValue("is empty, but the table's column takes no NULL");
        }
        return null;
    }

    private boolean isNullToken(char[] chars, int from, int to) {
        for (char[] token : nullTokens) {
            if (Arrays.equals(chars, from, to, token, 0, token.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00a0';
    }
}
