package estiva.worker;

import estiva.control.database.DatabaseErrors;
import estiva.control.imports.ImportSpec.Mode;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Publication;
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
import java.util.List;

/**
 * Loads a file into a staging table of its own, and publishes it from there: the transaction that holds the target is as
 * short as the server can make it, and rows that the target refuses are told one by one.
 */
@Singleton
public class StagedLoad {
    private static final int TRIES = 3;

    private final LoadTransactions loads;
    private final StagingTables stagingTables;
    private final FileLoader loader;
    private final Publishing publishing;

    public StagedLoad(
            LoadTransactions loads, StagingTables stagingTables, FileLoader loader, Publishing publishing) {
        this.loads = loads;
        this.stagingTables = stagingTables;
        this.loader = loader;
        this.publishing = publishing;
    }

    /** Another load got in this one's way again and again. */
    static final class Contended extends Exception {
        private static final long serialVersionUID = 1L;

        Contended(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    Publishing.Outcome load(FileTask task)
            throws LoadFailure, LoadStopped, Contended, SQLException, IOException {
        long begun = System.nanoTime();
        try (StagedFile file = open(task)) {
            stagingTables.create(task.run().claim(), task.file().fileId(), file.table(), file.createStatement());
            try {
                fill(task, file);
                return isRepeated(task, file) ? repeated(file) : publish(task, file, begun);
            } finally {
                stagingTables.drop(file.table());
            }
        }
    }

    private StagedFile open(FileTask task) throws LoadFailure, SQLException {
        try (LoadTransaction look = loads.begin()) {
            StagedFile file = loader.stage(
                    look.connection(), task.request(), task.file().fileId(), task.run().claim().fence());
            look.commitUnseen();
            return file;
        }
    }

    /** In two transactions: the second sees the first one's rows by what the server now knows of them. */
    private void fill(FileTask task, StagedFile file) throws LoadFailure, LoadStopped, SQLException {
        try (LoadTransaction fill = task.begin(loads)) {
            file.fill(fill.connection(), task.run()::shouldStop);
            fill.commitUnseen();
        }
        try (LoadTransaction settle = loads.begin()) {
            file.prepare(settle.connection());
            settle.commitUnseen();
        }
    }

    /** Asked before the target is touched; the ledger's key asks again. */
    private boolean isRepeated(FileTask task, StagedFile file) {
        return !task.entry().mayRepeat()
                && file.rowsRead() > 0
                && loads.earlier(task.entry(), file.contentHash()).isPresent();
    }

    private static Publishing.Outcome repeated(StagedFile file) {
        return new Publishing.Outcome(
                Publication.REPEATED, new LoadResult(file.rowsRead(), 0, 0, file.size(), file.contentHash(), List.of()));
    }

    private Publishing.Outcome publish(FileTask task, StagedFile file, long begun)
            throws LoadFailure, LoadStopped, Contended, SQLException {
        for (int attempt = 1; ; attempt++) {
            try (LoadTransaction load = task.begin(loads)) {
                return publishing.publish(load, task, file.publish(load.connection()), begun);
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
            boolean found = file.findRefused(look.connection());
            LoadFailure failure = found ? null : file.failure(look.connection(), refusal);
            look.commitUnseen();
            if (found) {
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
