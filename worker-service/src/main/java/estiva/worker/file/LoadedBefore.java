package estiva.worker.file;

import estiva.control.load.LedgerEntry;
import estiva.control.load.LoadTransactions;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether a file's content was loaded before, where that is asked for. */
@Singleton
public class LoadedBefore {
    private final LoadTransactions loads;

    public LoadedBefore(LoadTransactions loads) {
        this.loads = loads;
    }

    /** The hash of the file, if its content was loaded before and may not be again. */
    Optional<String> hash(FileTask task) {
        LedgerEntry entry = task.entry();
        return entry.mayRepeat()
                ? Optional.empty()
                : ContentHash.of(task.source(), task.stop())
                        .filter(hash -> loads.earlier(entry, hash).isPresent());
    }

    /** Which load it was, for a message: {@code  as file 7 of process 3 at ...}. */
    String describe(FileTask task, String hash) {
        return loads.earlier(task.entry(), hash)
                .map(it -> " as file " + it.fileId() + " of process " + it.processId() + " at " + it.loadedAt())
                .orElse(" before");
    }
}
