package estiva.control.process;

import estiva.control.client.Clients;
import estiva.control.database.ControlDatabase;
import estiva.control.database.InList;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Takes rows into Estiva's books that others wrote with plain INSERTs and UPDATEs. They are found by {@code Tracking},
 * through an index, and never by their id or their times, which may be anybody's.
 */
@Singleton
public class Adoption {
    private static final int SETTLED_AT_ONCE = 1_000;

    /**
     * Tracking of a process that is Pending again. One that ended before it was adopted has no MaxAttempts yet, perhaps
     * not even a client: it is a stranger still.
     */
    static final String ADOPTED = "CASE WHEN MaxAttempts IS NULL THEN 0 ELSE 1 END";

    private final ControlDatabase database;
    private final Clients clients;

    public Adoption(ControlDatabase database, Clients clients) {
        this.database = database;
        this.clients = clients;
    }

    /** A process that is not in Estiva's books. Its inserter may still be writing: two autocommits, perhaps. */
    public record Stranger(long processId, String processName, int files, int minutesOld) {}

    /** Strangers after the given id, by id. */
    public List<Stranger> strangers(long after, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT p.ProcessID, p.ProcessName,
                               (SELECT COUNT(*) FROM FileParameters f WHERE f.ProcessID = p.ProcessID) AS Files,
                               COALESCE(DATEDIFF(MINUTE, p.CreatedAt, <now>), 0) AS MinutesOld
                          FROM FileControl p
                         WHERE p.Tracking = 0 AND p.Status = 'Pending' AND p.ProcessID > :after
                         ORDER BY p.Tracking, p.Status, p.ProcessID
                         OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY""")
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Stranger.class))
                .list());
    }

    /** @return whether this call adopted it; another dispatcher may have been first */
    public boolean adopt(Stranger stranger) {
        String name = stranger.processName().strip();
        clients.ensure(name);
        return database.inTransaction(handle -> {
            int adopted = handle.createUpdate("""
                            UPDATE FileControl
                               SET Tracking = 1, ProcessName = :name,
                                   MaxAttempts = COALESCE(MaxAttempts,
                                                     (SELECT c.MaxAttempts FROM Client c WHERE c.ProcessName = :name))
                             WHERE ProcessID = :id AND Tracking = 0 AND Status = 'Pending'""")
                    .bind("name", name)
                    .bind("id", stranger.processId())
                    .execute();
            if (adopted == 0) {
                return false;
            }
            handle.createUpdate("""
                            UPDATE FileParameters SET Tracking = 1
                             WHERE ProcessID = :id AND Tracking = 0 AND Status = 'Pending'""").bind("id", stranger.processId()).execute();
            LogLines.ofProcess(handle, stranger.processId(), LogLines.INFO, "Adopted from a plain INSERT");
            ClientQueue.arrived(handle, name, null);
            return true;
        });
    }

    /** Ended processes that have a Pending file again, or were set to Pending themselves: a reprocess script's doing. */
    public List<Long> reopened(int limit) {
        return database.read(handle ->
                handle.createQuery("""
                        SELECT TOP (:limit) ProcessID FROM (
                            SELECT f.ProcessID FROM FileParameters f
                              JOIN FileControl p ON p.ProcessID = f.ProcessID
                             WHERE f.Tracking = 2 AND f.Status = 'Pending'
                             UNION
                            SELECT f.ProcessID FROM FileParameters f
                              JOIN FileControl p ON p.ProcessID = f.ProcessID
                             WHERE f.Tracking = 0 AND f.Status = 'Pending' AND p.Tracking > 0
                             UNION
                            SELECT p.ProcessID FROM FileControl p WHERE p.Tracking = 2 AND p.Status = 'Pending'
                        ) Reopened ORDER BY ProcessID""").bind("limit", limit).mapTo(Long.class).list());
    }

    /** Takes the files back into the books, and their process back to Pending unless it runs. */
    public void reopen(long processId) {
        database.useTransaction(handle -> {
            int reopened = handle.createUpdate("""
                            UPDATE FileControl
                               SET Status = 'Pending', Tracking = <adopted>, Attempt = 0, NotBefore = NULL, EndTime = NULL,
                                   StartTime = NULL, WorkerAssigned = NULL, CancelRequestedAt = NULL, LastError = NULL
                             WHERE ProcessID = :id AND Tracking > 0
                               AND (Status IN ('Completed', 'Failed', 'Cancelled')
                                    OR (Status = 'Pending' AND Tracking = 2))""")
                    .define("adopted", ADOPTED)
                    .bind("id", processId)
                    .execute();
            handle.createUpdate("""
                            UPDATE FileParameters
                               SET Tracking = 1, StartTime = NULL, EndTime = NULL, LastError = NULL
                             WHERE ProcessID = :id AND Tracking IN (0, 2) AND Status = 'Pending'""").bind("id", processId).execute();
            if (reopened == 1) {
                LogLines.ofProcess(handle, processId, LogLines.INFO, "Pending again: files were set back");
                String name = handle.createQuery("SELECT ProcessName FROM FileControl WHERE ProcessID = :id")
                        .bind("id", processId)
                        .mapTo(String.class)
                        .one();
                ClientQueue.arrived(handle, name, null);
            }
        });
    }

    /**
     * Closes in the books what others ended by their own UPDATE, so that a later reset of it is noticed. One seek for
     * each state, because H2 follows an index no further than an IN.
     */
    public void settle() {
        settle("FileControl", "ProcessID");
        settle("FileParameters", "FileID");
    }

    private void settle(String table, String key) {
        List<Long> ended = database.read(handle -> handle.createQuery("""
                        SELECT TOP (:limit) <key> FROM (
                            SELECT <key> FROM <table> WHERE Tracking = 1 AND Status = 'Completed'
                             UNION ALL
                            SELECT <key> FROM <table> WHERE Tracking = 1 AND Status = 'Failed'
                             UNION ALL
                            SELECT <key> FROM <table> WHERE Tracking = 1 AND Status = 'Cancelled'
                        ) Ended""")
                .define("key", key)
                .define("table", table)
                .bind("limit", SETTLED_AT_ONCE)
                .mapTo(Long.class)
                .list());
        if (!ended.isEmpty()) {
            database.useTransaction(handle -> handle.createUpdate("""
                            UPDATE <table> SET Tracking = 2
                             WHERE <key> IN (<ids>) AND Tracking = 1
                               AND Status IN ('Completed', 'Failed', 'Cancelled')""")
                    .define("key", key)
                    .define("table", table)
                    .bindList("ids", InList.of(ended))
                    .execute());
        }
    }
}
