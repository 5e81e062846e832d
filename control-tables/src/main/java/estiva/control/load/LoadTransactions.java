package estiva.control.load;

import estiva.control.alert.Alerts;
import estiva.control.alert.Alerts.Kind;
import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import estiva.control.database.Vendor;
import estiva.control.load.LoadPlace.Home;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.ProcedureCalls.Wanted;
import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The transactions in which a file's rows and its outcome become visible together. */
public class LoadTransactions {
    /** And the header. */
    private static final int KEPT_REJECTS = 1_001;

    private final ControlDatabase database;

    private final LoadSessions sessions;

    private final Duration patience;

    private final Homes homes;

    public LoadTransactions(ControlDatabase database, LoadSessions sessions) {
        this(database, sessions, Duration.ZERO);
    }

    /** @param patience for one answer of the database; zero: no limit */
    public LoadTransactions(ControlDatabase database, LoadSessions sessions, Duration patience) {
        this.database = database;
        this.sessions = sessions;
        this.patience = patience;
        homes = new Homes(database);
    }

    /** Begins the transaction of one file's load. */
    public LoadTransaction begin() {
        boolean isBulkCopy = database.vendor() == Vendor.SQL_SERVER;
        return new LoadTransaction(database.open(patience), isBulkCopy, database, homes);
    }

    /** Begins the transaction of a load that may take long, and notes its session, which is ended if the worker is lost. */
    public LoadTransaction begin(Claim claim, long fileId) {
        LoadTransaction load = begin();
        try {
            sessions.ownSession(load.handle()).ifPresent(session -> sessions.record(claim, fileId, session));
            return load;
        } catch (RuntimeException e) {
            load.close();
            throw e;
        }
    }

    /** Begins a transaction in which small files are loaded, without bulk copy. */
    public LoadTransaction beginSmall() {
        return new LoadTransaction(database.open(patience), false, database, homes);
    }

    /** What the load of a file finds of earlier ones. Asked under the claim, so that nobody of its client changes it meanwhile. */
    public Standing standing(Claim claim, long fileId, LedgerEntry entry) {
        String nameKey = entry.place().isAppend() ? entry.place().nameKey(entry, homes.get()) : "";
        return database.read(handle -> Standing.of(handle, claim, fileId, nameKey));
    }

    /** Files that were registered later and are in the file's place already, for a message; empty: none. */
    public String newer(Claim claim, long fileId, LedgerEntry entry, boolean inOrder) {
        Home home = homes.get();
        return database.read(handle -> NewerLoads.describe(handle, claim, fileId, entry, home, inOrder));
    }

    /** A file that has the same content and was loaded before. */
    public record Earlier(long fileId, long processId, java.time.Instant loadedAt) {}

    /** The load that a second one of the same content would repeat. */
    public Optional<Earlier> earlier(LedgerEntry entry, String contentHash) {
        return database.read(handle -> handle.createQuery("""
                        SELECT TOP 1 FileID, ProcessID, LoadedAt FROM LoadedFile
                         WHERE ContentKey = :key AND RowsRead > 0 ORDER BY LoadedAt""")
                .bind("key", entry.contentKey(contentHash))
                .map(ConstructorMapper.of(Earlier.class))
                .findOne());
    }

    /**
     * Ends a file as Failed with its reason and its first rejects, guarded by the fence like a publication.
     *
     * @param notes what people should know of the file besides
     * @return false if the claim is lost: nothing is written
     */
    public boolean fail(
            Claim claim,
            ClaimedFile file,
            LoadedRows rows,
            List<RejectedRow> rejects,
            List<String> notes,
            String error) {
        return database.commitIf(handle -> {
            writeRejects(handle, claim, file.fileId(), rejects);
            LogLines.warnOfFile(handle, file.fileId(), notes);
            LogLines.ofFile(handle, file.fileId(), LogLines.ERROR, error);
            return end(handle, claim, file.fileId(), "Failed", rows, error) && stillOwns(handle, claim);
        });
    }

    /**
     * As {@link #fail}, of a file that would put older data in the place of newer data. Nothing of it was read, so what a person
     * must look at is the order: the alert is written with it.
     */
    public boolean refuseAsOlder(Claim claim, ClaimedFile file, LoadedRows rows, String error) {
        try {
            return refuse(claim, file, rows, error, true);
        } catch (RuntimeException e) {
            // Another file of the process, beside this one: the process has its alert.
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
            return refuse(claim, file, rows, error, false);
        }
    }

    private boolean refuse(Claim claim, ClaimedFile file, LoadedRows rows, String error, boolean raises) {
        return database.commitIf(handle -> {
            LogLines.ofFile(handle, file.fileId(), LogLines.ERROR, error);
            if (raises) {
                Alerts.raise(handle, Kind.OlderThanLoaded, claim.processId(), claim.processName(), error);
            }
            return end(handle, claim, file.fileId(), "Failed", rows, error) && stillOwns(handle, claim);
        });
    }

