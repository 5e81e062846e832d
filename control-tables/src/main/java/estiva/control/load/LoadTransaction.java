package estiva.control.load;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import estiva.control.database.PooledConnections;
import estiva.control.load.ProcedureCalls.Wanted;
import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims;
import estiva.control.process.LogLines;
import estiva.control.process.StoppedFiles;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

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
    private final ControlDatabase database;
    private final Homes homes;
    private boolean committed;

    /**
     * @param isBulk whether SQL Server's bulk copy is used, which may leave the connection out of step when it fails
     */
    LoadTransaction(Handle handle, boolean isBulk, ControlDatabase database) {
        this(handle, isBulk, database, new Homes(database));
    }

    LoadTransaction(Handle handle, boolean isBulk, ControlDatabase database, Homes homes) {
        this.handle = handle;
        this.isBulk = isBulk;
        this.database = database;
        this.homes = homes;
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

    /** Writes, to be committed with the rows, what people should know of the file. */
    public void warn(long fileId, List<String> notes) {
        LogLines.warnOfFile(handle, fileId, notes);
    }

    /** Notes, to be committed with the rows, what is to run once their processes are Completed. */
    public void callAfterProcess(Collection<Wanted> procedures) {
        ProcedureCalls.insert(handle, procedures);
    }

    /** Notes, to be committed with rows that are not a file's last, what is committed of it then. */
    public void notePart(Claim claim, long fileId, LedgerEntry entry, RowsSoFar rows) {
        PartialLoads.write(handle, claim.processId(), fileId, entry, homes.get(), rows);
    }

    /**
     * Takes back, with the rows that are deleted in this transaction, what is committed of a file.
     *
     * @return false if the claim is lost, or the file is not where it was found: nothing was written
     */
    public boolean discard(Claim claim, long fileId, Checkpoint before, String message) {
        LogLines.ofFile(handle, fileId, LogLines.WARNING, message);
        boolean isWritten = LoadedFiles.beginAgain(handle, claim, fileId, before);
        if (!isWritten || !LoadTransactions.stillOwns(handle, claim)) {
            handle.rollback();
            return false;
        }
        handle.commit();
        committed = true;
        return true;
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
            Ledger.enter(handle, List.of(loaded), homes);
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
            handle.rollback();
            return Publication.REPEATED;
        }
        if (before.rows().rowsRead() > 0) {
            PartialLoads.end(handle, fileId);
        }
        LoadedFiles.tellRejects(handle, loaded, rejects);
        if (!LoadedFiles.complete(handle, List.of(loaded), before)
                || !LoadTransactions.stillOwns(handle, loaded.claim())) {
            handle.rollback();
            return Publication.CLAIM_LOST;
        }
        handle.commit();
        committed = true;
        return Publication.PUBLISHED;
    }

    /**
     * Publishes some of a file's rows, with how far they are: the same fence as for a whole file. That the file is still
     * where the load found it keeps two loads from publishing the same rows, also if two workers began them.
     *
     * @return false if the claim is lost, or the file is further already: nothing was written
     */
    public boolean publish(
            Claim claim, long fileId, Checkpoint before, Checkpoint checkpoint, List<RejectedRow> rejects) {
        LoadTransactions.writeRejects(handle, claim, fileId, rejects);
        boolean isWritten = LoadedFiles.advance(handle, claim, fileId, before, checkpoint);
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
            boolean isPublished = false;
            if (!StoppedFiles.haveFailed(handle, claims(files)) && !PartialLoads.areThere(handle, files, homes.get())) {
                Ledger.enter(handle, files, homes);
                isPublished = LoadedFiles.complete(handle, files, NOTHING_COMMITTED)
                        && Claims.finishWith(handle, claims(files));
            }
            if (isPublished) {
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

    private static List<Claim> claims(List<Loaded> files) {
        return files.stream().map(Loaded::claim).distinct().toList();
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
                // First: a connection that is too broken to be rolled back is the last that others should get. Not by
                // Connection.abort: the pool would never get its place back. The other connections are as good as
                // before.
                PooledConnections.discard(handle.getConnection());
            }
            if (handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (JdbiException e) {
            database.renewConnections();
            throw e;
        }
    }
}
