package estiva.worker;

import estiva.control.client.Clients;
import estiva.control.database.DatabaseErrors;
import estiva.control.files.FileRoot;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportSpec;
import estiva.control.load.LedgerEntry;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Publication;
import estiva.control.load.LoadTransactions;
import estiva.control.load.LoadedRows;
import estiva.control.load.RejectedRow;
import estiva.control.process.Claims;
import estiva.control.process.FileParameters;
import estiva.worker.load.FileLoader;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadRequest;
import estiva.worker.load.LoadResult;
import estiva.worker.load.LoadStopped;
import estiva.worker.load.TargetOutdated;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Loads one file under its process's claim, and writes what became of it. */
@Singleton
public class FileRun {
    private static final Logger LOG = Logger.getLogger(FileRun.class);
    private static final LoadedRows NOTHING_READ = new LoadedRows(0, 0, 0, null, null);
    private static final int TRIES_IN_CONFLICT = 3;
    private static final long SMALL = 256 * 1024;

    private final Claims claims;
    private final Clients clients;
    private final ImportDefinitions definitions;
    private final FileRoot root;
    private final LoadTransactions loads;
    private final FileLoader loader = new FileLoader();
    private final MeterRegistry metrics;

    public FileRun(
            Claims claims,
            Clients clients,
            ImportDefinitions definitions,
            FileRoot root,
            LoadTransactions loads,
            MeterRegistry metrics) {
        this.claims = claims;
        this.clients = clients;
        this.definitions = definitions;
        this.root = root;
        this.loads = loads;
        this.metrics = metrics;
    }

    FileOutcome load(Run run, FileParameters file) {
        Optional<ImportDefinition> definition = definition(run, file);
        if (definition.isEmpty()) {
            return fail(run, file, NOTHING_READ, List.of(), unresolved(run, file));
        }
        try {
            Path path = root.resolve(root.relative(file.directory(), file.fileName()));
            // A small file is loaded before anybody could see that it runs.
            if (Files.size(path) >= SMALL && !begin(run, file, definition)) {
                return FileOutcome.LOST;
            }
            return load(run, file, definition.get(), path);
        } catch (FileRoot.Refused e) {
            return fail(run, file, NOTHING_READ, List.of(), e.getMessage());
        } catch (NoSuchFileException e) {
            return missing(run, file, e);
        } catch (IOException e) {
            return new FileOutcome.Retry(file.fileName() + " cannot be opened: " + e, false);
        }
    }

    private boolean begin(Run run, FileParameters file, Optional<ImportDefinition> definition) {
        return claims.begin(
                run.claim(),
                file.fileId(),
                definition.map(ImportDefinition::importName).orElse(file.importName()),
                definition.map(ImportDefinition::version).orElse(null));
    }

    /** A version that the registration fixed stays; else the current one, by the rule that registration follows too. */
    private Optional<ImportDefinition> definition(Run run, FileParameters file) {
        if (file.importName() != null && file.importVersion() != null) {
            return definitions.version(file.importName(), file.importVersion());
        }
        String named = file.importName() != null ? file.importName() : run.assignment().importName();
        return definitions.resolve(run.claim().processName(), file.fileName(), named);
    }

    private static String unresolved(Run run, FileParameters file) {
        String named = file.importName() != null ? file.importName() : run.assignment().importName();
        return named != null
                ? file.fileName() + ": there is no import definition '" + named + "'"
                : file.fileName() + ": no import definition of client " + run.claim().processName()
                        + " fits this name, and none is called like the client";
    }

    private FileOutcome missing(Run run, FileParameters file, NoSuchFileException error) {
        String message = error.getMessage() + ": there is no such file below the file root";
        boolean mayArrive = clients.find(run.claim().processName())
                .map(client -> client.retryMissingFiles())
                .orElse(false);
        return mayArrive
                ? new FileOutcome.Retry(message, false)
                : fail(run, file, NOTHING_READ, List.of(), message);
    }

    private FileOutcome load(Run run, FileParameters file, ImportDefinition definition, Path path) {
        for (int attempt = 1; ; attempt++) {
            try {
                return loadOnce(run, file, definition, path);
            } catch (TargetOutdated e) {
                LOG.debugf("File %d is loaded again: %s", file.fileId(), e.getMessage());
            } catch (LoadStopped e) {
                return run.isLost() ? FileOutcome.LOST : FileOutcome.STOPPED;
            } catch (LoadFailure e) {
                return failed(run, file, definition, path, e);
            } catch (SQLException | RuntimeException e) {
                if (DatabaseErrors.isConflict(e)) {
                    if (attempt < TRIES_IN_CONFLICT && !run.shouldStop()) {
                        continue;
                    }
                    return new FileOutcome.Retry(file.fileName() + " is kept waiting by another session: " + e.getMessage(), true);
                }
                if (DatabaseErrors.isTransient(e)) {
                    return new FileOutcome.Retry(file.fileName() + " was interrupted: " + e.getMessage(), false);
                }
                LOG.errorf(e, "File failed unexpectedly, fileId=%d", file.fileId());
                return fail(run, file, NOTHING_READ, List.of(), file.fileName() + ": " + e.getMessage());
            }
        }
    }

