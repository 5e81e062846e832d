package estiva.control.process;

import estiva.control.audit.Deed;
import estiva.control.database.ControlDatabase;
import estiva.control.process.FileParts.Part;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** What clients, and their policies, change of processes: cancelled, retried, reprocessed. */
@Singleton
public class ProcessChanges {
    /** Or NULL: see {@link LongRuns#A_HUNDRED_YEARS}. */
    private static final String REPROCESS_MINUTES =
            "CASE WHEN c.ReprocessMinutes BETWEEN 0 AND " + LongRuns.A_HUNDRED_YEARS + " THEN c.ReprocessMinutes END";

    private static final String REPROCESS_DUE = """
            c.ProcessName = FileControl.ProcessName AND c.Runner = 'Estiva' AND c.Paused = 0
            AND FileControl.Reprocessed < c.ReprocessTimes
            AND FileControl.EndTime <= DATEADD(MINUTE, -""" + REPROCESS_MINUTES + ", <now>)";

    private static final String AGAIN = "Status = 'Pending', Attempt = 0, TimesUnavailable = NULL,"
            + " TimesUnavailableAlone = NULL, NotBefore = NULL, CancelRequestedAt = NULL,"
            + " WorkerAssigned = NULL, StartTime = NULL, EndTime = NULL, ErrorKind = NULL, LastError = NULL,"
            + " PassedSince = COALESCE(PassedSince, StartTime, EndTime, '1900-01-01'), Tracking = " + Adoption.ADOPTED;

    /** Files that are not yet as a retry leaves them. */
    private static final String NOT_SET_BACK = "Status <> 'Completed' AND (Status <> 'Pending' OR Tracking <> 1"
            + " OR StartTime IS NOT NULL OR EndTime IS NOT NULL OR LastError IS NOT NULL"
            + " OR (:same = 0 AND ImportVersion IS NOT NULL))";

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

    /** As the other one, because a rule says so. */
    public Change cancel(long processId) {
        return cancel(processId, (handle, change) -> {});
    }

    /** Cancels a Pending process at once, and asks the worker of a running one to stop. */
    public Change cancel(long processId, Deed deed) {
        return cancel(processId, (handle, change) -> RecordedChange.cancelled(handle, deed, processId, change));
    }

    private Change cancel(long processId, BiConsumer<Handle, Change> record) {
        Cancelled cancelled = database.inTransaction(handle -> cancel(handle, processId, record));
        boolean isSettled = cancelled.isSettled();
        while (!isSettled) {
            isSettled =
                    database.inTransaction(handle -> Endings.settleFiles(handle, cancelled.last(), Status.CANCELLED));
        }
        return cancelled.change();
    }

    /** @param last the last claim to the process, if it has been cancelled */
    private record Cancelled(Change change, Claim last, boolean isSettled) {}

    private static Cancelled cancel(Handle handle, long processId, BiConsumer<Handle, Change> record) {
        int cancelled = handle.createUpdate("""
                        UPDATE FileControl
                           SET Status = 'Cancelled', CancelRequestedAt = <now>, EndTime = <now>, Tracking = 2, Forced = 0, Discards = 0,
                               WorkerID = NULL, LeaseUntil = NULL, LastError = 'Cancelled'
                         WHERE ProcessID = :id AND Status = 'Pending'""").bind("id", processId).execute();
        if (cancelled == 1) {
            Claim last = new Claim(processId, null, 0, fenceOf(handle, processId));
            boolean isSettled = Endings.settleFiles(handle, last, Status.CANCELLED);
            LogLines.ofProcess(handle, processId, LogLines.INFO, "Cancelled before it started");
            record.accept(handle, Change.DONE);
            return new Cancelled(Change.DONE, last, isSettled);
        }
        int requested = handle.createUpdate("""
                        UPDATE FileControl SET CancelRequestedAt = <now>
                         WHERE ProcessID = :id AND Status = 'InProgress' AND CancelRequestedAt IS NULL""").bind("id", processId).execute();
        if (requested == 1) {
            LogLines.ofProcess(handle, processId, LogLines.INFO, "Cancellation requested");
            record.accept(handle, Change.REQUESTED);
        }
        if (requested == 1 || RecordedChange.statusOf(handle, processId).equals(Status.IN_PROGRESS.text())) {
            return new Cancelled(Change.REQUESTED, null, true);
        }
        return new Cancelled(Change.REFUSED, null, true);
    }

    private static long fenceOf(Handle handle, long processId) {
        return handle.createQuery("SELECT Fence FROM FileControl WHERE ProcessID = :id")
                .bind("id", processId)
                .mapTo(Long.class)
                .one();
    }

