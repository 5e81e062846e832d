package estiva.worker.file;

import estiva.worker.file.StagedSteps.Contended;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadStopped;
import estiva.worker.load.StagingNeeded;
import estiva.worker.load.TargetOutdated;
import java.io.IOException;
import java.sql.SQLException;

/** A way of a file's rows into their table, in transactions of its own. */
interface LoadWay {

    LoadOutcome load(FileTask task)
            throws LoadFailure, LoadStopped, TargetOutdated, StagingNeeded, Contended, SQLException, IOException;
}
