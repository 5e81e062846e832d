package estiva.control.load;

/**
 * A row of a file that was not loaded.
 *
 * @param rowNumber 1 for the first row of data
 * @param lineNumber 1 for the first line of the file
 * @param column the column of the file or the table; null: the row as a whole
 */
public record RejectedRow(
        long rowNumber, Long lineNumber, String column, String rejectedValue, String reason, String rawText) {}
