package estiva.worker.file;

import estiva.control.database.DatabaseErrors;
import estiva.control.imports.ImportSpec.Mode;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransactions;
import estiva.control.load.StagingTables;
import estiva.worker.load.FileLoader;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadResult;
import estiva.worker.load.LoadStopped;
import estiva.worker.load.StagedFile;
import estiva.worker.write.RowsRefused;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;

/** The way through a staging table, step by step, each in a transaction of its own. */
@Singleton
public class StagedSteps {
    private static final int TRIES = 3;

    private final LoadTransactions loads;
    private final StagingTables stagingTables;
    private final FileLoader loader;

    public StagedSteps(LoadTransactions loads, StagingTables stagingTables, FileLoader loader) {
        this.loads = loads;
        this.stagingTables = stagingTables;
        this.loader = loader;
    }

    /** Another load got in this one's way again and again. */
    static final class Contended extends Exception {
        private static final long serialVersionUID = 1L;

        Contended(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** What is done with a file that has its staging table. */
    interface Work<T> {
        T with(StagedFile file) throws LoadFailure, LoadStopped, Contended, SQLException;
    }

    /** What is done with rows that are in the target, in their transaction. */
    interface LastStep<T> {
        T of(LoadTransaction load, LoadResult result) throws LoadFailure, LoadStopped, SQLException;
    }

    /** Opens the file, and gives it a staging table for as long as the work lasts. */
    <T> T staged(FileTask task, Work<T> work) throws LoadFailure, LoadStopped, Contended, SQLException, IOException {
        try (StagedFile file = open(task)) {
            stagingTables.create(task.run().claim(), file.table(), file.createStatement());
            try {
                return work.with(file);
            } finally {
                stagingTables.dropOwn(file.table());
            }
        }
    }

    private StagedFile open(FileTask task) throws LoadFailure, SQLException {
        try (LoadTransaction look = loads.begin()) {
            StagedFile file = loader.stage(
                    look.connection(),
                    task.request(),
                    task.stop(),
                    task.file().fileId(),
                    task.run().claim().fence());
            look.commitUnseen();
            return file;
        }
    }

    /** In two transactions: the second sees the first one's rows by what the server now knows of them. */
    void fill(FileTask task, StagedFile file, long rows) throws LoadFailure, LoadStopped, SQLException {
        try (LoadTransaction fill = task.begin(loads)) {
            file.fill(fill.connection(), rows);
            fill.commitUnseen();
        }
        try (LoadTransaction settle = loads.begin()) {
            file.prepare(settle.connection());
            settle.commitUnseen();
        }
    }

    /** Publishes what is staged; rows that the target refuses become rejects, and the rest is published again. */
    <T> T publish(FileTask task, StagedFile file, LastStep<T> lastStep)
            throws LoadFailure, LoadStopped, Contended, SQLException {
        for (int attempt = 1; ; attempt++) {
            try (LoadTransaction load = task.begin(loads)) {
                return lastStep.of(load, file.publish(load.connection()));
            } catch (RowsRefused e) {
                refused(task, file, e, attempt);
            } catch (SQLException | RuntimeException e) {
                if (!DatabaseErrors.isConflict(e)) {
                    throw e;
                }
                if (attempt == TRIES || task.run().shouldStop()) {
                    throw new Contended(e);
                }
            }
        }
    }

    /** Returns if it is worth another try. */
    private void refused(FileTask task, StagedFile file, RowsRefused refusal, int attempt)
            throws LoadFailure, Contended, SQLException {
        try (LoadTransaction look = loads.begin()) {
            boolean isFound = file.findRefused(look.connection());
            LoadFailure failure = isFound ? null : file.failure(look.connection(), refusal);
            look.commitUnseen();
            if (isFound) {
                return;
            }
            // A key that was not there a moment ago, and is not there as far as can be seen now: another load's.
            boolean isRace = task.spec().modeOrDefault() == Mode.upsert && DatabaseErrors.isDuplicateKey(refusal);
            if (!isRace) {
                throw failure;
            }
        }
        if (attempt >= TRIES) {
            throw new Contended(refusal);
        }
    }
}
