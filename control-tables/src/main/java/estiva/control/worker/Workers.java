package estiva.control.worker;

import estiva.control.database.ControlDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The workers: who is there, how much each can take. */
@Singleton
public class Workers {
    private static final String SELECT = """
            SELECT w.WorkerID, w.WorkerName, w.Slots, w.Prefetch, w.LeaseMillis, w.Version, w.StartedAt, w.HeartbeatAt, w.Draining,
                   w.StoppedAt,
                   (SELECT COUNT(*) FROM FileControl p <dirty>
                     WHERE p.WorkerID = w.WorkerID AND p.Status = 'InProgress') AS Running,
                   CASE WHEN w.StoppedAt IS NULL AND w.HeartbeatAt > DATEADD(MILLISECOND, -w.LeaseMillis, <now>)
                        THEN 1 ELSE 0 END AS Alive
              FROM Worker w <dirty>
            """;

    private final ControlDatabase database;

    public Workers(ControlDatabase database) {
        this.database = database;
    }

    /** Registers one start of a worker. */
    public long start(String name, int slots, long leaseMillis, String version) {
        return database.inTransaction(handle -> handle.createUpdate("""
                        INSERT INTO Worker (WorkerName, Slots, Prefetch, LeaseMillis, Version)
                        VALUES (:name, :slots, :slots, :leaseMillis, :version)""")
                .bind("name", name)
                .bind("slots", slots)
                .bind("leaseMillis", leaseMillis)
                .bind("version", version)
                .executeAndReturnGeneratedKeys("WorkerID")
                .mapTo(Long.class)
                .one());
    }

    /** Sets how many processes the worker may hold at once. */
    public void prefetch(long workerId, int processes) {
        database.briefly(handle -> handle.createUpdate("UPDATE Worker SET Prefetch = :processes WHERE WorkerID = :id")
                .bind("processes", processes)
                .bind("id", workerId)
                .execute());
    }

    /** Asks the dispatchers for no more work; what was assigned before goes on. */
    public void drain(long workerId) {
        set(workerId, "Draining = 1");
    }

    public void stop(long workerId) {
        set(workerId, "Draining = 1, StoppedAt = <now>");
    }

    private void set(long workerId, String change) {
        database.useTransaction(handle -> handle.createUpdate("UPDATE Worker SET " + change + " WHERE WorkerID = :id")
                .bind("id", workerId)
                .execute());
    }

    /** Workers that have shown a sign of life within their lease and take work: as they say just now, heartbeats under way too. */
    public List<Worker> available() {
        return database.look(handle -> handle.createQuery(SELECT + """
                          WHERE w.StoppedAt IS NULL AND w.Draining = 0
                            AND w.HeartbeatAt > DATEADD(MILLISECOND, -w.LeaseMillis, <now>)
                          ORDER BY w.WorkerID""")
                .map(ConstructorMapper.of(Worker.class))
                .list());
    }

    /** Workers after the given id, in the order of their starts; those that stopped too if asked. */
    public List<Worker> list(boolean all, long after, int limit) {
        return database.read(handle -> handle.createQuery(SELECT + """
                          WHERE w.WorkerID > :after AND (:all = 1 OR w.StoppedAt IS NULL)
                          ORDER BY w.WorkerID OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY""")
                .bind("all", all ? 1 : 0)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Worker.class))
                .list());
    }

    /**
     * Forgets starts that ended, or went silent, so long ago that nothing asks for them. The last one stays: from zero,
     * WorkerDemand goes by its slots.
     */
    public int forget(int days) {
        return database.inTransaction(
                handle -> handle.createUpdate("""
                        DELETE FROM Worker
                         WHERE HeartbeatAt < DATEADD(DAY, -:days, <now>)
                           AND WorkerID < (SELECT MAX(last.WorkerID) FROM Worker last)
                           AND NOT EXISTS (SELECT 1 FROM FileControl p WHERE p.WorkerID = Worker.WorkerID)""").bind("days", days).execute());
    }
}