    /**
     * Ends a file as Completed without rows, because the same content is loaded already and that is no error.
     *
     * @param afterProcess what is to run once its process is Completed
     * @param entry of a file that has a place in line, which it keeps in the ledger; null: the order is free
     */
    public boolean skip(
            Claim claim, ClaimedFile file, LoadedRows rows, String why, List<Wanted> afterProcess, LedgerEntry entry) {
        return database.commitIf(handle -> {
            if (entry != null) {
                Ledger.enter(handle, List.of(new Loaded(claim, file, rows, entry.repeated(), Duration.ZERO)), homes);
            }
            ProcedureCalls.insert(handle, afterProcess);
            LogLines.ofFile(handle, file.fileId(), LogLines.WARNING, why);
            return end(handle, claim, file.fileId(), "Completed", rows, null) && stillOwns(handle, claim);
        });
    }

    /**
     * How far earlier claims have committed the file. Their rejects up to there become this claim's, and those beyond are
     * forgotten: their rows will be read again.
     *
     * @return empty: nothing is committed
     */
    public Optional<Checkpoint> resume(Claim claim, long fileId) {
        Optional<Checkpoint> checkpoint = database.read(handle -> handle.createQuery(
                        "SELECT [Checkpoint] FROM FileParameters WHERE FileID = :fileId AND [Checkpoint] IS NOT NULL")
                .bind("fileId", fileId)
                .mapTo(String.class)
                .findOne()
                .map(Checkpoint::parse));
        checkpoint.ifPresent(at -> database.commitIf(handle -> {
            handle.createUpdate("DELETE FROM FileReject WHERE FileID = :fileId AND RowNumber > :rows")
                    .bind("fileId", fileId)
                    .bind("rows", at.rows().rowsRead())
                    .execute();
            handle.createUpdate("UPDATE FileReject SET Fence = :fence WHERE FileID = :fileId")
                    .bindMethods(claim)
                    .bind("fileId", fileId)
                    .execute();
            return stillOwns(handle, claim);
        }));
        return checkpoint;
    }

    /** What the file's row says, read again: after a COMMIT whose answer was lost. */
    public boolean isPublished(Claim claim, long fileId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT COUNT(*) FROM FileParameters
                         WHERE FileID = :fileId AND Status = 'Completed' AND Fence = :fence""")
                        .bindMethods(claim)
                        .bind("fileId", fileId)
                        .mapTo(Integer.class)
                        .one())
                == 1;
    }

    static void writeRejects(Handle handle, Claim claim, long fileId, List<RejectedRow> rejects) {
        if (rejects.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO FileReject (FileID, Fence, RowNumber, LineNumber, ColumnName, RejectedValue, Reason, RawText)
                VALUES (:fileId, :fence, :rowNumber, :lineNumber, :column, :rejectedValue, :reason, :rawText)""");
        for (RejectedRow row : rejects.subList(0, Math.min(rejects.size(), KEPT_REJECTS))) {
            batch.bind("fileId", fileId)
                    .bind("fence", claim.fence())
                    .bind("rowNumber", row.rowNumber())
                    .bindByType("lineNumber", row.lineNumber(), Long.class)
                    .bind("column", LogLines.cut(row.column(), 255))
                    .bind("rejectedValue", LogLines.cut(row.rejectedValue()))
                    .bind("reason", LogLines.message(row.reason(), 1000))
                    .bind("rawText", LogLines.cut(row.rawText()))
                    .add();
        }
        batch.execute();
    }

    static boolean end(Handle handle, Claim claim, long fileId, String status, LoadedRows rows, String error) {
        return handle.createUpdate("""
                                UPDATE FileParameters
                                   SET Status = :status, EndTime = <now>, Tracking = 2, RowsRead = :rowsRead,
                                       RowsLoaded = :rowsLoaded, RowsUpdated = :rowsUpdated,
                                       RowsSkipped = :rowsSkipped, RowsRejected = :rowsRejected,
                                       SizeBytes = :sizeBytes, ContentHash = :contentHash, LastError = :error
                                 WHERE FileID = :fileId AND Status = 'InProgress' AND Fence = :fence""")
                        .bindMethods(claim)
                        .bindMethods(rows)
                        .bind("status", status)
                        .bind("error", LogLines.message(error))
                        .bind("fileId", fileId)
                        .execute()
                == 1;
    }

    /**
     * The fence: an UPDATE, and of the very row that a rescue updates, so that one waits for the other and then sees
     * what it did. It seeks by the key, of which there is one, and writes no index. A SELECT or EXISTS would read the row's old
     * version while the rescue is still uncommitted.
     */
    static boolean stillOwns(Handle handle, Claim claim) {
        return handle.createUpdate("""
                                UPDATE FileControl SET TimesUnavailable = NULL, TimesUnavailableAlone = NULL
                                 WHERE ProcessID = :processId AND Status = 'InProgress' AND WorkerID = :workerId
                                   AND Fence = :fence""").bindMethods(claim).execute() == 1;
    }
}
