package estiva.worker.file;

import estiva.control.client.Clients;
import estiva.control.client.RetryPolicy;
import estiva.control.files.FileRoot;
import estiva.control.imports.ImportSpec;
import estiva.control.process.ClaimedFile;
import estiva.worker.claim.Run;
import estiva.worker.read.ReadingStopped;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Loads one file under its process's claim, from its definition to what is written of its end. */
@Singleton
public class FileRun {
    public static final ImportSpec.Retry AS_THE_CLIENT_HAS_IT = new ImportSpec.Retry(null, null, null, null);

    private final Clients clients;
    private final FileTasks tasks;
    private final LoadMemory memory;
    private final FileLoads loads;
    private final FileEndings endings;

    public FileRun(Clients clients, FileTasks tasks, LoadMemory memory, FileLoads loads, FileEndings endings) {
        this.clients = clients;
        this.tasks = tasks;
        this.memory = memory;
        this.loads = loads;
        this.endings = endings;
    }

    public FileOutcome load(Run run, ClaimedFile file) {
        try {
            FileTask task = tasks.task(run, file);
            // A small file is loaded before anybody could see that it runs.
            if (!task.isSmall() && !endings.begin(run, file)) {
                return FileOutcome.LOST;
            }
            return memory.during(run, file, share -> {
                FileTask reading = task.with(share);
                return loads.load(reading).end(reading, endings);
            });
        } catch (ReadingStopped e) {
            return FileOutcome.stopped(run);
        } catch (FileTasks.NoDefinition | FileRoot.Refused e) {
            return endings.failed(run, file, e.getMessage());
        } catch (NoSuchFileException e) {
            return missing(run, file, e);
        } catch (IOException e) {
            return new FileOutcome.Retry(file.fileName() + " cannot be opened: " + e, false);
        }
    }

    /** What the file's import says of trying it again. */
    public ImportSpec.Retry retryPolicy(Run run, ClaimedFile file) {
        return tasks.definition(run, file)
                .map(definition -> definition.definition().retryOrDefault())
                .orElse(AS_THE_CLIENT_HAS_IT);
    }

    private FileOutcome missing(Run run, ClaimedFile file, NoSuchFileException error) {
        Optional<FileOutcome> notDiscarded = tasks.missing(run, file)
                .flatMap(task -> loads.discardOf(task).map(outcome -> outcome.end(task, endings)));
        if (notDiscarded.isPresent()) {
            return notDiscarded.get();
        }
        String message = error.getMessage() + ": there is no such file below the file root";
        Boolean mayArrive = retryPolicy(run, file).missingFiles();
        if (mayArrive == null) {
            mayArrive = clients.retryPolicy(run.claim().processName())
                    .map(RetryPolicy::retryMissingFiles)
                    .orElse(false);
        }
        return mayArrive ? new FileOutcome.Retry(message, false) : endings.failed(run, file, message);
    }
}
