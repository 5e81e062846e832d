package estiva.worker.file;

import estiva.control.allow.AllowLists;
import estiva.control.files.FileRoot;
import estiva.control.files.SourceFile;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportSpec.Afterwards;
import estiva.control.load.PutAways;
import estiva.control.load.PutAways.PutAway;
import estiva.control.loop.Chore;
import estiva.control.loop.UntilReady;
import estiva.control.process.Status;
import estiva.worker.read.ReadingStopped;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts away loaded files whose worker did not come to it, or could not. */
@Singleton
public class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);
    private static final int TRIES = 10;

    private final PutAways putAways;
    private final ImportDefinitions definitions;
    private final FileRoot root;
    private final AllowLists allowed;
    private final Chore chore = new Chore("Putting files away", this::look);
    private volatile boolean draining;

    public Leftovers(PutAways putAways, ImportDefinitions definitions, FileRoot root, AllowLists allowed) {
        this.putAways = putAways;
        this.definitions = definitions;
        this.root = root;
        this.allowed = allowed;
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = UntilReady.class)
    void putAwayDue() {
        chore.run();
    }

    /** The worker stops: what is left is found by another one, or by its successor. */
    public void drain() {
        draining = true;
    }

    /** One look. */
    void look() {
        for (PutAway due : putAways.due()) {
            if (!draining && putAways.take(due)) {
                putAway(due);
            }
        }
    }

    /** Begins none again, and waits for the one that is being put away. */
    public void stop(Duration patience) {
        chore.stop();
        chore.awaitEnd(System.nanoTime() + patience.toNanos());
    }

    private void putAway(PutAway due) {
        try {
            SourceFile file = root.find(root.relative(due.directory(), due.fileName()));
            Optional<String> hash = ContentHash.of(file, () -> draining);
            if (hash.isEmpty()) {
                throw new IOException("it cannot be read");
            }
            if (!hash.get().equals(due.contentHash())) {
                LOG.infof("Another file lies where file %d was loaded from, and stays", due.fileId());
            } else {
                SpentFile.putAway(file, due.fileId(), afterwards(due), Status.COMPLETED);
            }
            putAways.end(due.fileId());
        } catch (NoSuchFileException e) {
            putAways.end(due.fileId());
        } catch (ReadingStopped e) {
            LOG.debugf("File %d is put away later", due.fileId());
        } catch (FileRoot.Refused | IOException e) {
            failed(due, e);
        }
    }

    /** As the definition has it that loaded the file: the row only says that it is due. What the DBA denies by now stays. */
    private Afterwards afterwards(PutAway due) {
        return definitions
                .version(due.importName(), due.importVersion())
                .map(it -> it.definition().afterwardsOrDefault())
                .filter(allowed::allows)
                .orElse(Afterwards.leave);
    }

    private void failed(PutAway due, Exception e) {
        boolean isLast = due.attempt() + 1 >= TRIES;
        LOG.warnf("File stays where it is%s, fileId=%d: %s", isLast ? " for good" : "", due.fileId(), e.getMessage());
        if (isLast) {
            putAways.end(due.fileId());
        }
    }
}
