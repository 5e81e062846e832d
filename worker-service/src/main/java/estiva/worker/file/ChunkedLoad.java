package estiva.worker.file;

import estiva.control.load.Checkpoint;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransactions;
import estiva.control.load.LoadedRows;
import estiva.control.load.RowsSoFar;
import estiva.worker.file.StagedSteps.Contended;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadResult;
import estiva.worker.load.LoadStopped;
import estiva.worker.load.StagedFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Loads a file some rows at a time. Each time the rows, how far the file is, and the fence commit together, so that a load
 * that was cut off, here or elsewhere, resumes after what is committed. No row is loaded twice.
 */
@Singleton
public class ChunkedLoad implements LoadWay {
    private final StagedSteps steps;
    private final LoadTransactions loads;
    private final LoadedBefore loadedBefore;
    private final Publishing publishing;

    public ChunkedLoad(StagedSteps steps, LoadTransactions loads, LoadedBefore loadedBefore, Publishing publishing) {
        this.steps = steps;
        this.loads = loads;
        this.loadedBefore = loadedBefore;
        this.publishing = publishing;
    }

    @Override
    public LoadOutcome load(FileTask task) throws LoadFailure, LoadStopped, Contended, SQLException, IOException {
        long begun = System.nanoTime();
        // Before the first row is visible: a content that is in the ledger already, or a file that is another one now.
        String hash = ContentHash.of(task.source(), task.stop()).orElseThrow(() -> new IOException("cannot be read"));
        Checkpoint checkpoint =
                loads.resume(task.run().claim(), task.file().fileId()).orElse(null);
        if (checkpoint == null && loadedBefore.is(task, hash)) {
            return new LoadOutcome.Repeated(new LoadResult(0, 0, 0, 0, hash, List.of()));
        }
        Checkpoint start = checkpoint == null ? Checkpoint.start(hash) : checkpoint;
        return steps.staged(task, file -> load(task, file, start, hash, begun));
    }

    private LoadOutcome load(FileTask task, StagedFile file, Checkpoint start, String hash, long begun)
            throws LoadFailure, LoadStopped, Contended, SQLException {
        Checkpoint at = start;
        try {
            resume(task, file, start, hash);
            while (true) {
                steps.fill(task, file, task.spec().commit().rows());
                Checkpoint before = at;
                if (file.isAtEnd()) {
                    requireUnchanged(file, at, hash);
                    return steps.publish(
                            task,
                            file,
                            (load, result) -> publishing.publish(load, task, before, total(before, result), begun));
                }
                at = steps.publish(task, file, (load, result) -> publish(load, task, file, before, hash, result));
                if (at == null) {
                    return new LoadOutcome.ClaimLost();
                }
            }
        } catch (LoadFailure e) {
            long committed = at.rows().rowsRead();
            throw committed == 0
                    ? e
                    : e.of(
                            total(at, e.soFar()),
                            "; its first " + committed + " rows are committed and stay: "
                                    + EarlierLoads.wayOut(task, task.file().processId(), committed));
        }
    }

    /** @return null: the claim is lost */
    private static Checkpoint publish(
            LoadTransaction load, FileTask task, StagedFile file, Checkpoint before, String hash, LoadResult result)
            throws LoadStopped {
        if (!task.run().awaitLease()) {
            throw new LoadStopped();
        }
        LoadedRows rows = FileTask.rows(total(before, result));
        Checkpoint checkpoint = new Checkpoint(hash, rows);
        long fileId = task.file().fileId();
        load.notePart(task.run().claim(), fileId, task.entry(), new RowsSoFar(rows.rowsRead(), file.rowsHash()));
        boolean isPublished = load.publish(task.run().claim(), fileId, before, checkpoint, FileTask.rejects(result));
        return isPublished ? checkpoint : null;
    }

    /** Passes by the rows that are committed, if the file still has them: what comes after them may have been corrected. */
    private void resume(FileTask task, StagedFile file, Checkpoint at, String hash) throws LoadFailure {
        long committed = at.rows().rowsRead();
        if (committed == 0) {
            return;
        }
        String rowsHash = file.skip(committed, at.rows().rowsRejected());
        if (at.contentHash().equals(hash)) {
            return;
        }
        RowsSoFar known = loads.standing(task.run().claim(), task.file().fileId(), task.entry())
                .rows();
        // An earlier release committed rows and kept no hash of them: then only the same content is known to have them.
        boolean hasThem =
                known != null && known.rows() == committed && known.hash().equals(rowsHash);
        if (!hasThem) {
            throw file.failure("has changed since its first " + committed + " rows were committed, among these rows:"
                    + " put them back as they were (the SHA-256 of that content is " + at.contentHash() + ")");
        }
    }

    private static void requireUnchanged(StagedFile file, Checkpoint at, String hash) throws LoadFailure {
        if (!hash.equals(file.contentHash())) {
            throw file.failure("has changed since its first " + at.rows().rowsRead() + " rows were committed: it was"
                    + " written to while it was read");
        }
    }

    /** What a file came to, of which a part was committed before. */
    private static LoadResult total(Checkpoint before, LoadResult result) {
        LoadedRows rows = before.rows();
        return new LoadResult(
                rows.rowsRead() + result.rowsRead(),
                rows.rowsLoaded() + result.rowsLoaded(),
                rows.rowsUpdated() + result.rowsUpdated(),
                rows.rowsSkipped() + result.rowsSkipped(),
                0,
                rows.rowsRejected() + result.rowsRejected(),
                result.sizeBytes(),
                result.contentHash(),
                result.rejects(),
                result.header(),
                result.notes());
    }
}
