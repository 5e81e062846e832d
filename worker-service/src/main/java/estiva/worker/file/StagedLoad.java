package estiva.worker.file;

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
 * Loads a file into a staging table of its own, and publishes it from there: the transaction that holds the target is as
 * short as the server can make it, and rows that the target refuses are told one by one.
 */
@Singleton
public class StagedLoad implements LoadWay {
    private final StagedSteps steps;
    private final LoadedBefore loadedBefore;
    private final Publishing publishing;

    public StagedLoad(StagedSteps steps, LoadedBefore loadedBefore, Publishing publishing) {
        this.steps = steps;
        this.loadedBefore = loadedBefore;
        this.publishing = publishing;
    }

    @Override
    public LoadOutcome load(FileTask task) throws LoadFailure, LoadStopped, Contended, SQLException, IOException {
        long begun = System.nanoTime();
        return steps.staged(task, file -> {
            steps.fill(task, file, Long.MAX_VALUE);
            return isRepeated(task, file)
                    ? repeated(file)
                    : steps.publish(task, file, (load, result) -> publishing.publish(load, task, result, begun));
        });
    }

    /** Asked before the target is touched; the ledger's key asks again. */
    private boolean isRepeated(FileTask task, StagedFile file) {
        return file.rowsRead() > 0 && loadedBefore.is(task, file.contentHash());
    }

    private static LoadOutcome repeated(StagedFile file) {
        return new LoadOutcome.Repeated(
                new LoadResult(file.rowsRead(), 0, 0, file.size(), file.contentHash(), List.of()));
    }
}
