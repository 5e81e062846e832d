package estiva.control.load;

import estiva.control.database.DatabaseErrors;
import estiva.control.load.ProcedureCalls.Wanted;
import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims;
import estiva.control.process.LogLines;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * One file's load: its rows, its ledger entry and its status commit together or not at all.
 *
 * <p>Until {@link #publish} it touches no control table, so no heartbeat and no rescue waits for a load.
 */
public final class LoadTransaction implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LoadTransaction.class);

    private static final Checkpoint NOTHING_COMMITTED = Checkpoint.start("");

    private final Handle handle;
    private final boolean isBulk;
    private final Runnable discard;
    private boolean committed;

    /**
     * @param isBulk whether SQL Server's bulk copy is used, which may leave the connection out of step when it fails
     * @param discard sees to it that the connection is not used again. Not {@link Connection#abort}: the pool would never get the connection's place back
     */
    LoadTransaction(Handle handle, boolean isBulk, Runnable discard) {
        this.handle = handle;
        this.isBulk = isBulk;
        this.discard = discard;
        handle.begin();
    }

    /** Where the rows go; neither committed, rolled back nor closed by the loader. */
    public Connection connection() {
        return handle.getConnection();
    }

    Handle handle() {
        return handle;
    }

    /** Commits what nobody sees: reads, and rows of a staging table. No fence stands before those. */
    public void commitUnseen() {
        handle.commit();
        committed = true;
    }

    /**
     * Notes, to be committed with the rows, that the file is then to be put away.
     *
     * @param folder where to, below the file root; null: it is deleted
     */
    public void putAwayAfterwards(long fileId, String folder, String contentHash) {
        PutAways.insert(handle, fileId, folder, contentHash);
    }

    /** Notes, to be committed with the rows, what is to run once their processes are Completed. */
    public void callAfterProcess(Collection<Wanted> procedures) {
        ProcedureCalls.insert(handle, procedures);
    }

    /** How a publication ended. */
    public enum Publication {
        /** Rows, ledger entry and Completed are committed. */
        PUBLISHED,
        /** The claim is lost; nothing was written. */
        CLAIM_LOST,
        /** The ledger has the same content already; nothing was written. */
        REPEATED
    }

    /**
     * Publishes the rows. The ledger's primary key decides between two loads of the same content, and the last statement
     * before COMMIT decides whether the claim still holds.
     *
     * @throws RuntimeException of the database; after one from COMMIT itself {@link LoadTransactions#isPublished} tells
     *     what became of it
     */
    public Publication publish(Loaded loaded, List<RejectedRow> rejects) {
        return publish(loaded, NOTHING_COMMITTED, rejects);
    }

    /** Publishes the rest of a file, from where the load found it committed. */
    public Publication publish(Loaded loaded, Checkpoint before, List<RejectedRow> rejects) {
        LoadedRows rows = loaded.rows();
        long fileId = loaded.file().fileId();
        if (!rows.reconciles()) {
            throw new IllegalStateException("File " + fileId + ": the counts differ: " + rows);
        }
        try {
            Ledger.enter(handle, List.of(loaded));
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
            handle.rollback();
            return Publication.REPEATED;
        }
        LoadTransactions.writeRejects(handle, loaded.claim(), fileId, rejects);
        if (rows.rowsRejected() > 0) {
            String message = rows.rowsRejected() + " rows rejected" + describeFirst(rejects);
            LogLines.ofFile(handle, fileId, LogLines.WARNING, message);
        }
        if (!complete(List.of(loaded), before) || !LoadTransactions.stillOwns(handle, loaded.claim())) {
            handle.rollback();
            return Publication.CLAIM_LOST;
        }
        handle.commit();
        committed = true;
        return Publication.PUBLISHED;
    }

    /**
     * Publishes some of a file's rows, with how far they are: the same fence as for a whole file. That the file is still
     * where the load found it keeps two loads from publishing the same rows, whichever worker began them.
     *
     * @return false if the claim is lost, or the file is further already: nothing was written
     */
    public boolean publish(
            Claim claim, long fileId, Checkpoint before, Checkpoint checkpoint, List<RejectedRow> rejects) {
        LoadTransactions.writeRejects(handle, claim, fileId, rejects);
        boolean isWritten = handle.createUpdate(
                                """
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
        if (!isWritten || !LoadTransactions.stillOwns(handle, claim)) {
            handle.rollback();
            return false;
        }
        handle.commit();
        committed = true;
        return true;
    }

    /**
     * A file whose rows are in this transaction.
     *
     * @param elapsed since the load began: what a file that was never marked as running takes for its StartTime
     */
    public record Loaded(Claim claim, ClaimedFile file, LoadedRows rows, LedgerEntry entry, Duration elapsed) {}

    /**
     * Publishes all files of several processes, and ends the processes with them: in one transaction, in as many
     * statements as for one. The UPDATE that ends the processes is the fence.
     *
     * @return false if any of them could not be published; then nothing was written, and each is to be tried for itself
     */
    public boolean publishAndFinish(List<Loaded> files) {
        try {
            Ledger.enter(handle, files);
            if (complete(files, NOTHING_COMMITTED) && finish(files)) {
                handle.commit();
                committed = true;
            }
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
            LOG.debugf(e, "One of %d files is in the ledger already", files.size());
        }
        if (!committed) {
            handle.rollback();
        }
        return committed;
    }

    private boolean finish(List<Loaded> files) {
        List<Claim> claims = files.stream().map(Loaded::claim).distinct().toList();
        return Claims.finishWith(handle, claims);
    }

    private static String message(LoadedRows rows, LedgerEntry entry) {
        return rows.describe() + " into " + entry.target() + " by import " + entry.importName() + " version "
                + entry.importVersion();
    }

    private static String describeFirst(List<RejectedRow> rejects) {
        return rejects.stream()
                .filter(it -> !it.isHeader())
                .findFirst()
                .map(it -> ", the first: row " + it.rowNumber() + (it.column() == null ? "" : ", column " + it.column())
                        + ": " + it.reason())
                .orElse("");
    }

    /** A small file comes here straight from Pending: marking it as running first would cost as much as its load. */
    private boolean complete(List<Loaded> files, Checkpoint before) {
        PreparedBatch logs =
                handle.prepareBatch("INSERT INTO FileLog (FileID, Message, LogLevel) VALUES (:fileId, :message, 'Info')");
        PreparedBatch batch = handle.prepareBatch(
                """
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

    /** Rolls back whatever was not committed, and does not let a connection be used again that may be out of step. */
    @Override
    public void close() {
        try (handle) {
            if (!committed) {
                rollback();
            }
        } catch (JdbiException e) {
            // The load has its outcome already; a connection that cannot even be given up is broken, and rolled back.
            LOG.debugf(e, "Connection of a load given up");
        }
    }

    private void rollback() {
        try {
            if (isBulk) {
                // First: a connection that is too broken to be rolled back is the last that others should get.
                discard.run();
            }
            if (handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (JdbiException e) {
            discard.run();
            throw e;
        }
    }
}
