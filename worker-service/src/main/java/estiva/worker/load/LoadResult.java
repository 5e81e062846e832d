package estiva.worker.load;

import java.util.List;

/**
 * What became of a file's rows. {@code rowsRead = rowsLoaded + rowsRejected} when the load succeeded.
 *
 * @param rowsLoaded rows in the caller's transaction; 0 after a failure, of which nothing stays
 * @param contentHash SHA-256 in hex of the bytes as stored; null when the file was not read to its end
 * @param rejects the first {@value Tally#KEPT} rows that were not loaded
 */
public record LoadResult(
        long rowsRead, long rowsLoaded, long rowsRejected, long sizeBytes, String contentHash, List<Reject> rejects) {

    public LoadResult {
        rejects = List.copyOf(rejects);
    }
}
