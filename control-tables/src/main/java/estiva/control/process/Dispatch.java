package estiva.control.process;

import estiva.control.database.ControlDatabase;
import estiva.control.database.InList;
import estiva.control.worker.Worker;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Finds the clients whose turn it is, and gives the head of each one's queue to a worker.
 *
 * <p>Weighted round robin: clients stand in a line by {@code LastServedAt}; one that has used the turns of its weight
 * goes to the end. What a look costs depends on the number of clients, not on the backlog behind them.
 */
@Singleton
public class Dispatch {
    private final ControlDatabase database;

    public Dispatch(ControlDatabase database) {
        this.database = database;
    }

    /**
     * A client whose turn it is and the process that stands first in its queue.
     *
     * @param processId null: nothing of it may start now
     */
    public record Turn(String processName, long queueVersion, boolean strict, Long processId) {}

    /** The head of a queue, and whether it may start by now. */
    public record Head(long processId, Instant notBefore, boolean due) {}

    /**
     * The clients that may be served, longest unserved first. Walks IX_Client_Turn in its order, and for each client
     * seeks its head in IX_FileControl_Queue.
     */
    public List<Turn> turns(int limit) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT c.ProcessName, c.QueueVersion, CASE WHEN c.Ordering = 'strict' THEN 1 ELSE 0 END AS Strict,
                               (SELECT TOP 1 p.ProcessID FROM FileControl p <skipLocked>
                                 WHERE p.ProcessName = c.ProcessName AND p.Status = 'Pending' AND p.Tracking = 1
                                   AND (c.Ordering = 'strict' OR p.NotBefore IS NULL OR p.NotBefore <= <now>)
                                 ORDER BY p.ProcessName, p.Status, p.Priority DESC, p.ProcessID) AS ProcessID
                          FROM Client c <skipLocked>
                         WHERE c.Runner = 'Estiva' AND c.Paused = 0 AND c.RunningProcessID IS NULL AND c.NextDue <= <now>
                         ORDER BY c.Runner, c.Paused, c.RunningProcessID, c.LastServedAt, c.ProcessName
                         OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY""")
                .bind("limit", limit)
                .map(ConstructorMapper.of(Turn.class))
                .list());
    }

    /**
     * Splits off the turns of clients of which nothing may start yet, and notes when it may.
     *
     * @return the turns that can be assigned, in the same order
     */
    public List<Turn> startable(List<Turn> turns) {
        List<Long> ids = turns.stream()
                .filter(turn -> turn.processId() != null)
                .map(Turn::processId)
                .toList();
        Map<Long, Head> heads = new HashMap<>();
        if (!ids.isEmpty()) {
            database.read(handle -> handle.createQuery(
                                    """
                                    SELECT ProcessID, NotBefore,
                                           CASE WHEN NotBefore IS NULL OR NotBefore <= <now> THEN 1 ELSE 0 END AS Due
                                      FROM FileControl WHERE ProcessID IN (<ids>)""")
                            .bindList("ids", InList.of(ids))
                            .map(ConstructorMapper.of(Head.class))
                            .list())
                    .forEach(head -> heads.put(head.processId(), head));
        }
        List<Turn> startable = new ArrayList<>();
        for (Turn turn : turns) {
            Head head = turn.processId() == null ? null : heads.get(turn.processId());
            if (head != null && head.due()) {
                startable.add(turn);
            } else {
                setBack(turn, head);
            }
        }
        return startable;
    }

    /** Guarded by QueueVersion: whatever arrived since the look keeps its due time. */
    private void setBack(Turn turn, Head head) {
        database.useTransaction(handle -> handle.createUpdate(
                        """
                        UPDATE Client
                           SET NextDue = CASE WHEN :strict = 1 THEN :due
                                              ELSE (SELECT MIN(p.NotBefore) FROM FileControl p
                                                     WHERE p.ProcessName = :name AND p.Status = 'Pending'
                                                       AND p.Tracking = 1) END
                         WHERE ProcessName = :name AND QueueVersion = :version AND RunningProcessID IS NULL""")
                .bind("strict", turn.strict() ? 1 : 0)
                .bindByType("due", head == null ? null : head.notBefore(), Instant.class)
                .bind("name", turn.processName())
                .bind("version", turn.queueVersion())
                .execute());
    }

    /**
     * Gives the processes to the worker: each client's row is won first, then its process, in one transaction. All in
     * three statements if nobody was in the way; else client by client.
     *
     * @return how many were assigned; the others were somebody else's by then
     */
    public int assign(Worker worker, List<Turn> turns) {
        if (turns.isEmpty()) {
            return 0;
        }
        return database.commitIf(handle -> Starts.all(handle, worker, turns))
                ? turns.size()
                : database.inTransaction(handle -> Starts.some(handle, worker, turns));
    }
}
