package estiva.control.process;

import estiva.control.process.FileParts.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** The ways in which a process stops running, each decided by its files and its own row in one guarded UPDATE. */
final class Endings {
    /** What a process is when none of its files is open. */
    private static final String END = """
            CASE WHEN NOT EXISTS (SELECT 1 FROM FileParameters f
                                   WHERE f.ProcessID = FileControl.ProcessID AND f.Status <> 'Completed')
                      THEN 'Completed'
                 WHEN CancelRequestedAt IS NOT NULL THEN 'Cancelled'
                 ELSE 'Failed' END
            """;

    private static final String OPEN_FILES = """
            EXISTS (SELECT 1 FROM FileParameters f
                     WHERE f.ProcessID = FileControl.ProcessID AND f.Status IN ('Pending', 'InProgress'))
            """;

    private static final String FIRST_FILE_ERROR = """
            (SELECT TOP 1 f.LastError FROM FileParameters f
              WHERE f.ProcessID = FileControl.ProcessID AND f.Status = 'Failed' ORDER BY f.FileID)
            """;

    /** What somebody asked for with a retry is asked for once. */
    static final String NOTHING_ASKED = "Forced = 0, Discards = 0";

    private static final String FINISH = "UPDATE FileControl SET Status = " + END + ", LastError = " + FIRST_FILE_ERROR
            + ", EndTime = <now>, WorkerID = NULL, LeaseUntil = NULL, Tracking = 2, " + NOTHING_ASKED + " WHERE NOT "
            + OPEN_FILES + " AND ";

    private static final String UNDER_CLAIM = "Fence <= :fence AND ";

    private Endings() {}

    /**
     * All files have ended: so do their processes. Each is sought by its key, of which there is one: nothing is cheaper. Its files
     * are counted in IX_FileParameters_Process.
     *
     * @return those that ended; of the others the claim is lost, or a file is open again
     */
    static List<Claim> finish(Handle handle, Collection<Claim> claims) {
        PreparedBatch batch = handle.prepareBatch(FINISH
                + "ProcessID = :processId AND Status = 'InProgress' AND WorkerID = :workerId AND Fence = :fence");
        claims.forEach(claim -> batch.bindMethods(claim).add());
        int[] counts = batch.execute();
        List<Claim> ended = new ArrayList<>();
        int i = 0;
        for (Claim claim : claims) {
            if (counts[i++] == 1) {
                ended.add(claim);
            }
        }
        return ended;
    }

    /** @return whether each of them ended; if not, which did is not told, and the caller rolls back */
    static boolean finishTogether(Handle handle, List<Claim> claims) {
        return HeldClaims.bind(handle.createUpdate(FINISH + "<held>"), claims).execute() == claims.size();
    }

    /** A Pending process has no file to load: it ends as its files did; without any file it awaits adoption again. */
    static void endWithoutOpenFiles(Handle handle, long processId) {
        handle.createUpdate("UPDATE FileControl SET Status = " + END + ", LastError = " + FIRST_FILE_ERROR
                        + """
                          , EndTime = <now>, Tracking = 2, Forced = 0, Discards = 0
                           WHERE ProcessID = :processId AND Status = 'Pending'
                             AND EXISTS (SELECT 1 FROM FileParameters f WHERE f.ProcessID = FileControl.ProcessID)
                             AND NOT
                          """
                        + OPEN_FILES)
                .bind("processId", processId)
                .execute();
        handle.createUpdate("""
                        UPDATE FileControl SET Tracking = 0
                         WHERE ProcessID = :processId AND Status = 'Pending'
                           AND NOT EXISTS (SELECT 1 FROM FileParameters f WHERE f.ProcessID = FileControl.ProcessID)""").bind("processId", processId).execute();
    }

    /**
     * Why and how a process stops before its files have ended.
     *
     * @param spendsAttempt whether this counts against MaxAttempts
     * @param due when it may start again; null: at once
     * @param errorKind and {@code error}: null for a release, which is no error
     * @param isAlone whether its database was well for others meanwhile, if the error kind is {@link #UNAVAILABLE}
     */
    record GiveBack(boolean spendsAttempt, Instant due, String errorKind, String error, boolean isAlone) {
        GiveBack(boolean spendsAttempt, Instant due, String errorKind, String error) {
            this(spendsAttempt, due, errorKind, error, false);
        }
    }

    static final String UNAVAILABLE = "Unavailable";

    /** The worker gives its own claim back. Null: the claim is lost. */
    static Status giveBack(Handle handle, Claim claim, GiveBack reason) {
        return giveBack(handle, claim, reason, "WorkerID = :workerId");
    }

    /** The dispatcher takes a lapsed claim back; a lease that was renewed meanwhile keeps it. Null: it was. */
    static Status rescue(Handle handle, Claim claim, GiveBack reason) {
        return giveBack(handle, claim, reason, "WorkerID = :workerId AND LeaseUntil < <now>");
    }

