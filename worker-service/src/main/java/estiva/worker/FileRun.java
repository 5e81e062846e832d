package estiva.worker;

import estiva.control.client.Clients;
import estiva.control.client.RetryPolicy;
import estiva.control.database.DatabaseErrors;
import estiva.control.files.FileRoot;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpec.Duplicates;
import estiva.control.load.LedgerEntry;
import estiva.control.load.LoadTransactions;
import estiva.control.load.LoadedRows;
import estiva.control.load.RejectedRow;
import estiva.control.load.StagingTables.StagingRefused;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims;
import estiva.control.process.Status;
import estiva.worker.StagedSteps.Contended;
import estiva.worker.load.FileLoader;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadResult;
import estiva.worker.load.LoadStopped;
import estiva.worker.load.TargetOutdated;
import estiva.worker.read.MemoryFull;
import estiva.worker.read.ReadingStopped;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Loads one file under its process's claim, and writes what became of it. */
@Singleton
public class FileRun {
    private static final Logger LOG = Logger.getLogger(FileRun.class);
    private static final LoadedRows NOTHING_READ = new LoadedRows(0, 0, 0, null, null);
    static final ImportSpec.Retry AS_THE_CLIENT_HAS_IT = new ImportSpec.Retry(null, null, null, null);
    private static final int TRIES_IN_CONFLICT = 3;

    private final Claims claims;
    private final Clients clients;
    private final FileTasks tasks;
    private final LoadTransactions loads;
    private final FileLoader loader;
    private final LoadMemory memory;
    private final DirectLoad directLoad;
    private final StagedLoad stagedLoad;
    private final ChunkedLoad chunkedLoad;
    private final WorkerConfig config;
    private final MeterRegistry metrics;

    public FileRun(
            Claims claims,
            Clients clients,
            FileTasks tasks,
            LoadTransactions loads,
            FileLoader loader,
            LoadMemory memory,
            DirectLoad directLoad,
            StagedLoad stagedLoad,
            ChunkedLoad chunkedLoad,
            WorkerConfig config,
            MeterRegistry metrics) {
        this.claims = claims;
        this.clients = clients;
        this.tasks = tasks;
        this.loads = loads;
        this.loader = loader;
        this.memory = memory;
        this.directLoad = directLoad;
        this.stagedLoad = stagedLoad;
        this.chunkedLoad = chunkedLoad;
        this.config = config;
        this.metrics = metrics;
    }

    FileOutcome load(Run run, ClaimedFile file) {
        try {
            FileTask task = tasks.task(run, file);
            // A small file is loaded before anybody could see that it runs.
            if (!task.isSmall() && !begin(run, file)) {
                return FileOutcome.LOST;
            }
            return memory.during(run, file, share -> load(task.with(share)));
        } catch (ReadingStopped e) {
            return stopped(run);
        } catch (FileTasks.NoDefinition | FileRoot.Refused e) {
            return fail(run, file, NOTHING_READ, List.of(), e.getMessage());
        } catch (NoSuchFileException e) {
            return missing(run, file, e);
        } catch (IOException e) {
            return new FileOutcome.Retry(file.fileName() + " cannot be opened: " + e, false);
        }
    }

    private static FileOutcome stopped(Run run) {
        return run.isLost() ? FileOutcome.LOST : FileOutcome.STOPPED;
    }

    private boolean begin(Run run, ClaimedFile file) {
        Optional<ImportDefinition> definition = tasks.definition(run, file);
        return claims.begin(
                run.claim(),
                file.fileId(),
                definition.map(ImportDefinition::importName).orElse(file.importName()),
                definition.map(ImportDefinition::version).orElse(null));
    }

    /** What the file's import says of trying it again. */
    ImportSpec.Retry retryPolicy(Run run, ClaimedFile file) {
        return tasks.definition(run, file)
                .map(definition -> definition.definition().retryOrDefault())
                .orElse(AS_THE_CLIENT_HAS_IT);
    }

    private FileOutcome missing(Run run, ClaimedFile file, NoSuchFileException error) {
        String message = error.getMessage() + ": there is no such file below the file root";
        Boolean mayArrive = retryPolicy(run, file).missingFiles();
        if (mayArrive == null) {
            mayArrive = clients.retryPolicy(run.claim().processName())
                    .map(RetryPolicy::retryMissingFiles)
                    .orElse(false);
        }
        return mayArrive
                ? new FileOutcome.Retry(message, false)
                : fail(run, file, NOTHING_READ, List.of(), message);
    }

    private FileOutcome load(FileTask task) throws IOException {
        Run run = task.run();
        ClaimedFile file = task.file();
        LoadFailure refusal = null;
        boolean isStaged = task.spec().needsStaging() || loader.hasAtLeast(task.request(), config.stagingRows());
        for (int attempt = 1; ; attempt++) {
            try {
                return ended(task, load(task, isStaged));
            } catch (TargetOutdated e) {
                LOG.debugf("File %d is loaded again: %s", file.fileId(), e.getMessage());
            } catch (LoadStopped | ReadingStopped e) {
                return stopped(run);
            } catch (Contended e) {
                return new FileOutcome.Retry(keptWaiting(file, e), true);
            } catch (StagingRefused e) {
                if (!DatabaseErrors.isTransient(e)) {
                    return refusal != null ? failed(task, refusal) : cannotStage(task, e);
                }
                return new FileOutcome.Retry(file.fileName() + " was interrupted: " + e.getMessage(), false);
            } catch (LoadFailure e) {
                if (e.mayPass()) {
                    return new FileOutcome.Retry(e.getMessage(), false);
                }
                // Which row it is, and whether it is the only one, is seen in a staging table.
                if (isStaged || !e.isOfTheTable() || repeatedContent(task).isPresent()) {
                    return failed(task, e);
                }
                refusal = e;
                isStaged = true;
            } catch (MemoryFull e) {
                if (e.isForEver()) {
                    return failed(task, loader.failure(task.request(), e));
                }
                throw e;
            } catch (SQLException | RuntimeException e) {
                if (DatabaseErrors.isConflict(e)) {
                    if (attempt < TRIES_IN_CONFLICT && !run.shouldStop()) {
                        continue;
                    }
                    return new FileOutcome.Retry(keptWaiting(file, e), true);
                }
                if (DatabaseErrors.isTransient(e)) {
                    return new FileOutcome.Retry(file.fileName() + " was interrupted: " + e.getMessage(), false);
                }
                LOG.errorf(e, "File failed unexpectedly, fileId=%d", file.fileId());
                return fail(run, file, NOTHING_READ, List.of(), file.fileName() + ": " + e.getMessage());
            }
        }
    }

