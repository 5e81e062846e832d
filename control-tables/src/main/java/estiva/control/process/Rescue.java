package estiva.control.process;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Takes processes back whose lease has lapsed, and frees clients whose process no longer runs. */
@Singleton
public class Rescue {
    private static final Logger LOG = Logger.getLogger(Rescue.class);

    private final ControlDatabase database;

    public Rescue(ControlDatabase database) {
        this.database = database;
    }

    /** A process that was taken back, and what it is now. */
    public record Rescued(Claim claim, Status status) {}

    /** A running process whose lease is over. */
    public record Lapsed(long processId, String processName, long workerId, long fence, String workerAssigned) {
        Claim claim() {
            return new Claim(processId, processName, workerId, fence);
        }
    }

    /**
     * Walks IX_FileControl_Worker, which holds running processes only: dirty, so that nobody's lock on one of them keeps the
     * others from their rescue, and each is looked at once more by the guarded UPDATE. The fence is left as it is: the next claim raises
     * it, and until then the lost owner's guards fail on the status.
     *
     * @param observed how long the caller has reached the database without failure. A lease that is longer is left
     *     alone: its worker may not have had the time to renew it since an outage that both of them saw
     * @param lost told of each claim whose worker is lost, so that what it still holds can be taken from it: it may hold
     *     even the process's own row, in a transaction that it was paused in. Such a process is left to the next call
     */
    public List<Rescued> rescueLapsed(Duration observed, int limit, Consumer<Claim> lost) {
        List<Lapsed> lapsed = database.look(handle -> handle.createQuery("""
                        SELECT TOP (:limit) p.ProcessID, p.ProcessName, p.WorkerID, p.Fence, p.WorkerAssigned
                          FROM FileControl p <dirty> LEFT JOIN Worker w <dirty> ON w.WorkerID = p.WorkerID
                         WHERE p.WorkerID > 0 AND p.Status = 'InProgress' AND p.LeaseUntil < <now>
                           AND COALESCE(w.LeaseMillis, 0) <= :observed
                         ORDER BY p.WorkerID, p.ProcessID""")
                .bind("limit", limit)
                .bind("observed", observed.toMillis())
                .map(ConstructorMapper.of(Lapsed.class))
                .list());
        List<Rescued> rescued = new ArrayList<>();
        for (Lapsed process : lapsed) {
            try {
                Status status = rescue(process);
                if (status != null) {
                    lost.accept(process.claim());
                    settleFiles(process.claim(), status);
                    rescued.add(new Rescued(process.claim(), status));
                }
            } catch (RuntimeException e) {
                if (!DatabaseErrors.isConflict(e)) {
                    throw e;
                }
                LOG.warnf(
                        "Process %d cannot be rescued yet, its row is locked: %s", process.processId(), e.getMessage());
                lost.accept(process.claim());
            }
        }
        return rescued;
    }

    private Status rescue(Lapsed process) {
        String why = "the lease of " + process.workerAssigned() + " lapsed";
        return database.briefly(handle -> {
            Status now = Endings.rescue(
                    handle, process.claim(), new Endings.GiveBack(true, null, "LeaseLapsed", "Rescued: " + why));
            if (now != null) {
                LogLines.ofProcess(handle, process.processId(), LogLines.WARNING, now.text() + ": rescued, " + why);
            }
            return now;
        });
    }

    /**
     * Apart from the rescue itself: the lost owner may hold these rows in a transaction that is still open. The next claim
     * takes a running file of a lower fence over anyway; those of a process that has ended are left to
     * {@link #settleEnded}.
     *
     * @return false: some are left, since they are many
     */
    private boolean settleFiles(Claim lost, Status status) {
        return database.unlessLocked(handle -> Endings.settleFiles(handle, lost, status))
                .orElse(true);
    }

    /** A process that ended, and how, with a file that is still open. */
    public record Unsettled(long processId, String processName, long fence, Status status) {
        Claim claim() {
            return new Claim(processId, processName, 0, fence);
        }
    }

    /**
     * Ends the open files of processes that have ended: when the processes ended, the rows of the files were locked, or there
     * were so many that the work was cut off. What is locked comes next time.
     */
    public void settleEnded() {
        database.read(handle -> handle.createQuery("""
                                SELECT DISTINCT p.ProcessID, p.ProcessName, p.Fence, p.Status
                                  FROM FileParameters f <skipLocked>
                                  JOIN FileControl p <skipLocked> ON p.ProcessID = f.ProcessID
                                 WHERE f.Tracking = 1 AND f.Status = 'InProgress'
                                   AND p.Tracking = 2 AND p.Status IN ('Failed', 'Cancelled')""")
                        .map(ConstructorMapper.of(Unsettled.class))
                        .list())
                .forEach(ended -> {
                    while (!settleFiles(ended.claim(), ended.status())) {
                        LOG.debugf("More files of process %d are left", ended.processId());
                    }
                });
    }

    /** A client whose process no longer runs; {@code workerId} is not null if a script took it from a live worker. */
    public record Freed(String processName, long processId, Long workerId) {}

    /**
     * Frees every client whose process no longer runs: the original's closing UPDATE, and scripts, do not know of it. What
     * somebody holds is left to the next call: a script that has not committed yet may have changed hundreds, and to try each
     * would be to wait for each.
     */
    public List<Freed> freeClients() {
        List<Freed> stuck = database.look(handle ->
                handle.createQuery("""
                        SELECT c.ProcessName, c.RunningProcessID AS ProcessID, p.WorkerID
                          FROM Client c <skipLocked>
                          LEFT JOIN FileControl p <dirty> ON p.ProcessID = c.RunningProcessID
                          LEFT JOIN FileControl free <skipLocked> ON free.ProcessID = c.RunningProcessID
                         WHERE c.RunningProcessID > 0
                           AND (p.Status IS NULL OR (p.Status <> 'InProgress' AND free.ProcessID > 0))""").map(ConstructorMapper.of(Freed.class)).list());
        List<Freed> freed = new ArrayList<>();
        for (Freed client : stuck) {
            if (database.unlessLocked(handle -> free(handle, client)).orElse(0) == 1) {
                freed.add(client);
            }
        }
        return freed;
    }

    private static int free(Handle handle, Freed client) {
        // The reset left the owner in the row; nobody runs it now.
        handle.createUpdate("""
                        UPDATE FileControl SET WorkerID = NULL, LeaseUntil = NULL
                         WHERE ProcessID = :processId AND Status <> 'InProgress'""").bindMethods(client).execute();
        return handle.createUpdate("""
                        UPDATE Client
                           SET RunningProcessID = NULL, QueueVersion = QueueVersion + 1,
                               Paused = CASE WHEN OnFailure = 'pause'
                                                  AND EXISTS (SELECT 1 FROM FileControl p
                                                               WHERE p.ProcessID = :processId AND p.Status = 'Failed')
                                             THEN 1 ELSE Paused END,
                               NextDue = CASE WHEN NextDue < <now> THEN NextDue ELSE <now> END
                         WHERE ProcessName = :processName AND RunningProcessID = :processId
                           AND NOT EXISTS (SELECT 1 FROM FileControl p
                                            WHERE p.ProcessID = :processId AND p.Status = 'InProgress')""").bindMethods(client).execute();
    }
}