    /**
     * Sought by the process's key, of which there is one: neither IX_FileControl_Worker nor _Status finds less. Its files are asked for
     * in IX_FileParameters_Process.
     */
    private static Status giveBack(Handle handle, Claim claim, GiveBack reason, String owner) {
        Update update = handle.createUpdate(
                "UPDATE FileControl SET Status = CASE WHEN NOT " + OPEN_FILES + " THEN " + END + """
                   WHEN CancelRequestedAt IS NOT NULL THEN 'Cancelled'
                   WHEN :spends = 1 AND Attempt + 1 >= COALESCE(MaxAttempts, 3) THEN 'Failed'
                   ELSE 'Pending' END,
                  Attempt = Attempt + :spends, NotBefore = :due, WorkerID = NULL, LeaseUntil = NULL,
                  PassedSince = CASE WHEN :waits = 1 THEN COALESCE(PassedSince, StartTime, <now>) ELSE PassedSince END,
                  ErrorKind = :errorKind, LastError = :error,
                  TimesUnavailable = CASE WHEN :unavailable = 1 THEN COALESCE(TimesUnavailable, 0) + 1
                                          WHEN :spends = 0 THEN TimesUnavailable END,
                  TimesUnavailableAlone = CASE WHEN :alone = 1 THEN COALESCE(TimesUnavailableAlone, 0) + 1
                                               WHEN :unavailable = 1 OR :spends = 0 THEN TimesUnavailableAlone END
                  WHERE ProcessID = :processId AND Status = 'InProgress' AND Fence = :fence AND
                  """ + owner);
        int count = update.bindMethods(claim)
                .bind("spends", reason.spendsAttempt() ? 1 : 0)
                .bind("unavailable", UNAVAILABLE.equals(reason.errorKind()) ? 1 : 0)
                .bind("alone", reason.isAlone() ? 1 : 0)
                .bindByType("due", reason.due(), Instant.class)
                // One that may start at once stays the first in line; one that waits may be passed.
                .bind("waits", reason.due() == null ? 0 : 1)
                .bind("errorKind", reason.errorKind())
                .bind("error", LogLines.message(reason.error()))
                .execute();
        if (count == 0) {
            return null;
        }
        Status status = handle.createQuery("SELECT Status FROM FileControl WHERE ProcessID = :id")
                .bind("id", claim.processId())
                .mapTo(Status.class)
                .one();
        settle(handle, claim, status);
        ClientQueue.freed(handle, claim, status == Status.PENDING ? reason.due() : null);
        return status;
    }

    private static void settle(Handle handle, Claim claim, Status status) {
        if (status.isEnded()) {
            handle.createUpdate("UPDATE FileControl SET EndTime = <now>, Tracking = 2, " + NOTHING_ASKED
                            + " WHERE ProcessID = :id")
                    .bind("id", claim.processId())
                    .execute();
        } else {
            handle.createUpdate("UPDATE FileControl SET WorkerAssigned = NULL, StartTime = NULL WHERE ProcessID = :id")
                    .bind("id", claim.processId())
                    .execute();
        }
    }

    /**
     * Files that were running under the claim follow their process; those of a later claim are left alone, and all of them
     * if it has been set back to Pending meanwhile. No more at once than a statement should take.
     *
     * @return false: some are left; the caller commits and comes again, and if it is cut off before it does,
     *     {@link Rescue#settleEnded} does, or the next claim of a process that is Pending
     */
    static boolean settleFiles(Handle handle, Claim claim, Status status) {
        return switch (status) {
            case PENDING -> giveFilesBack(handle, claim);
            case FAILED, CANCELLED -> !isStill(handle, claim, status) || endFiles(handle, claim, status);
            case IN_PROGRESS, COMPLETED -> true;
        };
    }

    private static boolean giveFilesBack(Handle handle, Claim claim) {
        Part part = part(handle, claim, "Status = 'InProgress'");
        handle.createUpdate("UPDATE FileParameters SET Status = 'Pending', StartTime = NULL" + FileParts.PART
                        + UNDER_CLAIM + "Status = 'InProgress'")
                .bindMethods(claim)
                .bind("last", part.last())
                .execute();
        return part.isRest();
    }

    private static Part part(Handle handle, Claim claim, String open) {
        return FileParts.first(handle, claim.processId(), UNDER_CLAIM + open, Map.of("fence", claim.fence()));
    }

    /** An UPDATE, so that nobody sets the process back until the caller commits. */
    private static boolean isStill(Handle handle, Claim claim, Status status) {
        return handle.createUpdate("""
                        UPDATE FileControl SET Tracking = 2
                         WHERE ProcessID = :processId AND Status = :status AND Fence = :fence""")
                        .bindMethods(claim)
                        .bind("status", status.text())
                        .execute()
                == 1;
    }

    /** Those that are InProgress come last: as long as there is one, {@link Rescue#settleEnded} finds the process. */
    private static boolean endFiles(Handle handle, Claim claim, Status status) {
        if (endFiles(handle, claim, status, "Status = 'Pending'")) {
            return endFiles(handle, claim, status, "Status = 'InProgress'");
        }
        mark(handle, claim);
        return false;
    }

    private static boolean endFiles(Handle handle, Claim claim, Status status, String open) {
        Part part = part(handle, claim, open);
        handle.createUpdate("""
                        UPDATE FileParameters
                           SET Status = :status, EndTime = <now>, Tracking = 2,
                               LastError = (SELECT p.LastError FROM FileControl p WHERE p.ProcessID = :processId)
                        """ + FileParts.PART + UNDER_CLAIM + "<open>")
                .define("open", open)
                .bindMethods(claim)
                .bind("status", status.text())
                .bind("last", part.last())
                .execute();
        return part.isRest();
    }

    private static void mark(Handle handle, Claim claim) {
        handle.createUpdate("""
                        UPDATE FileParameters SET Status = 'InProgress', Tracking = 1
                         WHERE FileID = (SELECT MAX(FileID) FROM FileParameters
                                          WHERE ProcessID = :processId AND Status = 'Pending' AND Fence <= :fence)
                           AND Status = 'Pending'
                           AND NOT EXISTS (SELECT 1 FROM FileParameters
                                            WHERE ProcessID = :processId AND Status = 'InProgress' AND Tracking = 1)""").bindMethods(claim).execute();
    }
}
