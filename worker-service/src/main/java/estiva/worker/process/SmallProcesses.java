package estiva.worker.process;

import estiva.control.database.DatabaseErrors;
import estiva.control.files.FileRoot;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadTransactions;
import estiva.control.process.ClaimedFile;
import estiva.worker.claim.Run;
import estiva.worker.file.FileTask;
import estiva.worker.file.FileTasks;
import estiva.worker.file.LedgerEntries;
import estiva.worker.load.FileLoader;
import estiva.worker.load.SmallFiles;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadMemory;
import estiva.worker.write.RowsRefused;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Loads small processes of different clients in one transaction, and ends them in it. What costs time in a file of one
 * row is the statements around it, and those are as many for fifty processes as for one. What does not go smoothly is
 * left for {@link ProcessLoader}, which loads each for itself and says what was wrong and with which.
 */
@Singleton
public class SmallProcesses {
    /** What is loaded together at most: their rows are held in memory. */
    static final int MOST = 64;

    private static final Logger LOG = Logger.getLogger(SmallProcesses.class);
    private static final long SMALL_FILE = 64 * 1024;
    private static final int FEW_FILES = 4;
    private static final int TRIES_IN_CONFLICT = 2;
    /** Of the memory for reading what all together may take: what needs more is not small. */
    private static final int SHARE = 8;

    private final FileTasks tasks;
    private final LoadTransactions loads;
    private final FileLoader loader;
    private final LedgerEntries ledger;
    private final ReadMemory memory;
    private final MeterRegistry metrics;

    public SmallProcesses(
            FileTasks tasks,
            LoadTransactions loads,
            FileLoader loader,
            LedgerEntries ledger,
            ReadMemory memory,
            MeterRegistry metrics) {
        this.tasks = tasks;
        this.loads = loads;
        this.loader = loader;
        this.ledger = ledger;
        this.memory = memory;
        this.metrics = metrics;
    }

    /** A run, and what its files need, in their order. */
    record Small(Run run, List<FileTask> files) {}

    /** Whether a process may be small, as far as its row tells. */
    static boolean isCandidate(Run run) {
        return !run.files().isEmpty() && run.files().size() <= FEW_FILES;
    }

    /** The process with all that its files need, if they are there and small. */
    Optional<Small> small(Run run) {
        // Each file of a store that is far costs its journeys, which slots make side by side.
        if (run.shouldStop() || !tasks.areNear()) {
            return Optional.empty();
        }
        List<FileTask> files = new ArrayList<>();
        try {
            for (ClaimedFile file : run.files()) {
                FileTask task = tasks.task(run, file);
                if (!task.spec().isPlainAppend()
                        || task.spec().keepsOrder()
                        || tasks.mustCheckProcedure(task)
                        || task.source().size() > SMALL_FILE) {
                    return Optional.empty();
                }
                files.add(task);
            }
        } catch (FileTasks.NoDefinition | FileRoot.Refused | IOException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            if (DatabaseErrors.isTransient(e)) {
                throw e;
            }
            LOG.debugf(e, "Process %d is loaded for itself", run.claim().processId());
            return Optional.empty();
        }
        return Optional.of(new Small(run, files));
    }

    /**
     * Loads as many of the processes together as go smoothly.
     *
     * @return the runs that have ended; each of the others is as it was
     * @throws RuntimeException of the database when it is away: whether some have ended is in the tables
     */
    Set<Run> load(List<Small> processes) {
        Set<Run> ended = new HashSet<>();
        loadOrHalve(processes, ended);
        return ended;
    }

    private enum Outcome {
        ENDED,
        /** By the server, the ledger or the fence, for the sake of one of them: halving finds which. */
        REFUSED,
        /**
         * Another session holds what one of them needs, and to wait for it again and again would hold up all; or the server
         * is not able, and each is to say so and to wait.
         */
        KEPT_WAITING
    }

    private void loadOrHalve(List<Small> processes, Set<Run> ended) {
        if (processes.isEmpty() || loadAll(processes, ended) != Outcome.REFUSED || processes.size() == 1) {
            return;
        }
        int half = processes.size() / 2;
        loadOrHalve(processes.subList(0, half), ended);
        loadOrHalve(processes.subList(half, processes.size()), ended);
    }

