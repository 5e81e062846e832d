package estiva.worker.file;

import estiva.control.load.LedgerEntry;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadTransactions;
import estiva.worker.load.FileLoader;
import estiva.worker.load.LoadResult;
import estiva.worker.write.TargetRefused;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What the ledger has of a file. Definitions may write one table in many ways, and which of them are the same is for the
 * database to say; so the ledger has the name that the catalogue has. Without its database if that is the control tables' own:
 * it may be restored under another name.
 */
@Singleton
public class LedgerEntries {
    private final LoadTransactions loads;
    private final FileLoader loader;

    public LedgerEntries(LoadTransactions loads, FileLoader loader) {
        this.loads = loads;
        this.loader = loader;
    }

    LedgerEntry entry(FileTask task) {
        return task.entry(loader.targetName(task.request()).orElseGet(() -> look(task)));
    }

    public Loaded loaded(FileTask task, LoadResult result, Duration elapsed) {
        return new Loaded(task.run().claim(), task.file(), FileTask.rows(result), entry(task), elapsed);
    }

    private static final class LookFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LookFailed(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private String look(FileTask task) {
        try (LoadTransaction look = loads.begin()) {
            String name = loader.targetName(look.connection(), task.request());
            look.commitUnseen();
            return name;
        } catch (TargetRefused e) {
            // Nothing is, or was, loaded into it.
            return task.spec().target();
        } catch (SQLException e) {
            throw new LookFailed(e);
        }
    }
}