    private Publishing.Outcome load(FileTask task, boolean isStaged)
            throws LoadFailure, LoadStopped, TargetOutdated, Contended, SQLException, IOException {
        if (task.spec().commitsByRows()) {
            return chunkedLoad.load(task);
        }
        return isStaged ? stagedLoad.load(task) : directLoad.load(task);
    }

    private static String keptWaiting(ClaimedFile file, Exception e) {
        return file.fileName() + " is kept waiting by another session: " + e.getMessage();
    }

    private FileOutcome cannotStage(FileTask task, StagingRefused e) {
        return fail(task.run(), task.file(), NOTHING_READ, List.of(), task.file().fileName()
                + ": no staging table can be made beside " + task.spec().target() + ", let the worker's login create"
                + " tables in its schema: " + e.getMessage());
    }

    private FileOutcome ended(FileTask task, Publishing.Outcome outcome) {
        return switch (outcome.publication()) {
            case PUBLISHED -> published(task, outcome.result());
            case CLAIM_LOST -> FileOutcome.LOST;
            case REPEATED -> repeated(task, outcome.result());
        };
    }

    private FileOutcome published(FileTask task, LoadResult result) {
        ClaimedFile file = task.file();
        tasks.putAway(task, Status.COMPLETED);
        metrics.counter("estiva.files", "status", "Completed").increment();
        metrics.counter("estiva.rows.loaded").increment(result.rowsLoaded());
        LOG.infof(
                "File loaded, processId=%d, fileId=%d, rows=%d, rejected=%d",
                file.processId(), file.fileId(), result.rowsLoaded(), result.rowsRejected());
        return FileOutcome.ENDED;
    }

    /** Keys of a content that is loaded already are in the table already: that it is the same says more than a clash. */
    private FileOutcome failed(FileTask task, LoadFailure failure) {
        LoadResult soFar = failure.soFar();
        Optional<String> repeated = repeatedContent(task);
        if (repeated.isPresent()) {
            return repeated(
                    task, new LoadResult(soFar.rowsRead(), 0, 0, soFar.sizeBytes(), repeated.get(), List.of()));
        }
        FileOutcome outcome = fail(
                task.run(), task.file(), FileTask.rows(soFar), FileTask.rejects(soFar), failure.getMessage());
        if (outcome == FileOutcome.ENDED) {
            tasks.putAway(task, Status.FAILED);
        }
        return outcome;
    }

    /** The hash of the file, if its content was loaded before and may not be again. */
    private Optional<String> repeatedContent(FileTask task) {
        LedgerEntry entry = task.entry();
        return entry.mayRepeat()
                ? Optional.empty()
                : ContentHash.of(task.source(), task.stop()).filter(hash -> loads.earlier(entry, hash).isPresent());
    }

    private FileOutcome repeated(FileTask task, LoadResult result) {
        Run run = task.run();
        ClaimedFile file = task.file();
        String earlier = loads.earlier(task.entry(), result.contentHash())
                .map(it -> " as file " + it.fileId() + " of process " + it.processId() + " at " + it.loadedAt())
                .orElse(" before");
        String message = file.fileName() + ": the same content was loaded" + earlier + " by import "
                + task.definition().importName();
        LoadedRows nothing = new LoadedRows(result.rowsRead(), 0, 0, result.sizeBytes(), result.contentHash());
        Duplicates duplicates = task.spec().duplicatesOrDefault();
        FileOutcome outcome = switch (duplicates) {
            case skip -> begin(run, file) && loads.skip(run.claim(), file, nothing, message + "; skipped", task.afterProcess())
                    ? FileOutcome.ENDED
                    : FileOutcome.LOST;
            case refuse -> fail(run, file, nothing, List.of(), message + "; refused");
            // Where it may be repeated, only another load at the same moment can be in the way.
            case allow -> new FileOutcome.Retry(message, true);
        };
        if (outcome == FileOutcome.ENDED) {
            tasks.putAway(task, duplicates == Duplicates.skip ? Status.COMPLETED : Status.FAILED);
        }
        return outcome;
    }

    private FileOutcome fail(Run run, ClaimedFile file, LoadedRows rows, List<RejectedRow> rejects, String error) {
        metrics.counter("estiva.files", "status", "Failed").increment();
        LOG.warnf("File failed, processId=%d, fileId=%d: %s", file.processId(), file.fileId(), error);
        boolean isWritten = begin(run, file) && loads.fail(run.claim(), file, rows, rejects, error);
        return isWritten ? FileOutcome.ENDED : FileOutcome.LOST;
    }
}
