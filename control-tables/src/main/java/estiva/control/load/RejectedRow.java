package estiva.control.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * A row of a file that was not loaded.
 *
 * @param rowNumber 1 for the first row of data; 0: no row but the {@link #header}
 * @param lineNumber 1 for the first line of the file
 * @param column the column of the file or the table; null: the row as a whole
 */
public record RejectedRow(
        long rowNumber, Long lineNumber, String column, String rejectedValue, String reason, String rawText) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The names that the file's columns have: without them its rejected rows could not be corrected as a file. */
    public static RejectedRow header(List<String> names) {
        try {
            return new RejectedRow(0, null, null, null, "Header", JSON.writeValueAsString(names));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isHeader() {
        return rowNumber == 0;
    }
}
