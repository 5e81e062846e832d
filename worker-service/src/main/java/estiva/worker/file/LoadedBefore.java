package estiva.worker.file;

import estiva.control.load.LoadTransactions;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether a file's content was loaded before, where that is asked for. */
@Singleton
public class LoadedBefore {
    private final LoadTransactions loads;
    private final LedgerEntries ledger;

    public LoadedBefore(LoadTransactions loads, LedgerEntries ledger) {
        this.loads = loads;
        this.ledger = ledger;
    }

    /** The hash of the file, if its content was loaded before and may not be again. */
    Optional<String> hash(FileTask task) {
        return task.mayRepeat()
                ? Optional.empty()
                : ContentHash.of(task.source(), task.stop()).filter(hash -> is(task, hash));
    }

    /** Whether it is this content that was loaded before and may not be again. */
    boolean is(FileTask task, String hash) {
        return !task.mayRepeat() && loads.earlier(ledger.entry(task), hash).isPresent();
    }

    /** Which load it was, for a message: {@code  as file 7 of process 3 at ...}. */
    String describe(FileTask task, String hash) {
        return loads.earlier(ledger.entry(task), hash)
                .map(it -> " as file " + it.fileId() + " of process " + it.processId() + " at " + it.loadedAt())
                .orElse(" before");
    }
}
