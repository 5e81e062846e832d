package estiva.control.process;

import estiva.control.database.ControlDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What clients, and their policies, change of processes: cancelled, retried, reprocessed. */
@Singleton
public class ProcessChanges {
    private static final String REPROCESS_DUE = """
            c.ProcessName = FileControl.ProcessName AND c.Runner = 'Estiva' AND c.Paused = 0
            AND FileControl.Reprocessed < c.ReprocessTimes
            AND FileControl.EndTime <= DATEADD(MINUTE, -c.ReprocessMinutes, <now>)
            """;

    private final ControlDatabase database;

    public ProcessChanges(ControlDatabase database) {
        this.database = database;
    }

    /** What became of a request to change a process. */
    public enum Change {
        /** Done. */
        DONE,
        /** A worker runs it and will acknowledge within a heartbeat. */
        REQUESTED,
        /** Its state does not allow it. */
        REFUSED
    }

    /** Cancels a Pending process at once, and asks the worker of a running one to stop. */
    public Change cancel(long processId) {
        return database.inTransaction(handle -> {
            int cancelled = handle.createUpdate("""
                            UPDATE FileControl
                               SET Status = 'Cancelled', CancelRequestedAt = <now>, EndTime = <now>, Tracking = 2,
                                   WorkerID = NULL, LeaseUntil = NULL, LastError = 'Cancelled'
                             WHERE ProcessID = :id AND Status = 'Pending'""").bind("id", processId).execute();
            if (cancelled == 1) {
                handle.createUpdate("""
                                UPDATE FileParameters
                                   SET Status = 'Cancelled', EndTime = <now>, Tracking = 2, LastError = 'Cancelled'
                                 WHERE ProcessID = :id AND Status IN ('Pending', 'InProgress')""").bind("id", processId).execute();
                LogLines.ofProcess(handle, processId, LogLines.INFO, "Cancelled before it started");
                return Change.DONE;
            }
            int requested = handle.createUpdate("""
                            UPDATE FileControl SET CancelRequestedAt = COALESCE(CancelRequestedAt, <now>)
                             WHERE ProcessID = :id AND Status = 'InProgress'""").bind("id", processId).execute();
            if (requested == 1) {
                LogLines.ofProcess(handle, processId, LogLines.INFO, "Cancellation requested");
                return Change.REQUESTED;
            }
            return Change.REFUSED;
        });
    }

    /**
     * Lets a Failed or Cancelled process run again: only the files that are not Completed.
     *
     * @param sameVersion whether its imports keep the version they had; otherwise the current one is taken
     */
    public Change retry(long processId, boolean sameVersion) {
        return reopen(processId, sameVersion, "0", "Status IN ('Failed', 'Cancelled')", "retry requested");
    }

    /** As {@link #retry}, for a process that its client's policy says is due for it. */
    public boolean reprocess(long processId) {
        String due = "Status = 'Failed' AND EXISTS (SELECT 1 FROM Client c WHERE " + REPROCESS_DUE + ")";
        return reopen(processId, false, "Reprocessed + 1", due, "reprocessed by its client's policy") == Change.DONE;
    }

    /**
     * Failed processes whose clients have them reprocessed, and whose time for it has come. For each such client a seek in
     * IX_FileControl_Queue.
     */
    public List<Long> dueForReprocessing(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT TOP (:limit) FileControl.ProcessID
                          FROM Client c JOIN FileControl ON FileControl.ProcessName = c.ProcessName
                         WHERE FileControl.Status = 'Failed' AND
                        """ + REPROCESS_DUE + " ORDER BY FileControl.ProcessID")
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    private Change reopen(long processId, boolean sameVersion, String reprocessed, String guard, String why) {
        return database.inTransaction(handle -> {
            int pending = handle.createUpdate("""
                            UPDATE FileControl
                               SET Status = 'Pending', Attempt = 0, NotBefore = NULL, CancelRequestedAt = NULL,
                                   WorkerAssigned = NULL, StartTime = NULL, EndTime = NULL, ErrorKind = NULL,
                                   LastError = NULL, Tracking = <adopted>, Reprocessed = <reprocessed>
                             WHERE ProcessID = :id
                               AND EXISTS (SELECT 1 FROM FileParameters f
                                            WHERE f.ProcessID = FileControl.ProcessID AND f.Status <> 'Completed')
                               AND
                            """ + guard)
                    .define("adopted", Adoption.ADOPTED)
                    .define("reprocessed", reprocessed)
                    .bind("id", processId)
                    .execute();
            if (pending == 0) {
                return Change.REFUSED;
            }
            handle.createUpdate("""
                            UPDATE FileParameters
                               SET Status = 'Pending', StartTime = NULL, EndTime = NULL, LastError = NULL, Tracking = 1,
                                   ImportVersion = CASE WHEN :same = 1 THEN ImportVersion ELSE NULL END
                             WHERE ProcessID = :id AND Status <> 'Completed'""")
                    .bind("id", processId)
                    .bind("same", sameVersion ? 1 : 0)
                    .execute();
            LogLines.ofProcess(handle, processId, LogLines.INFO, "Pending again: " + why);
            ClientQueue.arrived(handle, nameOf(handle, processId), null);
            return Change.DONE;
        });
    }

    private static String nameOf(Handle handle, long processId) {
        return handle.createQuery("SELECT ProcessName FROM FileControl WHERE ProcessID = :id")
                .bind("id", processId)
                .mapTo(String.class)
                .one();
    }
}
