package estiva.worker.convert;

import estiva.control.imports.FormulaGuard;
import estiva.worker.read.Notation;
import estiva.worker.read.PlainNumber;
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
    private final Converter binary;
    private final boolean isText;
    private final boolean trims;
    private final boolean required;
    private final char[][] nullTokens;
    private ValueChecks checks;
    private FormulaGuard guard;
    private Object absent;

    private FieldRule(TargetColumn column, Spelling spelling, Blanks blanks, boolean required) throws BadFormat {
        spelling.checkFit(column);
        this.column = column;
        converter = Converter.of(column, spelling);
        standard = Converter.standard(column, spelling);
        binary = Converter.binary(column, spelling);
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
        return of(column, Spelling.of(format, locale), blanks, required);
    }

    public static FieldRule of(TargetColumn column, Spelling spelling, Blanks blanks, boolean required)
            throws BadFormat {
        return new FieldRule(column, spelling, blanks, required);
    }

    /** The same rule that refuses, too, what does not pass the checks. */
    public FieldRule checking(ValueChecks wanted) {
        checks = wanted;
        return this;
    }

    /**
     * The same rule for the fields of an export of rejected rows.
     *
     * @param before which some of them have a sign; null: this is no such file
     */
    public FieldRule unguarding(FormulaGuard before) {
        guard = before;
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
        if (guard == null || from == to) {
            return readBare(chars, from, to, notation);
        }
        char[] bare = guard.unguarded(new String(chars, from, to - from)).toCharArray();
        return readBare(bare, 0, bare.length, notation);
    }

    private Object readBare(char[] chars, int from, int to, Notation notation) throws BadValue {
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
                || nullTokens.length > 0 && isNull(chars, start, end, notation)) {
            return nullValue();
        }
        if (isEmpty && required) {
            throw new BadValue("is empty, but the column is required");
        }
        return value(chars, start, end, notation);
    }

    private Object value(char[] chars, int from, int to, Notation notation) throws BadValue {
        if (notation == Notation.NUMBER && !column.kind().isNumber() && !PlainNumber.isPlain(chars, from, to)) {
            return plainValue(chars, from, to);
        }
        return checked(converterFor(notation).convert(chars, from, to), chars, from, to);
    }

    /** 1.2345678E7 is 12345678 to all that is no number itself, such as a text. */
    private Object plainValue(char[] chars, int from, int to) throws BadValue {
        String plain = PlainNumber.of(chars, from, to);
        if (plain == null && PlainNumber.number(chars, from, to) != null) {
            throw new BadValue("is too long for a number");
        }
        char[] text = plain == null ? Arrays.copyOfRange(chars, from, to) : plain.toCharArray();
        return checked(converter.convert(text, 0, text.length), text, 0, text.length);
    }

    private Object checked(Object value, char[] chars, int from, int to) throws BadValue {
        if (checks != null) {
            checks.check(value, chars, from, to);
        }
        return value;
    }

    private Converter converterFor(Notation notation) throws BadValue {
        return switch (notation) {
            case NUMBER, DIGITS -> column.kind().isNumber() ? standard : converter;
            case DOUBLE -> column.kind().isNumber() ? binary : converter;
            case TIME, INSTANT -> column.kind().isTime() ? standard : converter;
            case INEXACT -> {
                if (column.kind() != Kind.DOUBLE && column.kind() != Kind.REAL) {
                    throw new BadValue("has more digits than a number of the file can hold exactly (whole ones up to"
                            + " 9007199254740992); write it as a text in the file");
                }
                yield standard;
            }
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

    /** A number is named by its plain form too: 0.0 is 0. */
    private boolean isNull(char[] chars, int from, int to, Notation notation) {
        if (isNullToken(chars, from, to)) {
            return true;
        }
        if (notation != Notation.NUMBER || PlainNumber.isPlain(chars, from, to)) {
            return false;
        }
        String plain = PlainNumber.of(chars, from, to);
        return plain != null && isNullToken(plain.toCharArray(), 0, plain.length());
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
