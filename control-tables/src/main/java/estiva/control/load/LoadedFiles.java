package estiva.control.load;

import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.process.Claim;
import estiva.control.process.LogLines;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What a load writes of its files beside their rows. Each statement is guarded by the file's state, its fence and where the
 * load found it; the process's own row is the caller's last word.
 */
final class LoadedFiles {
    private LoadedFiles() {}

    /**
     * The files are Completed. A small one comes here straight from Pending: marking it as running first would cost as much
     * as its load.
     *
     * @param before how much of a file had been committed when its load found it
     * @return false if one of them is not as its load found it
     */
    static boolean complete(Handle handle, List<Loaded> files, Checkpoint before) {
        PreparedBatch logs = handle.prepareBatch(
                "INSERT INTO FileLog (FileID, Message, LogLevel) VALUES (:fileId, :message, 'Info')");
        PreparedBatch batch = handle.prepareBatch("""
                UPDATE FileParameters
                   SET StartTime = CASE WHEN Status = 'Pending'
                                        THEN DATEADD(MILLISECOND, -:elapsed, <now>) ELSE StartTime END,
                       Attempt = CASE WHEN Status = 'Pending' THEN Attempt + 1 ELSE Attempt END,
                       Status = 'Completed', EndTime = <now>, Fence = :fence, Tracking = 2, [Checkpoint] = NULL,
                       ImportName = :importName, ImportVersion = :importVersion, RowsRead = :rowsRead,
                       RowsLoaded = :rowsLoaded, RowsUpdated = :rowsUpdated, RowsSkipped = :rowsSkipped,
                       RowsRejected = :rowsRejected,
                       SizeBytes = :sizeBytes, ContentHash = :contentHash, LastError = NULL
                 WHERE FileID = :fileId AND Status IN ('Pending', 'InProgress') AND Fence <= :fence
                   AND COALESCE([Checkpoint], '') = :before""");
        for (Loaded it : files) {
            logs.bind("fileId", it.file().fileId())
                    .bind("message", LogLines.message(message(it.rows(), it.entry())))
                    .add();
            batch.bindMethods(it.claim())
                    .bindMethods(it.rows())
                    .bindMethods(it.entry())
                    .bind("elapsed", (int) Math.min(it.elapsed().toMillis(), Integer.MAX_VALUE))
                    .bind("fileId", it.file().fileId())
                    .bind("before", before.text())
                    .add();
        }
        logs.execute();
        return Arrays.stream(batch.execute()).allMatch(count -> count == 1);
    }

    /** Some of a file's rows are loaded. @return false if the file is not, or no longer, where its load found it */
    static boolean advance(Handle handle, Claim claim, long fileId, Checkpoint before, Checkpoint checkpoint) {
        return handle.createUpdate("""
                                UPDATE FileParameters
                                   SET [Checkpoint] = :checkpoint, RowsRead = :rowsRead, RowsLoaded = :rowsLoaded,
                                       RowsUpdated = :rowsUpdated, RowsSkipped = :rowsSkipped,
                                       RowsRejected = :rowsRejected
                                 WHERE FileID = :fileId AND Status = 'InProgress' AND Fence = :fence
                                   AND COALESCE([Checkpoint], '') = :before""")
                        .bindMethods(claim)
                        .bindMethods(checkpoint.rows())
                        .bind("before", before.text())
                        .bind("checkpoint", checkpoint.text())
                        .bind("fileId", fileId)
                        .execute()
                == 1;
    }

    /** Nothing of the file is loaded any more. @return false if it is not, or no longer, where it was found */
    static boolean beginAgain(Handle handle, Claim claim, long fileId, Checkpoint before) {
        PartialLoads.end(handle, fileId);
        handle.createUpdate("DELETE FROM FileReject WHERE FileID = :fileId")
                .bind("fileId", fileId)
                .execute();
        return handle.createUpdate("""
                                UPDATE FileParameters
                                   SET [Checkpoint] = NULL, RowsRead = 0, RowsLoaded = 0, RowsUpdated = 0,
                                       RowsSkipped = 0, RowsRejected = 0
                                 WHERE FileID = :fileId AND Status IN ('Pending', 'InProgress') AND Fence <= :fence
                                   AND COALESCE([Checkpoint], '') = :before""")
                        .bindMethods(claim)
                        .bind("before", before.text())
                        .bind("fileId", fileId)
                        .execute()
                == 1;
    }

    /** Keeps the rows that were not loaded, and says so in the file's log. */
    static void tellRejects(Handle handle, Loaded loaded, List<RejectedRow> rejects) {
        LoadTransactions.writeRejects(handle, loaded.claim(), loaded.file().fileId(), rejects);
        long rejected = loaded.rows().rowsRejected();
        if (rejected > 0) {
            String message = rejected + " rows rejected" + describeFirst(rejects);
            LogLines.ofFile(handle, loaded.file().fileId(), LogLines.WARNING, message);
        }
    }

    private static String message(LoadedRows rows, LedgerEntry entry) {
        return rows.describe() + " into " + plain(entry.target()) + " by import " + entry.importName() + " version "
                + entry.importVersion();
    }

    /** Quotes and brackets are for statements. */
    private static String plain(String target) {
        return target.replace("\"", "").replace("[", "").replace("]", "");
    }

    private static String describeFirst(List<RejectedRow> rejects) {
        return rejects.stream()
                .filter(it -> !it.isHeader())
                .findFirst()
                .map(it -> ", the first: row " + it.rowNumber() + (it.column() == null ? "" : ", column " + it.column())
                        + ": " + it.reason())
                .orElse("");
    }
}
