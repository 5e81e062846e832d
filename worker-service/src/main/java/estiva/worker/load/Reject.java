package estiva.worker.load;

import estiva.worker.convert.BadValue;
import estiva.worker.read.Row;

/**
 * A row that was not loaded.
 *
 * @param row its number, 1 being the first data row
 * @param line the line of the file where it starts, from 1
 * @param column the source column that is bad, or null when the row as a whole is
 * @param value what stands there, cut at {@value #LONGEST} characters; null too where no text is kept
 * @param reason what is wrong with it, as a sentence's end: {@code is not a number}; then what is wrong with other columns
 *     of the row; cut likewise
 * @param rawText the row, cut at {@value #LONGEST} characters; null where no text is kept
 */
public record Reject(long row, long line, String column, String value, String reason, String rawText) {

    static final int LONGEST = 4000;
    private static final int SHOWN = 100;

    /**
     * @param field counted from 0; negative: the row as a whole is bad
     * @param others what else is wrong with the row, to be added to the reason
     * @param keepsText whether texts of the file are kept
     */
    static Reject of(
            Row row, long number, String column, int field, BadValue reason, String others, boolean keepsText) {
        if (!keepsText) {
            // Of a row as a whole the parser speaks, which may quote it.
            String own = field < 0 ? Wording.unquoted(reason.getMessage()) : reason.getMessage();
            return new Reject(number, row.line(), column, null, cut(own + others), null);
        }
        return new Reject(
                number,
                row.line(),
                column,
                field < 0 ? null : row.text(field, LONGEST),
                cut(reason.getMessage() + others),
                row.rawText(LONGEST));
    }

    private static String cut(String why) {
        return why.length() > LONGEST ? why.substring(0, LONGEST) : why;
    }

    /** Characters of its texts, but for the column's name, which all share. */
    int length() {
        return length(value) + length(reason) + length(rawText);
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }

    /** In one line, for messages: {@code row 7 column Valor: 'abc' is not a number}. */
    public String describe() {
        if (column == null) {
            return "row " + row + " (line " + line + ") " + reason;
        }
        String what = value == null ? " " : ": '" + shown(value) + "' ";
        return "row " + row + " (line " + line + ") column " + column + what + reason;
    }

    static String shown(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    }
}
