package estiva.control.process;

import static java.util.stream.Collectors.partitioningBy;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import estiva.control.worker.Worker;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Finds the clients whose turn it is, and gives the head of each one's queue to a worker.
 *
 * <p>Weighted round robin: clients stand in a line by {@code LastServedAt}; one that has used the turns of its weight
 * goes to the end. What a look costs depends on the number of clients, not on their backlog.
 */
@Singleton
public class Dispatch {
    private static final Logger LOG = Logger.getLogger(Dispatch.class);

    private final ControlDatabase database;

    public Dispatch(ControlDatabase database) {
        this.database = database;
    }

    /**
     * A client whose turn it is and the process that stands first in its queue.
     *
     * @param processId null: nothing of it may start now
     * @param due whether that process may start by now
     */
    public record Turn(String processName, long queueVersion, Long processId, boolean due) {}

    /** A turn and the worker that it goes to. */
    public record Match(Turn turn, Worker worker) {}

    /**
     * The clients that may be served, longest unserved first. Walks IX_Client_Turn in its order, seeks for each client its
     * head in IX_FileControl_Queue, and that by its key. A client whose head somebody holds is passed by, and not the head:
     * what comes after it would overtake it.
     *
     * <p>The {@code + 0} is for servers whose statistics know little of the table yet: they would take
     * IX_FileControl_Tracking for shorter, and go through the whole backlog for each client.
     */
    public List<Turn> turns(int limit) {
        return database.look(handle -> handle.createQuery("""
                        SELECT c.ProcessName, c.QueueVersion, c.ProcessID,
                               CASE WHEN h.NotBefore IS NULL OR h.NotBefore <= <now> THEN 1 ELSE 0 END AS Due
                          FROM (SELECT c.ProcessName, c.QueueVersion, c.LastServedAt,
                                       (SELECT TOP 1 p.ProcessID FROM FileControl p <dirty>
                                         WHERE p.ProcessName = c.ProcessName AND p.Status = 'Pending' AND p.Tracking + 0 = 1
                                           AND (c.Ordering = 'strict' OR p.NotBefore IS NULL OR p.NotBefore <= <now>)
                                         ORDER BY p.ProcessName, p.Status, p.Priority DESC, p.ProcessID) AS ProcessID
                                  FROM Client c <skipLocked>
                                 WHERE c.Runner = 'Estiva' AND c.Paused = 0 AND c.RunningProcessID IS NULL
                                   AND c.NextDue <= <now>
                                 ORDER BY c.Runner, c.Paused, c.RunningProcessID, c.LastServedAt, c.ProcessName
                                 OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY) c
                          LEFT JOIN FileControl h <skipLocked> ON h.ProcessID = c.ProcessID
                         WHERE c.ProcessID IS NULL OR h.ProcessID IS NOT NULL
                         ORDER BY c.LastServedAt, c.ProcessName""")
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
        Map<Boolean, List<Turn>> parted =
                turns.stream().collect(partitioningBy(turn -> turn.processId() != null && turn.due()));
        List<Turn> waiting = parted.get(false);
        if (!waiting.isEmpty() && !setBack(waiting) && waiting.size() > 1) {
            waiting.forEach(turn -> setBack(List.of(turn)));
        }
        return parted.get(true);
    }

    /**
     * Guarded by QueueVersion: whatever arrived since the look keeps its due time. Each client is sought by its key, its queue in
     * IX_FileControl_Queue alone, which has every column that is asked for (the {@code + 0} is as above). The queue is asked once more, as it is
     * committed: the look may have seen none only because somebody changes one. If so, the next look comes here again.
     *
     * @return false: some of them, or of their processes, are locked
     */
    private boolean setBack(List<Turn> turns) {
        try {
            return database.briefly(handle -> {
                turns.forEach(turn -> setBack(handle, turn));
                return true;
            });
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isConflict(e)) {
                throw e;
            }
            LOG.debugf(
                    e,
                    "Among %d queues, first that of %s, one is locked",
                    turns.size(),
                    turns.get(0).processName());
            return false;
        }
    }

    private static void setBack(Handle handle, Turn turn) {
        handle.createUpdate("""
                        UPDATE Client
                           SET NextDue = CASE WHEN Ordering = 'strict' THEN
                                         (SELECT TOP 1 COALESCE(p.NotBefore, <now>) FROM FileControl p
                                           WHERE p.ProcessName = :processName AND p.Status = 'Pending' AND p.Tracking + 0 = 1
                                           ORDER BY p.ProcessName, p.Status, p.Priority DESC, p.ProcessID)
                                         ELSE
                                         (SELECT MIN(COALESCE(p.NotBefore, <now>)) FROM FileControl p
                                           WHERE p.ProcessName = :processName AND p.Status = 'Pending'
                                             AND p.Tracking + 0 = 1) END
                         WHERE ProcessName = :processName AND QueueVersion = :queueVersion
                           AND RunningProcessID IS NULL""").bindMethods(turn).execute();
    }

    /**
     * Gives the processes to their workers: each client's row is won first, then its process, in one transaction. All in
     * three statements if nobody was in the way; otherwise client by client. What is locked meanwhile waits for a later
     * round, and keeps no other client waiting.
     *
     * @return how many were assigned; the others were somebody else's by then
     */
    public int assign(List<Match> matches) {
        int assigned = 0;
        for (int from = 0; from < matches.size(); from += Starts.MOST) {
            List<Match> part = matches.subList(from, Math.min(matches.size(), from + Starts.MOST));
            assigned += assignTogether(part);
        }
        return assigned;
    }

    private int assignSome(List<Match> matches) {
        int[] assigned = {0};
        database.commitBrieflyIf(handle -> {
            assigned[0] = Starts.some(handle, matches);
            return true;
        });
        return assigned[0];
    }

    private int assignTogether(List<Match> matches) {
        try {
            return database.commitBrieflyIf(handle -> Starts.all(handle, matches))
                    ? matches.size()
                    : assignSome(matches);
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isConflict(e)) {
                throw e;
            }
            LOG.debugf(e, "Of %d assignments, one is locked", matches.size());
            return matches.stream()
                    .mapToInt(match -> database.unlessLocked(handle -> Starts.some(handle, List.of(match)))
                            .orElse(0))
                    .sum();
        }
    }
}
