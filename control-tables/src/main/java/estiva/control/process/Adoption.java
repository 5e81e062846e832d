package estiva.control.process;

import estiva.control.client.Clients;
import estiva.control.database.ControlDatabase;
import estiva.control.process.FileParts.Part;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Takes rows into Estiva's books that others wrote with plain INSERTs and UPDATEs. They are found by {@code Tracking},
 * through an index, and never by their id or their times, which may be anybody's.
 */
@Singleton
public class Adoption {
    /** How long a process may be without files before somebody should know. */
    public static final Duration WITHOUT_FILES = Duration.ofMinutes(10);

    /**
     * Tracking of a process that is Pending again. One that ended before it was adopted has no MaxAttempts yet, perhaps
     * not even a client: it is a stranger still.
     */
    static final String ADOPTED = "CASE WHEN MaxAttempts IS NULL THEN 0 ELSE 1 END";

    private static final String NEW_FILE = "Tracking = 0 AND Status = 'Pending'";

    /** A file that a script set back, or added to a process that is in the books. */
    private static final String RESET_FILE = "Tracking IN (0, 2) AND Status = 'Pending'";

    private final ControlDatabase database;
    private final Clients clients;

    public Adoption(ControlDatabase database, Clients clients) {
        this.database = database;
        this.clients = clients;
    }

    /**
     * A process that is not in Estiva's books. Its inserter may still be writing: two autocommits, perhaps.
     *
     * @param files that are committed
     * @param isWriting whether there are more, which somebody has not committed yet
     * @param isOld whether its row says that it was made {@link #WITHOUT_FILES} ago
     */
    public record Stranger(long processId, String processName, int files, boolean isWriting, boolean isOld) {}

    /**
     * Strangers after the given id, by id. What its script has not committed yet, or changes just now, is left to the next look.
     * The age is compared, not counted: a DATEDIFF overflows at the times that anybody may write
     * (https://learn.microsoft.com/sql/t-sql/functions/datediff-transact-sql).
     */
    public List<Stranger> strangers(long after, int limit) {
        return database.unlessLocked(handle -> handle.createQuery("""
                        SELECT p.ProcessID, p.ProcessName, p.Files,
                               CASE WHEN p.Files < p.AllFiles THEN 1 ELSE 0 END AS IsWriting,
                               CASE WHEN p.CreatedAt <= DATEADD(MINUTE, -:old, <now>) THEN 1 ELSE 0 END AS IsOld
                          FROM (SELECT p.ProcessID, p.ProcessName, p.CreatedAt,
                                       (SELECT COUNT(*) FROM FileParameters f <skipLocked>
                                         WHERE f.ProcessID = p.ProcessID) AS Files,
                                       (SELECT COUNT(*) FROM FileParameters f <dirty>
                                         WHERE f.ProcessID = p.ProcessID) AS AllFiles
                                  FROM FileControl p <skipLocked>
                                 WHERE p.Tracking = 0 AND p.Status = 'Pending' AND p.ProcessID > :after
                                 ORDER BY p.Tracking, p.Status, p.ProcessID
                                 OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY) p
                         ORDER BY p.ProcessID""")
                        .bind("after", after)
                        .bind("limit", limit)
                        .bind("old", (int) WITHOUT_FILES.toMinutes())
                        .map(ConstructorMapper.of(Stranger.class))
                        .list())
                .orElse(List.of());
    }

    /**
     * Gives the process its client's own name, whatever way the inserter wrote it: what the collation takes for equal is one
     * client in keys too, which are made of the text.
     *
     * @return whether this call adopted it; another dispatcher may have been first, or somebody holds a row of it
     */
    public boolean adopt(Stranger stranger) {
        String name = stranger.processName().strip();
        long id = stranger.processId();
        Optional<Boolean> isKnown = database.unlessLocked(handle -> clients.isKnown(handle, name));
        if (isKnown.isEmpty()) {
            return false;
        }
        if (!isKnown.get()) {
            clients.add(name);
        }
        // The files first: as long as their process is a stranger, the next look finds it.
        boolean isAllButTheRest = FileParts.allButTheRest(
                () -> part(id, NEW_FILE),
                last -> isDone(handle -> take(handle, id, null) && takeFiles(handle, id, last)));
        return isAllButTheRest
                && isDone(handle -> {
                    if (!take(handle, id, name)) {
                        return false;
                    }
                    takeFiles(handle, id, FileParts.REST);
                    LogLines.ofProcess(handle, id, LogLines.INFO, "Adopted from a plain INSERT");
                    ClientQueue.arrived(handle, name, null);
                    return true;
                });
    }

    private boolean isDone(Function<Handle, Boolean> work) {
        return database.unlessLocked(work).orElse(false);
    }

