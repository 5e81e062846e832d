package estiva.worker.file;

import estiva.control.process.ClaimedFile;
import estiva.worker.claim.Run;
import estiva.worker.read.MemoryFull;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadMemory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Gives each load its share of the worker's memory. A load that there is too little for is undone, waits for its turn in its
 * slot, while the others go on, and is begun again with what it needs; if that takes too long its process is given back, and
 * no attempt is spent. See {@link ReadMemory} for why this comes to an end.
 */
@Singleton
public class LoadMemory {
    private static final Logger LOG = Logger.getLogger(LoadMemory.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ReadMemory memory;
    private final Duration patience;

    @Inject
    public LoadMemory(ReadMemory memory) {
        this(memory, PATIENCE);
    }

    /** @param patience of a load that waits */
    LoadMemory(ReadMemory memory, Duration patience) {
        this.memory = memory;
        this.patience = patience;
    }

    /** A load from its begin to its end. */
    interface Load {
        /** @throws MemoryFull when nothing of it has been published */
        FileOutcome with(MemoryShare share) throws IOException;
    }

    FileOutcome during(Run run, ClaimedFile file, Load load) throws IOException {
        MemoryShare share = memory.open();
        while (share != null) {
            long need;
            try (MemoryShare held = share) {
                return load.with(held);
            } catch (MemoryFull e) {
                need = e.toWaitFor();
            } catch (OutOfMemoryError e) {
                // Not this file need be to blame: an attempt is spent, and the others go on.
                LOG.errorf(
                        "Out of memory, fileId=%d: %s; lower estiva.worker.read.memory", file.fileId(), e.getMessage());
                return new FileOutcome.Retry(
                        file.fileName() + ": the worker ran out of memory: " + e.getMessage(), false);
            }
            LOG.infof("File waits for %d bytes of memory, fileId=%d", need, file.fileId());
            share = await(run, need);
        }
        if (run.shouldStop()) {
            return FileOutcome.stopped(run);
        }
        return new FileOutcome.Retry(
                file.fileName() + " waits for memory, which other files of this worker have; raise"
                        + " estiva.worker.read.memory, or let more workers run",
                true);
    }

    private MemoryShare await(Run run, long need) {
        try {
            return memory.await(need, run::shouldStop, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