    /** Keys of a content that is loaded already are in the table already: that it is the same says more than a clash. */
    private FileOutcome failed(
            Run run, FileParameters file, ImportDefinition definition, Path path, LoadFailure failure) {
        LoadResult soFar = failure.soFar();
        LedgerEntry entry = entry(run, file, definition);
        if (!entry.mayRepeat()) {
            Optional<String> hash = ContentHash.of(path);
            if (hash.isPresent() && loads.earlier(entry, hash.get()).isPresent()) {
                LoadResult whole = new LoadResult(soFar.rowsRead(), 0, 0, soFar.sizeBytes(), hash.get(), List.of());
                return repeated(run, file, definition.definition(), whole, entry);
            }
        }
        return fail(run, file, rows(soFar), rejects(soFar), failure.getMessage());
    }

    private static LedgerEntry entry(Run run, FileParameters file, ImportDefinition definition) {
        ImportSpec spec = definition.definition();
        return new LedgerEntry(
                run.claim().processName(),
                definition.importName(),
                definition.version(),
                spec.target(),
                file.parameter1(),
                file.parameter2(),
                spec.duplicatesOrDefault() == ImportSpec.Duplicates.allow);
    }

    private FileOutcome loadOnce(Run run, FileParameters file, ImportDefinition definition, Path path)
            throws LoadFailure, LoadStopped, TargetOutdated, SQLException {
        ImportSpec spec = definition.definition();
        LedgerEntry entry = entry(run, file, definition);
        LoadResult result;
        Publication publication;
        long begun = System.nanoTime();
        try (LoadTransaction load = loads.begin()) {
            result = loader.load(load.connection(), request(run, file, spec, path), run::shouldStop);
            if (!run.awaitLease()) {
                return run.isLost() ? FileOutcome.LOST : FileOutcome.STOPPED;
            }
            publication = publish(load, run, file, result, entry, Duration.ofNanos(System.nanoTime() - begun));
        }
        return switch (publication) {
            case PUBLISHED -> published(file, result);
            case CLAIM_LOST -> FileOutcome.LOST;
            case REPEATED -> repeated(run, file, spec, result, entry);
        };
    }

    /** If the answer to COMMIT was lost, the file's row on a new connection tells what became of it. */
    private Publication publish(
            LoadTransaction load,
            Run run,
            FileParameters file,
            LoadResult result,
            LedgerEntry entry,
            Duration elapsed) {
        try {
            return load.publish(run.claim(), file, rows(result), rejects(result), entry, elapsed);
        } catch (RuntimeException e) {
            if (loads.isPublished(run.claim(), file.fileId())) {
                return Publication.PUBLISHED;
            }
            throw e;
        }
    }

    private FileOutcome published(FileParameters file, LoadResult result) {
        metrics.counter("estiva.files", "status", "Completed").increment();
        metrics.counter("estiva.rows.loaded").increment(result.rowsLoaded());
        LOG.infof(
                "File loaded, processId=%d, fileId=%d, rows=%d, rejected=%d",
                file.processId(), file.fileId(), result.rowsLoaded(), result.rowsRejected());
        return FileOutcome.ENDED;
    }

    private FileOutcome repeated(Run run, FileParameters file, ImportSpec spec, LoadResult result, LedgerEntry entry) {
        String earlier = loads.earlier(entry, result.contentHash())
                .map(it -> " as file " + it.fileId() + " of process " + it.processId() + " at " + it.loadedAt())
                .orElse(" before");
        String message = file.fileName() + ": the same content was loaded" + earlier + " by import " + entry.importName();
        LoadedRows nothing = new LoadedRows(result.rowsRead(), 0, 0, result.sizeBytes(), result.contentHash());
        return switch (spec.duplicatesOrDefault()) {
            case skip -> begin(run, file, definition(run, file)) && loads.skip(run.claim(), file, nothing, message + "; skipped")
                    ? FileOutcome.ENDED
                    : FileOutcome.LOST;
            case refuse -> fail(run, file, nothing, List.of(), message + "; refused");
            // Where it may be repeated, only another load at the same moment can be in the way.
            case allow -> new FileOutcome.Retry(message, true);
        };
    }

    private FileOutcome fail(Run run, FileParameters file, LoadedRows rows, List<RejectedRow> rejects, String error) {
        metrics.counter("estiva.files", "status", "Failed").increment();
        LOG.warnf("File failed, processId=%d, fileId=%d: %s", file.processId(), file.fileId(), error);
        if (!begin(run, file, definition(run, file))) {
            return FileOutcome.LOST;
        }
        return loads.fail(run.claim(), file, rows, rejects, error) ? FileOutcome.ENDED : FileOutcome.LOST;
    }

    private static LoadRequest request(Run run, FileParameters file, ImportSpec spec, Path path) {
        return new LoadRequest(
                path, file.fileName(), run.claim().processName(), file.parameter1(), file.parameter2(), spec);
    }

    private static LoadedRows rows(LoadResult result) {
        return new LoadedRows(
                result.rowsRead(),
                result.rowsLoaded(),
                result.rowsRejected(),
                result.sizeBytes(),
                result.contentHash());
    }

    private static List<RejectedRow> rejects(LoadResult result) {
        return result.rejects().stream()
                .map(it -> new RejectedRow(it.row(), it.line(), it.column(), it.value(), it.reason(), it.rawText()))
                .toList();
    }
}
