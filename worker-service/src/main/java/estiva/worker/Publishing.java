package estiva.worker;

import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Publication;
import estiva.control.load.LoadTransactions;
import estiva.worker.load.LoadResult;
import estiva.worker.load.LoadStopped;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The last step of every load, whichever way its rows went. */
@Singleton
public class Publishing {
    private final LoadTransactions loads;

    public Publishing(LoadTransactions loads) {
        this.loads = loads;
    }

    /** What a load that was not stopped came to. */
    record Outcome(Publication publication, LoadResult result) {}

    /**
     * Publishes the rows that are in the transaction. If the answer to COMMIT was lost, the file's row on a new
     * connection tells what became of it.
     *
     * @param begun {@link System#nanoTime} at the load's beginning
     */
    Outcome publish(LoadTransaction load, FileTask task, LoadResult result, long begun) throws LoadStopped {
        if (!task.run().awaitLease()) {
            throw new LoadStopped();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        try {
            return new Outcome(load.publish(task.loaded(result, elapsed), FileTask.rejects(result)), result);
        } catch (RuntimeException e) {
            if (loads.isPublished(task.run().claim(), task.file().fileId())) {
                return new Outcome(Publication.PUBLISHED, result);
            }
            throw e;
        }
    }
}
