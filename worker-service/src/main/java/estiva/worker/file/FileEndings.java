package estiva.worker.file;

import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportSpec.Duplicates;
import estiva.control.load.LoadTransactions;
import estiva.control.load.LoadedRows;
import estiva.control.load.RejectedRow;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadResult;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes what became of a file, puts it away, counts it, and tells the log. */
@Singleton
public class FileEndings {
    private static final Logger LOG = Logger.getLogger(FileEndings.class);
    private static final LoadedRows NOTHING_READ = new LoadedRows(0, 0, 0, null, null);

    private final Claims claims;
    private final FileTasks tasks;
    private final LoadTransactions loads;
    private final LoadedBefore loadedBefore;
    private final MeterRegistry metrics;

    public FileEndings(
            Claims claims, FileTasks tasks, LoadTransactions loads, LoadedBefore loadedBefore, MeterRegistry metrics) {
        this.claims = claims;
        this.tasks = tasks;
        this.loads = loads;
        this.loadedBefore = loadedBefore;
        this.metrics = metrics;
    }

    /** Writes that the file's load begins. @return false: the claim is lost */
    boolean begin(Run run, ClaimedFile file) {
        Optional<ImportDefinition> definition = tasks.definition(run, file);
        return claims.begin(
                run.claim(),
                file.fileId(),
                definition.map(ImportDefinition::importName).orElse(file.importName()),
                definition.map(ImportDefinition::version).orElse(null));
    }

    FileOutcome published(FileTask task, LoadResult result) {
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
    FileOutcome failed(FileTask task, LoadFailure failure) {
        LoadResult soFar = failure.soFar();
        Optional<String> repeated = loadedBefore.hash(task);
        if (repeated.isPresent()) {
            return repeated(task, new LoadResult(soFar.rowsRead(), 0, 0, soFar.sizeBytes(), repeated.get(), List.of()));
        }
        FileOutcome outcome = fail(
                task.run(),
                task.file(),
                FileTask.rows(soFar),
                FileTask.rejects(soFar),
                soFar.notes(),
                failure.getMessage());
        if (outcome == FileOutcome.FAILED) {
            tasks.putAway(task, Status.FAILED);
        }
        return outcome;
    }

    /**
     * Newer data are in the place of the file's already. It stays where it is: nothing is wrong with it. What would be skipped or
     * refused as a repetition puts nothing in anybody's place.
     */
    FileOutcome overtaken(FileTask task, String by) {
        Optional<String> repeated = loadedBefore.hash(task);
        if (repeated.isPresent()) {
            return repeated(task, new LoadResult(0, 0, 0, 0, repeated.get(), List.of()));
        }
        ClaimedFile file = task.file();
        String message = file.fileName() + ": is older than what is loaded into "
                + task.spec().target() + " already: " + by + ". To load it all the same, retry process "
                + file.processId() + " with {\"force\": true}; \"order\": \"free\" of the import allows any order";
        count(file, message);
        boolean isWritten =
                begin(task.run(), file) && loads.refuseAsOlder(task.run().claim(), file, NOTHING_READ, message);
        return isWritten ? FileOutcome.FAILED : FileOutcome.LOST;
    }

    /** The file stays where it is: it may be what the retry of another one needs. */
    FileOutcome inTheWay(FileTask task, LoadFailure failure) {
        return fail(
                task.run(), task.file(), FileTask.rows(failure.soFar()), List.of(), List.of(), failure.getMessage());
    }

    FileOutcome repeated(FileTask task, LoadResult result) {
        Run run = task.run();
        ClaimedFile file = task.file();
        String message =
                file.fileName() + ": the same content was loaded" + loadedBefore.describe(task, result.contentHash())
                        + " by import " + task.definition().importName();
        LoadedRows nothing = new LoadedRows(result.rowsRead(), 0, 0, result.sizeBytes(), result.contentHash());
        Duplicates duplicates = task.spec().duplicatesOrDefault();
        FileOutcome outcome = switch (duplicates) {
            case skip ->
                begin(run, file)
                                && loads.skip(
                                        run.claim(),
                                        file,
                                        nothing,
                                        message + "; skipped",
                                        task.afterProcess(),
                                        task.spec().keepsOrder() ? task.entry() : null)
                        ? FileOutcome.ENDED
                        : FileOutcome.LOST;
            case refuse -> fail(run, file, nothing, List.of(), List.of(), message + "; refused");
            // Where it may be repeated, only another load at the same moment can be in the way.
            case allow -> new FileOutcome.Retry(message, true);
        };
        if (outcome instanceof FileOutcome.Ended) {
            tasks.putAway(task, duplicates == Duplicates.skip ? Status.COMPLETED : Status.FAILED);
        }
        return outcome;
    }

    FileOutcome notStaged(FileTask task, String why) {
        return failed(
                task.run(),
                task.file(),
                task.file().fileName() + ": no staging table can be made beside "
                        + task.spec().target() + ": " + why);
    }

    FileOutcome unexpected(FileTask task, Exception error) {
        LOG.errorf(error, "File failed unexpectedly, fileId=%d", task.file().fileId());
        return failed(task.run(), task.file(), task.file().fileName() + ": " + error.getMessage());
    }

    /** Of a file of which nothing was read. */
    FileOutcome failed(Run run, ClaimedFile file, String error) {
        return fail(run, file, NOTHING_READ, List.of(), List.of(), error);
    }

    private FileOutcome fail(
            Run run, ClaimedFile file, LoadedRows rows, List<RejectedRow> rejects, List<String> notes, String error) {
        count(file, error);
        boolean isWritten = begin(run, file) && loads.fail(run.claim(), file, rows, rejects, notes, error);
        return isWritten ? FileOutcome.FAILED : FileOutcome.LOST;
    }

    private void count(ClaimedFile file, String error) {
        metrics.counter("estiva.files", "status", "Failed").increment();
        LOG.warnf("File failed, processId=%d, fileId=%d: %s", file.processId(), file.fileId(), error);
    }
}
