package estiva.worker.file;

import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransactions;
import estiva.worker.load.FileLoader;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadResult;
import estiva.worker.load.LoadStopped;
import estiva.worker.load.StagingNeeded;
import estiva.worker.load.TargetOutdated;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** Loads a file straight into its table, in the transaction that publishes it. */
@Singleton
public class DirectLoad implements LoadWay {
    private final LoadTransactions loads;
    private final FileLoader loader;
    private final Publishing publishing;

    public DirectLoad(LoadTransactions loads, FileLoader loader, Publishing publishing) {
        this.loads = loads;
        this.loader = loader;
        this.publishing = publishing;
    }

    @Override
    public LoadOutcome load(FileTask task)
            throws LoadFailure, LoadStopped, TargetOutdated, StagingNeeded, SQLException {
        long begun = System.nanoTime();
        try (LoadTransaction load = task.begin(loads)) {
            LoadResult result = loader.load(load.connection(), task.request(), task.stop());
            return publishing.publish(load, task, result, begun);
        }
    }
}
