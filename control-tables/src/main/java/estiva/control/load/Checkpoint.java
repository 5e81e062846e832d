package estiva.control.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a file is committed, as {@code FileParameters.Checkpoint} has it: the first rows of a content, and what became of
 * them. A load resumes after it, with the same content only.
 */
public record Checkpoint(String contentHash, LoadedRows rows) {
    private static final Pattern TEXT =
            Pattern.compile("rows=(\\d+) loaded=(\\d+) updated=(\\d+) skipped=(\\d+) rejected=(\\d+) sha256=(\\w+)");

    /** Before the first row. */
    public static Checkpoint start(String contentHash) {
        return new Checkpoint(contentHash, new LoadedRows(0, 0, 0, null, null));
    }

    static Checkpoint parse(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            throw new IllegalStateException("This checkpoint was not written by Estiva: " + text);
        }
        long[] counts = new long[5];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Long.parseLong(found.group(i + 1));
        }
        return new Checkpoint(
                found.group(6), new LoadedRows(counts[0], counts[1], counts[2], counts[3], 0, counts[4], null, null));
    }

    /** Empty before the first row. */
    String text() {
        if (rows.rowsRead() == 0) {
            return "";
        }
        return "rows=" + rows.rowsRead() + " loaded=" + rows.rowsLoaded() + " updated=" + rows.rowsUpdated()
                + " skipped=" + rows.rowsSkipped() + " rejected=" + rows.rowsRejected() + " sha256=" + contentHash;
    }
}
