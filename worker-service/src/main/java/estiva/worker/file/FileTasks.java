package estiva.worker.file;

import estiva.control.allow.AllowLists;
import estiva.control.files.FileRoot;
import estiva.control.files.SourceFile;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.UnusableDefinition;
import estiva.control.load.PutAways;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds what a file's load needs. */
@Singleton
public class FileTasks {
    private static final Logger LOG = Logger.getLogger(FileTasks.class);

    private final ImportDefinitions definitions;
    private final FileRoot root;
    private final PutAways putAways;
    private final AllowLists allowed;

    public FileTasks(ImportDefinitions definitions, FileRoot root, PutAways putAways, AllowLists allowed) {
        this.definitions = definitions;
        this.root = root;
        this.putAways = putAways;
        this.allowed = allowed;
    }

    /** No definition is for the file, and how it was sought; or none that may be followed. */
    public static final class NoDefinition extends Exception {
        private static final long serialVersionUID = 1L;

        NoDefinition(String message) {
            super(message);
        }
    }

    public FileTask task(Run run, ClaimedFile file) throws NoDefinition, FileRoot.Refused, IOException {
        Optional<ImportDefinition> definition;
        try {
            definition = found(run, file);
        } catch (UnusableDefinition e) {
            throw new NoDefinition(file.fileName() + ": " + e.getMessage());
        }
        if (definition.isEmpty()) {
            throw new NoDefinition(unresolved(run, file));
        }
        if (!allowed.allows(definition.get().definition().afterwardsOrDefault())) {
            throw new NoDefinition(
                    file.fileName() + ": the import deletes its files (afterwards), which " + AllowLists.DELETE
                            + " of the workers' configuration denies; no import can change it: use move or leave");
        }
        SourceFile source =
                root.find(root.relative(file.directory(), file.fileName()), root.folder(file.clientFolder()));
        FileTask task = new FileTask(run, file, definition.get(), source, null);
        if (!task.afterProcess().isEmpty()) {
            run.callProcedureAfterwards();
        }
        return task;
    }

    /** Of a file that is not there: what can be done without it. */
    Optional<FileTask> missing(Run run, ClaimedFile file) {
        return definition(run, file).map(definition -> new FileTask(run, file, definition, null, null));
    }

    /** Whether files are read one after the other as quickly as side by side. */
    public boolean areNear() {
        return root.isNear();
    }

    /** Whether a list decides about what its import calls in the end: only a load of its own asks it. */
    public boolean mustCheckProcedure(FileTask task) {
        return allowed.hasProcedures() && !task.afterProcess().isEmpty();
    }

    /** Does with the file what its import says, once its end is committed. {@link Leftovers} does it if this cannot. */
    void putAway(FileTask task, Status end) {
        if (!task.isPutAway()) {
            return;
        }
        long fileId = task.file().fileId();
        try {
            SpentFile.putAway(task.source(), fileId, task.spec().afterwardsOrDefault(), end);
            putAways.end(fileId);
        } catch (FileRoot.Refused | IOException e) {
            LOG.warnf("File stays where it is, fileId=%d: %s", fileId, e.getMessage());
        }
    }

    /** A version that the registration fixed stays; otherwise the current one, by the rule that registration follows too. */
    public Optional<ImportDefinition> definition(Run run, ClaimedFile file) {
        try {
            return found(run, file);
        } catch (UnusableDefinition e) {
            return Optional.empty();
        }
    }

    /** Whether the files after one wait that has failed by this version; without one nothing says so. */
    public boolean stops(String importName, Integer version) {
        try {
            return importName != null
                    && version != null
                    && definitions
                            .version(importName, version)
                            .map(it -> it.definition().stopsAfterFailure())
                            .orElse(false);
        } catch (UnusableDefinition e) {
            return false;
        }
    }

    private Optional<ImportDefinition> found(Run run, ClaimedFile file) {
        if (file.importName() != null && file.importVersion() != null) {
            return definitions.version(file.importName(), file.importVersion());
        }
        return definitions.resolve(run.claim().processName(), file.fileName(), named(run, file));
    }

    private static String named(Run run, ClaimedFile file) {
        return file.importName() != null ? file.importName() : run.assignment().importName();
    }

    private static String unresolved(Run run, ClaimedFile file) {
        String named = named(run, file);
        return named != null
                ? file.fileName() + ": there is no import definition '" + named + "'"
                : file.fileName() + ": no import definition of client "
                        + run.claim().processName() + " fits this name, and none is called like the client";
    }
}
