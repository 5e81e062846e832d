package estiva.worker;

import estiva.control.files.FileRoot;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadTransactions;
import estiva.control.process.FileParameters;
import estiva.worker.load.FileLoader;
import estiva.worker.load.LoadResult;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Loads several small processes of different clients in one transaction, and ends them in it. What costs time in a file
 * of one row is the statements around it, and those are as many for ten processes as for one. Either all of them are
 * published or none; then each is loaded for itself, which says what was wrong and with which.
 */
@Singleton
public class SmallProcesses {
    private static final Logger LOG = Logger.getLogger(SmallProcesses.class);
    private static final long SMALL_FILE = 64 * 1024;
    private static final int FEW_FILES = 4;

    private final FileTasks tasks;
    private final LoadTransactions loads;
    private final FileLoader loader;
    private final MeterRegistry metrics;

    public SmallProcesses(FileTasks tasks, LoadTransactions loads, FileLoader loader, MeterRegistry metrics) {
        this.tasks = tasks;
        this.loads = loads;
        this.loader = loader;
        this.metrics = metrics;
    }

    /** Whether a process may be one of several, as far as its row tells. */
    static boolean isCandidate(Run run) {
        return !run.files().isEmpty() && run.files().size() <= FEW_FILES;
    }

    /**
     * Never throws.
     *
     * @return the runs that have ended; the others are as they were
     */
    List<Run> load(List<Run> runs) {
        Map<Run, List<FileTask>> small = smallOf(runs);
        try {
            if (small.size() > 1 && loadAll(small.values())) {
                return List.copyOf(small.keySet());
            }
        } catch (SQLException | RuntimeException e) {
            // Each for itself meets the same, decides whether it may pass, and looks whether a COMMIT went through.
            LOG.debugf(e, "%d small processes are loaded one by one", small.size());
        }
        return List.of();
    }

    private Map<Run, List<FileTask>> smallOf(List<Run> runs) {
        Map<Run, List<FileTask>> small = new LinkedHashMap<>();
        for (Run run : runs) {
            List<FileTask> files = new ArrayList<>();
            for (FileParameters file : run.files()) {
                task(run, file).ifPresent(files::add);
            }
            if (files.size() == run.files().size() && !run.shouldStop()) {
                small.put(run, files);
            }
        }
        return small;
    }

    private Optional<FileTask> task(Run run, FileParameters file) {
        try {
            FileTask task = tasks.task(run, file);
            return Files.size(task.path()) <= SMALL_FILE ? Optional.of(task) : Optional.empty();
        } catch (FileTasks.NoDefinition | FileRoot.Refused | IOException e) {
            return Optional.empty();
        }
    }

    private boolean loadAll(Collection<List<FileTask>> processes) throws SQLException {
        Map<Object, List<FileTask>> byImport = new LinkedHashMap<>();
        processes.forEach(files -> files.forEach(task ->
                byImport.computeIfAbsent(task.definition(), definition -> new ArrayList<>()).add(task)));
        long begun = System.nanoTime();
        List<Loaded> loaded = new ArrayList<>();
        try (LoadTransaction load = loads.begin()) {
            for (List<FileTask> files : byImport.values()) {
                Optional<List<LoadResult>> results = loader.loadTogether(
                        load.connection(),
                        files.stream().map(FileTask::request).toList(),
                        () -> files.stream().anyMatch(task -> task.run().shouldStop()));
                if (results.isEmpty()) {
                    return false;
                }
                Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
                for (int i = 0; i < files.size(); i++) {
                    loaded.add(files.get(i).loaded(results.get().get(i), elapsed));
                }
            }
            boolean mayPublish = processes.stream().allMatch(files -> files.get(0).run().awaitLease());
            if (!mayPublish || !load.publishAndFinish(loaded)) {
                return false;
            }
        }
        count(loaded);
        return true;
    }

    private void count(List<Loaded> loaded) {
        metrics.counter("estiva.files", "status", "Completed").increment(loaded.size());
        metrics.counter("estiva.rows.loaded")
                .increment(loaded.stream().mapToLong(it -> it.rows().rowsLoaded()).sum());
        LOG.infof("Processes loaded together: %d files, first processId=%d", loaded.size(), loaded.get(0).claim().processId());
    }
}
