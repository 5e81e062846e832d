package estiva.worker.file;

import estiva.control.load.Checkpoint;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransactions;
import estiva.control.process.Status;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadResult;
import estiva.worker.load.LoadStopped;
import estiva.worker.load.Wording;
import estiva.worker.write.AllowedObjects;
import estiva.worker.write.StoredProcedure;
import estiva.worker.write.TargetRefused;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;

/** The last step of every load, whatever way its rows went. */
@Singleton
public class Publishing {
    private final LoadTransactions loads;
    private final LedgerEntries ledger;
    private final AllowedObjects allowed;

    public Publishing(LoadTransactions loads, LedgerEntries ledger, AllowedObjects allowed) {
        this.loads = loads;
        this.ledger = ledger;
        this.allowed = allowed;
    }

    private void callProcedure(LoadTransaction load, FileTask task, LoadResult result)
            throws LoadFailure, SQLException {
        String procedure = task.spec().proceduresOrNone().afterFile();
        if (procedure == null) {
            return;
        }
        try {
            StoredProcedure.call(
                    load.connection(), allowed, procedure, "FileID", task.file().fileId());
        } catch (TargetRefused e) {
            LoadResult nothing = new LoadResult(
                    result.rowsRead(),
                    0,
                    result.rowsRejected(),
                    result.sizeBytes(),
                    result.contentHash(),
                    result.rejects());
            String why = Wording.of(task.spec(), e);
            throw new LoadFailure(task.file().fileName() + ": " + why, nothing, e);
        }
    }

    /**
     * Publishes the rows that are in the transaction. If the answer to COMMIT was lost, the file's row on a new
     * connection tells what became of it.
     *
     * @param begun {@link System#nanoTime} at the load's beginning
     */
    LoadOutcome publish(LoadTransaction load, FileTask task, LoadResult result, long begun)
            throws LoadStopped, LoadFailure, SQLException {
        return publish(load, task, Checkpoint.start(result.contentHash()), result, begun);
    }

    /** @param before how much of the file had been committed when the load found it */
    LoadOutcome publish(LoadTransaction load, FileTask task, Checkpoint before, LoadResult result, long begun)
            throws LoadStopped, LoadFailure, SQLException {
        callProcedure(load, task, result);
        if (!task.run().awaitLease()) {
            throw new LoadStopped();
        }
        if (task.isPutAway()) {
            String folder = SpentFile.folder(task.spec().afterwardsOrDefault(), Status.COMPLETED);
            load.putAwayAfterwards(task.file().fileId(), folder, result.contentHash());
        }
        load.warn(task.file().fileId(), result.notes());
        load.callAfterProcess(task.afterProcess());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        try {
            return LoadOutcome.of(
                    load.publish(ledger.loaded(task, result, elapsed), before, FileTask.rejects(result)), result);
        } catch (RuntimeException e) {
            if (loads.isPublished(task.run().claim(), task.file().fileId())) {
                return new LoadOutcome.Published(result);
            }
            throw e;
        }
    }
}
