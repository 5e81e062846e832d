package estiva.worker.file;

import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransactions;
import estiva.control.load.Standing;
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

    /** What earlier loads have left of the file, and beside it. */
    Standing standing(FileTask task) {
        return loads.standing(task.run().claim(), task.file().fileId(), task.entry());
    }

    /** Which newer files are in the file's place already, for a message; empty: none, or it does not matter. */
    String newer(FileTask task) {
        return task.spec().keepsOrder()
                ? loads.newer(
                        task.run().claim(),
                        task.file().fileId(),
                        task.entry(),
                        task.spec().parallelFilesOrDefault() == 1)
                : "";
    }

    LoadTransaction begin() {
        return loads.begin();
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
