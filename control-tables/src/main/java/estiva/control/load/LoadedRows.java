package estiva.control.load;

/**
 * What reading a file came to: rows, bytes as stored, and their SHA-256 in hexadecimal (null if not read to the end).
 * read = loaded + updated + skipped + rejected, or the file is not published.
 *
 * @param rowsLoaded rows that the table did not have before
 * @param rowsUpdated rows of the table that took a row of the file
 * @param rowsSkipped rows of the file that another one of the same key stands for
 * @param rowsDeleted rows of the table that the file's rows replaced; none of the file's
 */
public record LoadedRows(
        long rowsRead,
        long rowsLoaded,
        long rowsUpdated,
        long rowsSkipped,
        long rowsDeleted,
        long rowsRejected,
        Long sizeBytes,
        String contentHash) {

    /** Rows that only came to those of the table. */
    public LoadedRows(long rowsRead, long rowsLoaded, long rowsRejected, Long sizeBytes, String contentHash) {
        this(rowsRead, rowsLoaded, 0, 0, 0, rowsRejected, sizeBytes, contentHash);
    }

    boolean reconciles() {
        return rowsRead == rowsLoaded + rowsUpdated + rowsSkipped + rowsRejected;
    }

    /** For people: {@code Loaded 5 of 7 rows}, and what else happened. */
    String describe() {
        return "Loaded " + rowsLoaded + " of " + rowsRead + " rows" + also("updated", rowsUpdated)
                + also("skipped", rowsSkipped) + also("rejected", rowsRejected)
                + (rowsDeleted == 0 ? "" : " in the place of " + rowsDeleted);
    }

    private static String also(String what, long rows) {
        return rows == 0 ? "" : ", " + what + " " + rows;
    }
}
