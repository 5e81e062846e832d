package estiva.worker.process;

import estiva.control.imports.ImportDefinition;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.worker.file.FileTask;
import estiva.worker.file.LedgerEntries;
import estiva.worker.load.FileLoader;
import estiva.worker.load.LoadResult;
import estiva.worker.load.SmallFiles;
import estiva.worker.process.SmallProcesses.Small;
import estiva.worker.read.MemoryFull;
import estiva.worker.read.MemoryShare;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of several processes' files, import by import. */
final class SmallReading {
    private final long begun = System.nanoTime();
    private final FileLoader loader;
    private final LedgerEntries ledger;
    private final LoadTransaction load;
    private final MemoryShare share;
    private final Map<ImportDefinition, SmallFiles> files = new HashMap<>();
    private final List<Loaded> loaded = new ArrayList<>();
    private final Set<Small> spoilers = new HashSet<>();

    SmallReading(FileLoader loader, LedgerEntries ledger, LoadTransaction load, MemoryShare share) {
        this.ledger = ledger;
        this.loader = loader;
        this.load = load;
        this.share = share;
    }

    /** @return false if some are to be loaded for themselves: the {@link #spoilers} */
    boolean read(Collection<Small> processes) throws SQLException {
        for (Small process : processes) {
            for (FileTask task : process.files()) {
                Optional<LoadResult> result = read(task);
                Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
                result.ifPresentOrElse(it -> loaded.add(ledger.loaded(task, it, elapsed)), () -> spoilers.add(process));
            }
        }
        return spoilers.isEmpty();
    }

    Set<Small> spoilers() {
        return spoilers;
    }

    /** The rows, an import's together. */
    Collection<SmallFiles> files() {
        return files.values();
    }

    List<Loaded> loaded() {
        return loaded;
    }

    private Optional<LoadResult> read(FileTask task) throws SQLException {
        SmallFiles together = files.get(task.definition());
        if (together == null) {
            Optional<SmallFiles> made = smallFiles(task.spec().target());
            if (made.isEmpty()) {
                return Optional.empty();
            }
            together = made.get();
            files.put(task.definition(), together);
        }
        return together.add(task.with(share).request(), task.stop());
    }

    private Optional<SmallFiles> smallFiles(String target) throws SQLException {
        try {
            return loader.smallFiles(load.connection(), target, share);
        } catch (MemoryFull e) {
            return Optional.empty();
        }
    }
}
