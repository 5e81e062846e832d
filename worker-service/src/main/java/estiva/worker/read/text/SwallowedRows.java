package estiva.worker.read.text;

import java.util.List;

/**
 * Records over several lines most of which look like records themselves: mostly a quote that belongs to no field has opened
 * one, and the next such quote has closed it.
 */
final class SwallowedRows {

    private static final int FEWEST_OF_TWO = 3;

    private final String delimiter;
    private long found;
    private String first;

    SwallowedRows(CsvSigns signs) {
        delimiter = signs.delimiter;
    }

    /** @param width of a row, more than 1 */
    void look(Records record, int width, long rowNumber) {
        int lines = 0;
        int alike = 0;
        int delimiters = 0;
        char[] chars = record.chars();
        for (int at = record.from(); at <= record.to(); at++) {
            char c = at == record.to() ? '\n' : chars[at];
            if (c == '\n' || c == '\r') {
                alike += lines > 0 && delimiters == width - 1 ? 1 : 0;
                lines++;
                delimiters = 0;
                at += c == '\r' && at + 1 < record.to() && chars[at + 1] == '\n' ? 1 : 0;
            } else if (c == delimiter.charAt(0) && isDelimiter(chars, at, record.to())) {
                delimiters++;
                at += delimiter.length() - 1;
            }
        }
        // One delimiter stands in many a line of an address or a comment.
        boolean isEnough = width > 2 || alike >= FEWEST_OF_TWO;
        if (isEnough && 2 * alike > lines - 1 && found++ == 0) {
            first = "row " + rowNumber + " goes from line " + record.number() + " to line "
                    + (record.number() + lines - 1);
        }
    }

    private boolean isDelimiter(char[] chars, int at, int end) {
        for (int i = 0; i < delimiter.length(); i++) {
            if (at + i >= end || chars[at + i] != delimiter.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    List<String> notes() {
        if (found == 0) {
            return List.of();
        }
        return List.of(first + ", and most of these lines look like rows themselves"
                + (found == 1 ? "" : "; so it is with " + (found - 1) + " more rows")
                + ". Is a quote not closed? If no field may hold a line break, say \"lineBreaksInFields\": false in the"
                + " import's format");
    }
}