    /**
     * How a process is to run again.
     *
     * @param sameVersion whether its imports keep the version they had; otherwise the current one is taken
     * @param force whether its files are loaded though newer ones are in their place already, or a part of them is there
     * @param discard whether the rows that a file of it has committed in part are deleted first
     */
    public record Retry(boolean sameVersion, boolean force, boolean discard) {
        private static final Retry BY_ITSELF = new Retry(false, false, false);

        private String describe() {
            return (force ? ", forced: also over newer data" : "")
                    + (discard ? ", rows that are committed in part are discarded first" : "");
        }
    }

    public Change retry(long processId, boolean sameVersion, Deed deed) {
        return retry(processId, new Retry(sameVersion, false, false), deed);
    }

    /** Lets a Failed or Cancelled process run again: only the files that are not Completed. */
    public Change retry(long processId, Retry how, Deed deed) {
        String ended = "Status IN ('Failed', 'Cancelled')";
        return reopen(
                processId,
                how,
                "0",
                ended,
                "retry requested" + how.describe(),
                (handle, before) -> RecordedChange.retried(handle, deed, processId, before, how));
    }

    /** As {@link #retry}, for a process that its client's policy says is due for it. */
    public boolean reprocess(long processId) {
        String due = "Status = 'Failed' AND EXISTS (SELECT 1 FROM Client c WHERE " + REPROCESS_DUE + ")";
        String why = "reprocessed by its client's policy";
        return reopen(processId, Retry.BY_ITSELF, "Reprocessed + 1", due, why, (handle, before) -> {}) == Change.DONE;
    }

    /**
     * Failed processes whose clients have them reprocessed, and whose time for it has come. For each such client a seek in
     * IX_FileControl_Queue.
     */
    public List<Long> dueForReprocessing(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT TOP (:limit) FileControl.ProcessID
                          FROM Client c <skipLocked> JOIN FileControl <skipLocked> ON FileControl.ProcessName = c.ProcessName
                         WHERE FileControl.Status = 'Failed' AND
                        """ + REPROCESS_DUE + " ORDER BY FileControl.ProcessID")
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    private Change reopen(
            long processId,
            Retry how,
            String reprocessed,
            String guard,
            String why,
            BiConsumer<Handle, String> record) {
        int same = how.sameVersion() ? 1 : 0;
        // While the process has still ended: nobody starts it before all of them are set back.
        boolean isAllButTheRest = FileParts.allButTheRest(
                () -> part(processId, same),
                last -> database.inTransaction(handle -> change(handle, processId, "Tracking = Tracking", guard)
                        && setBack(handle, processId, same, last)));
        if (!isAllButTheRest) {
            return Change.REFUSED;
        }
        return database.inTransaction(handle -> {
            String before = RecordedChange.statusOf(handle, processId);
            if (!change(handle, processId, AGAIN + ", Reprocessed = " + reprocessed + asked(how), guard)) {
                return Change.REFUSED;
            }
            setBack(handle, processId, same, FileParts.REST);
            LogLines.ofProcess(handle, processId, LogLines.INFO, "Pending again: " + why);
            record.accept(handle, before);
            ClientQueue.arrived(handle, RecordedChange.nameOf(handle, processId), null);
            return Change.DONE;
        });
    }

    private static String asked(Retry how) {
        return ", Forced = " + (how.force() ? 1 : 0) + ", Discards = " + (how.discard() ? 1 : 0);
    }

    private Part part(long processId, int same) {
        return database.read(handle -> FileParts.first(handle, processId, NOT_SET_BACK, Map.of("same", same)));
    }

    private static boolean change(Handle handle, long processId, String change, String guard) {
        return handle.createUpdate("""
                        UPDATE FileControl SET <change>
                         WHERE ProcessID = :id
                           AND EXISTS (SELECT 1 FROM FileParameters f
                                        WHERE f.ProcessID = FileControl.ProcessID AND f.Status <> 'Completed')
                           AND
                        """ + guard)
                        .define("change", change)
                        .bind("id", processId)
                        .execute()
                == 1;
    }

    private static boolean setBack(Handle handle, long processId, int same, long last) {
        return handle.createUpdate("""
                        UPDATE FileParameters
                           SET Status = 'Pending', StartTime = NULL, EndTime = NULL, LastError = NULL, Tracking = 1,
                               ImportVersion = CASE WHEN :same = 1 THEN ImportVersion ELSE NULL END
                        """ + FileParts.PART + NOT_SET_BACK)
                        .bind("processId", processId)
                        .bind("last", last)
                        .bind("same", same)
                        .execute()
                > 0;
    }
}