    /** @param name null: it is only seen to that nobody else takes it meanwhile */
    private static boolean take(Handle handle, long processId, String name) {
        return handle.createUpdate("""
                        UPDATE FileControl
                           SET Tracking = CASE WHEN :name IS NULL THEN 0 ELSE 1 END,
                               ProcessName = COALESCE(
                                   (SELECT c.ProcessName FROM Client c WHERE c.ProcessName = :name), ProcessName),
                               MaxAttempts = COALESCE(MaxAttempts,
                                                 (SELECT c.MaxAttempts FROM Client c WHERE c.ProcessName = :name))
                         WHERE ProcessID = :processId AND Tracking = 0 AND Status = 'Pending'""")
                        .bind("name", name)
                        .bind("processId", processId)
                        .execute()
                == 1;
    }

    private static boolean takeFiles(Handle handle, long processId, long last) {
        return handle.createUpdate("UPDATE FileParameters SET Tracking = 1" + FileParts.PART + NEW_FILE)
                        .bind("processId", processId)
                        .bind("last", last)
                        .execute()
                > 0;
    }

    private Part part(long processId, String which) {
        return database.look(handle -> FileParts.first(handle, processId, which, Map.of()));
    }

    /**
     * Ended processes that have a Pending file again, or were set to Pending themselves: a reprocess script's doing. What the
     * script has not committed yet is left to the next look: it may be hundreds, and to try each would be to wait for each.
     */
    public List<Long> reopened(int limit) {
        return database.unlessLocked(handle -> handle.createQuery("""
                        SELECT TOP (:limit) ProcessID FROM (
                            SELECT f.ProcessID FROM FileParameters f <skipLocked>
                              JOIN FileControl p <skipLocked> ON p.ProcessID = f.ProcessID
                             WHERE f.Tracking = 2 AND f.Status = 'Pending'
                             UNION
                            SELECT f.ProcessID FROM FileParameters f <skipLocked>
                              JOIN FileControl p <skipLocked> ON p.ProcessID = f.ProcessID
                             WHERE f.Tracking = 0 AND f.Status = 'Pending' AND p.Tracking > 0
                             UNION
                            SELECT p.ProcessID FROM FileControl p <skipLocked>
                             WHERE p.Tracking = 2 AND p.Status = 'Pending'
                        ) Reopened ORDER BY ProcessID""")
                        .bind("limit", limit)
                        .mapTo(Long.class)
                        .list())
                .orElse(List.of());
    }

    /** Takes the files back into the books, and their process back to Pending unless it runs; nothing if a row is locked. */
    public void reopen(long processId) {
        // The last of the files with their process: as long as one is left, the next look finds it.
        boolean isAllButTheRest = FileParts.allButTheRest(
                () -> part(processId, RESET_FILE), last -> isDone(handle -> takeBackFiles(handle, processId, last)));
        if (!isAllButTheRest) {
            return;
        }
        isDone(handle -> {
            if (takeBack(handle, processId)) {
                LogLines.ofProcess(handle, processId, LogLines.INFO, "Pending again: files were set back");
                String name = handle.createQuery("SELECT ProcessName FROM FileControl WHERE ProcessID = :id")
                        .bind("id", processId)
                        .mapTo(String.class)
                        .one();
                ClientQueue.arrived(handle, name, null);
            }
            return takeBackFiles(handle, processId, FileParts.REST);
        });
    }

    /** Only if there is a reason yet: the script may have thought better of it since the look. */
    private static boolean takeBack(Handle handle, long processId) {
        return handle.createUpdate("""
                        UPDATE FileControl
                           SET Status = 'Pending', Tracking = <adopted>, Attempt = 0, TimesUnavailable = NULL,
                               TimesUnavailableAlone = NULL, NotBefore = NULL, EndTime = NULL,
                               StartTime = NULL, WorkerAssigned = NULL, CancelRequestedAt = NULL, LastError = NULL,
                               PassedSince = '1900-01-01', Forced = 0, Discards = 0
                         WHERE ProcessID = :processId AND Tracking > 0
                           AND ((Status = 'Pending' AND Tracking = 2)
                                OR (Status IN ('Completed', 'Failed', 'Cancelled')
                                    AND EXISTS (SELECT 1 FROM FileParameters
                                                 WHERE ProcessID = :processId AND <reset>)))""")
                        .define("adopted", ADOPTED)
                        .define("reset", RESET_FILE)
                        .bind("processId", processId)
                        .execute()
                == 1;
    }

    private static boolean takeBackFiles(Handle handle, long processId, long last) {
        return handle.createUpdate("UPDATE FileParameters SET Tracking = 1, StartTime = NULL, EndTime = NULL,"
                                + " LastError = NULL" + FileParts.PART + RESET_FILE)
                        .bind("processId", processId)
                        .bind("last", last)
                        .execute()
                > 0;
    }

    /** Closes in the books what others ended by their own UPDATE, so that a later reset of it is noticed. */
    public void settle() {
        Settling.of(database, "FileControl", "ProcessID");
        Settling.of(database, "FileParameters", "FileID");
    }
}
