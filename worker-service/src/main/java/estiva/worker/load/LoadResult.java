package estiva.worker.load;

import java.util.List;

/**
 * What became of a file's rows. {@code rowsRead = rowsLoaded + rowsUpdated + rowsSkipped + rowsRejected} when the load
 * succeeded.
 *
 * @param rowsLoaded rows in the caller's transaction that the table did not have; 0 after a failure, of which nothing stays
 * @param rowsUpdated rows of the table that took a row of the file
 * @param rowsSkipped rows of the file that another one of the same key stands for
 * @param rowsDeleted rows of the table that the file's rows replaced
 * @param contentHash SHA-256 in hex of the bytes as stored; null when the file was not read to its end
 * @param rejects the first {@value Tally#KEPT} rows that were not loaded
 * @param header the names of the file's columns; empty: it has none, or was not read
 * @param notes what people should know of the file, though it could be read
 */
public record LoadResult(
        long rowsRead,
        long rowsLoaded,
        long rowsUpdated,
        long rowsSkipped,
        long rowsDeleted,
        long rowsRejected,
        long sizeBytes,
        String contentHash,
        List<Reject> rejects,
        List<String> header,
        List<String> notes) {

    public LoadResult {
        notes = List.copyOf(notes);
        rejects = List.copyOf(rejects);
        header = List.copyOf(header);
    }

    /** Rows that only came to those of the table. */
    public LoadResult(
            long rowsRead,
            long rowsLoaded,
            long rowsRejected,
            long sizeBytes,
            String contentHash,
            List<Reject> rejects) {
        this(rowsRead, rowsLoaded, 0, 0, 0, rowsRejected, sizeBytes, contentHash, rejects, List.of(), List.of());
    }

    /** The same with what people should know. */
    LoadResult noting(List<String> what) {
        return new LoadResult(
                rowsRead,
                rowsLoaded,
                rowsUpdated,
                rowsSkipped,
                rowsDeleted,
                rowsRejected,
                sizeBytes,
                contentHash,
                rejects,
                header,
                what);
    }
}
