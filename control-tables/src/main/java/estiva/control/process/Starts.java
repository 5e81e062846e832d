package estiva.control.process;

import estiva.control.database.InList;
import estiva.control.process.Dispatch.Turn;
import estiva.control.worker.Worker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** How processes come to run at a worker: each client's row is won first, then its process. */
final class Starts {
    /** A client uses its turns one by one; with the last of them it goes to the end of the line. */
    private static final String SERVED =
            """
             LastServedAt = CASE WHEN Credit = 1 OR (Credit = 0 AND Priority = 1) THEN <now> ELSE LastServedAt END,
             Credit = CASE WHEN Credit = 0 THEN Priority - 1 ELSE Credit - 1 END
            """;

    private Starts() {}

    /** @return false if any is somebody else's, or may not start by now: the caller rolls back */
    static boolean all(Handle handle, Worker worker, List<Turn> turns) {
        List<Turn> padded = InList.of(turns);
        List<String> names = new ArrayList<>();
        StringBuilder processes = new StringBuilder();
        Update win = handle.createUpdate(
                """
                UPDATE Client
                   SET RunningProcessID = CASE ProcessName <processes> END,
                """
                        + SERVED
                        + """
                         WHERE ProcessName IN (<names>) AND Runner = 'Estiva' AND Paused = 0
                           AND RunningProcessID IS NULL""");
        for (int i = 0; i < padded.size(); i++) {
            names.add(":name" + i);
            processes.append(" WHEN :name").append(i).append(" THEN :process").append(i);
            win.bind("name" + i, padded.get(i).processName()).bind("process" + i, padded.get(i).processId());
        }
        int won = win.define("names", String.join(", ", names)).define("processes", processes.toString()).execute();
        if (won < turns.size() || start(handle, worker, turns) < turns.size()) {
            return false;
        }
        log(handle, worker, processIds(turns));
        return true;
    }

    /** @return how many were assigned; the others were somebody else's by then */
    static int some(Handle handle, Worker worker, List<Turn> turns) {
        List<Turn> won = winClients(handle, turns);
        if (won.isEmpty()) {
            return 0;
        }
        int started = start(handle, worker, won);
        Set<Long> assigned =
                started == won.size() ? new HashSet<>(processIds(won)) : giveBackTheRest(handle, worker, won);
        if (!assigned.isEmpty()) {
            log(handle, worker, assigned);
        }
        return assigned.size();
    }

    private static int start(Handle handle, Worker worker, List<Turn> won) {
        return handle.createUpdate(
                        """
                        UPDATE FileControl
                           SET Status = 'InProgress', WorkerID = :workerId, WorkerAssigned = :workerName,
                               Fence = Fence + 1, LeaseUntil = DATEADD(MILLISECOND, :leaseMillis, <now>),
                               StartTime = <now>, EndTime = NULL
                         WHERE ProcessID IN (<ids>) AND Status = 'Pending' AND Tracking = 1
                           AND (NotBefore IS NULL OR NotBefore <= <now>)
                           AND EXISTS (SELECT 1 FROM FileParameters f
                                        WHERE f.ProcessID = FileControl.ProcessID
                                          AND f.Status IN ('Pending', 'InProgress'))""")
                .bindMethods(worker)
                .bindList("ids", InList.of(processIds(won)))
                .execute();
    }

    private static void log(Handle handle, Worker worker, Collection<Long> assigned) {
        handle.createUpdate(
                        """
                        INSERT INTO ProcessLog (ProcessID, Message, LogLevel)
                        SELECT ProcessID, :message, 'Info' FROM FileControl WHERE ProcessID IN (<ids>)""")
                .bind("message", "Assigned to " + worker.workerName())
                .bindList("ids", InList.of(assigned))
                .execute();
    }

    private static List<Long> processIds(List<Turn> turns) {
        return turns.stream().map(Turn::processId).toList();
    }

    private static List<Turn> winClients(Handle handle, List<Turn> turns) {
        PreparedBatch batch = handle.prepareBatch("UPDATE Client SET RunningProcessID = :processId," + SERVED
                + " WHERE ProcessName = :processName AND Runner = 'Estiva' AND Paused = 0 AND RunningProcessID IS NULL");
        turns.forEach(turn -> batch.bindMethods(turn).add());
        int[] counts = batch.execute();
        List<Turn> won = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                won.add(turns.get(i));
            }
        }
        return won;
    }

    /** Some process was cancelled, or lost its files, after the look: its client is free again. */
    private static Set<Long> giveBackTheRest(Handle handle, Worker worker, List<Turn> won) {
        Set<Long> assigned = new HashSet<>(handle.createQuery(
                        """
                        SELECT ProcessID FROM FileControl
                         WHERE ProcessID IN (<ids>) AND WorkerID = :workerId AND Status = 'InProgress'""")
                .bindMethods(worker)
                .bindList("ids", InList.of(processIds(won)))
                .mapTo(Long.class)
                .list());
        for (Turn turn : won) {
            if (!assigned.contains(turn.processId())) {
                handle.createUpdate(
                                """
                                UPDATE Client SET RunningProcessID = NULL
                                 WHERE ProcessName = :processName AND RunningProcessID = :processId""")
                        .bindMethods(turn)
                        .execute();
                Endings.endWithoutOpenFiles(handle, turn.processId());
            }
        }
        return assigned;
    }
}
