package estiva.worker.convert;

import estiva.worker.read.Notation;
import java.util.List;

/** Columns as tests declare them, and what becomes of the texts of their fields. */
final class Fields {
    static final FieldRule.Blanks PLAIN = new FieldRule.Blanks(false, List.of());

    private Fields() {}

    /** DECIMAL(10,2), DATETIME2(3) and texts of 10. */
    static TargetColumn column(Kind kind) {
        int scale = kind == Kind.DECIMAL ? 2 : kind == Kind.SMALLDATETIME ? 0 : 3;
        return TargetColumn.nullable("C", kind, 10, scale);
    }

    static FieldRule rule(TargetColumn column, FieldRule.Blanks blanks, boolean required) throws BadFormat {
        return FieldRule.of(column, null, null, blanks, required);
    }

    static Object read(TargetColumn column, String text) throws Exception {
        return read(column, null, null, text);
    }

    static Object read(TargetColumn column, String format, String locale, String text) throws Exception {
        return read(FieldRule.of(column, format, locale, PLAIN, false), text, Notation.PLAIN);
    }

    static Object read(FieldRule rule, String text, Notation notation) throws BadValue {
        // Amid other characters, as in a row.
        char[] chars = ("9" + text + "9").toCharArray();
        return rule.read(chars, 1, chars.length - 1, notation);
    }
}
