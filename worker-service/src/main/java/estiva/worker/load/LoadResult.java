package estiva.worker.load;

import java.util.List;

/**
 * What became of a file's rows. {@code rowsRead = rowsLoaded + rowsRejected} when the load succeeded.
 *
 * @param rowsLoaded rows in the caller's transaction; 0 after a failure, of which nothing stays
 * @param contentHash SHA-256 in hex of the bytes as stored; null when the file was not read to its end
 * @param rejects the first {@value Tally#KEPT} rows that were not loaded
 * @param header the names of the file's columns; empty: it has none, or was not read
 */
public record LoadResult(
        long rowsRead,
        long rowsLoaded,
        long rowsRejected,
        long sizeBytes,
        String contentHash,
        List<Reject> rejects,
        List<String> header) {

    public LoadResult {
        rejects = List.copyOf(rejects);
        header = List.copyOf(header);
    }

    public LoadResult(
            long rowsRead, long rowsLoaded, long rowsRejected, long sizeBytes, String contentHash, List<Reject> rejects) {
        this(rowsRead, rowsLoaded, rowsRejected, sizeBytes, contentHash, rejects, List.of());
    }
}
