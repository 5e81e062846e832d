package estiva.worker.load;

/**
 * A row that was not loaded.
 *
 * @param row its number, 1 being the first data row
 * @param line the line of the file where it starts, from 1
 * @param column the source column that is bad, or null when the row as a whole is
 * @param value what stands there, cut at {@value #LONGEST} characters
 * @param reason what is wrong with it, as a sentence's end: {@code is not a number}
 * @param rawText the row, cut at {@value #LONGEST} characters
 */
public record Reject(long row, long line, String column, String value, String reason, String rawText) {

    static final int LONGEST = 4000;
    private static final int SHOWN = 100;

    /** In one line, for messages: {@code row 7 column Valor: 'abc' is not a number}. */
    public String describe() {
        if (column == null) {
            return "row " + row + " (line " + line + ") " + reason;
        }
        String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
        return "row " + row + " (line " + line + ") column " + column + ": '" + shown + "' " + reason;
    }
}