    private Outcome loadAll(List<Small> processes, Set<Run> ended) {
        for (int attempt = 1; ; attempt++) {
            try (LoadTransaction load = loads.beginSmall()) {
                return loadAll(load, new ArrayList<>(processes), ended);
            } catch (RowsRefused e) {
                processes.forEach(process -> process.files()
                        .forEach(file -> loader.forget(file.spec().target())));
                return Outcome.REFUSED;
            } catch (OutOfMemoryError e) {
                LOG.errorf("%d processes are not loaded together: %s", processes.size(), e);
                return Outcome.REFUSED;
            } catch (SQLException | RuntimeException e) {
                if (DatabaseErrors.isConflict(e)) {
                    if (attempt == TRIES_IN_CONFLICT) {
                        return Outcome.KEPT_WAITING;
                    }
                } else if (DatabaseErrors.isUnavailable(e) && DatabaseErrors.isBroken(e)) {
                    if (!isThere(processes)) {
                        throw e instanceof RuntimeException failure ? failure : new DatabaseAway((SQLException) e);
                    }
                    LOG.debugf(told(processes, e), "%d processes have lost their connection", processes.size());
                    return Outcome.KEPT_WAITING;
                } else if (DatabaseErrors.isTransient(e)) {
                    LOG.debugf(told(processes, e), "%d processes are kept waiting", processes.size());
                    return Outcome.KEPT_WAITING;
                } else {
                    LOG.debugf(told(processes, e), "%d processes are not loaded together", processes.size());
                    return Outcome.REFUSED;
                }
            }
        }
    }

    /** Null if it could quote a value that an import keeps nowhere. */
    private static Exception told(List<Small> processes, Exception error) {
        boolean isTold = processes.stream()
                .flatMap(process -> process.files().stream())
                .allMatch(file -> file.spec().rejectsOrDefault().keepsRawText());
        return isTold ? error : null;
    }

    /**
     * One of them may be what breaks the connection, and would break it again and again: each for itself is told and counted. Not if
     * they have ended, and only the answer to COMMIT was lost.
     *
     * @throws RuntimeException if the database is away
     */
    private boolean isThere(List<Small> processes) {
        FileTask first = processes.get(0).files().get(0);
        return !loads.isPublished(first.run().claim(), first.file().fileId());
    }

    private static final class DatabaseAway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DatabaseAway(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private Outcome loadAll(LoadTransaction load, List<Small> processes, Set<Run> ended)
            throws SQLException, RowsRefused {
        while (!processes.isEmpty()) {
            try (MemoryShare share = memory.open(memory.size() / SHARE)) {
                SmallReading reading = new SmallReading(loader, ledger, load, share);
                if (reading.read(processes)) {
                    return publish(load, reading, processes, ended);
                }
                processes.removeAll(reading.spoilers());
            }
        }
        return Outcome.ENDED;
    }

    private Outcome publish(LoadTransaction load, SmallReading reading, List<Small> processes, Set<Run> ended)
            throws SQLException, RowsRefused {
        for (SmallFiles files : reading.files()) {
            files.write(load.connection());
        }
        load.callAfterProcess(processes.stream()
                .flatMap(process -> process.files().stream())
                .flatMap(file -> file.afterProcess().stream())
                .distinct()
                .toList());
        boolean mayPublish =
                processes.stream().allMatch(process -> process.run().awaitLease());
        if (!mayPublish || !load.publishAndFinish(reading.loaded())) {
            return Outcome.REFUSED;
        }
        count(reading.loaded());
        processes.forEach(process -> ended.add(process.run()));
        return Outcome.ENDED;
    }

    private void count(List<Loaded> loaded) {
        long rows = loaded.stream().mapToLong(it -> it.rows().rowsLoaded()).sum();
        metrics.counter("estiva.files", "status", "Completed").increment(loaded.size());
        metrics.counter("estiva.rows.loaded").increment(rows);
        LOG.infof(
                "Processes loaded together: %d files, %d rows, first processId=%d",
                loaded.size(), rows, loaded.get(0).claim().processId());
    }
}
