package estiva.control.process;

import estiva.control.database.InList;
import java.time.Instant;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/**
 * A client's row as its queue's summary. {@code NextDue} is never later than the truth: what makes a process startable
 * brings it forward, and only the dispatcher sets it back, guarded by {@code QueueVersion}, so that no arrival between
 * its look and its write is forgotten.
 */
final class ClientQueue {
    private ClientQueue() {}

    /** A process became Pending. Last in its transaction, so that the client's row is held as briefly as can be. */
    static void arrived(Handle handle, String processName, Instant due) {
        handle.createUpdate("""
                        UPDATE Client
                           SET QueueVersion = QueueVersion + 1,
                               NextDue = CASE WHEN NextDue < COALESCE(:due, <now>) THEN NextDue
                                              ELSE COALESCE(:due, <now>) END
                         WHERE ProcessName = :name""")
                .bindByType("due", due, Instant.class)
                .bind("name", processName)
                .execute();
    }

    /**
     * A process no longer runs: its client is free for the next one.
     *
     * @param due when the same process may start again; null: it has ended, or may at once
     */
    static void freed(Handle handle, Claim claim, Instant due) {
        handle.createUpdate("""
                        UPDATE Client
                           SET QueueVersion = QueueVersion + 1,
                               RunningProcessID =
                                   CASE WHEN RunningProcessID = :processId THEN NULL ELSE RunningProcessID END,
                               NextDue = CASE WHEN NextDue < COALESCE(:due, <now>) THEN NextDue
                                              ELSE COALESCE(:due, <now>) END,
                               Paused = CASE WHEN OnFailure = 'pause'
                                                  AND EXISTS (SELECT 1 FROM FileControl p
                                                               WHERE p.ProcessID = :processId AND p.Status = 'Failed')
                                             THEN 1 ELSE Paused END
                         WHERE ProcessName = :processName""")
                .bindByType("due", due, Instant.class)
                .bind("processId", claim.processId())
                .bind("processName", claim.processName())
                .execute();
    }

    /** Processes have ended: the clients that they held are free for their next ones. */
    static void freedByEnd(Handle handle, Collection<Long> processIds) {
        handle.createUpdate("""
                        UPDATE Client
                           SET QueueVersion = QueueVersion + 1,
                               NextDue = CASE WHEN NextDue < <now> THEN NextDue ELSE <now> END,
                               Paused = CASE WHEN OnFailure = 'pause'
                                                  AND EXISTS (SELECT 1 FROM FileControl p
                                                               WHERE p.ProcessID = Client.RunningProcessID
                                                                 AND p.Status = 'Failed')
                                             THEN 1 ELSE Paused END,
                               RunningProcessID = NULL
                         WHERE RunningProcessID IN (<ids>)""").bindList("ids", InList.of(processIds)).execute();
    }
}
