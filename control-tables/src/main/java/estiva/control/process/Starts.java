package estiva.control.process;

import estiva.control.database.InList;
import estiva.control.database.Numbered;
import estiva.control.process.Dispatch.Match;
import estiva.control.process.Dispatch.Turn;
import estiva.control.worker.Worker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** How processes come to run at workers: each client's row is won first, then its process. */
final class Starts {
    /** What one statement takes. A CASE is gone through from its top for each row, so twice as many cost four times as much. */
    static final int MOST = 64;

    /** A client uses its turns one by one; with the last of them it goes to the end of the line. */
    private static final String SERVED = """
             LastServedAt = CASE WHEN Credit = 1 OR (Credit = 0 AND Priority = 1) THEN <now> ELSE LastServedAt END,
             Credit = CASE WHEN Credit = 0 THEN Priority - 1 ELSE Credit - 1 END
            """;

    private Starts() {}

    /**
     * Each client is sought by its key, and then each process. No other index has more of either condition than one key finds, and
     * IX_Client_Turn, whose first three columns all free clients share, is only for looks.
     *
     * @return false if any is somebody else's, or may not start by now: the caller rolls back
     */
    static boolean all(Handle handle, List<Match> matches) {
        List<Match> padded = InList.of(matches);
        Update win = handle.createUpdate("""
                UPDATE Client
                   SET RunningProcessID = CASE ProcessName <processes> END,
                """ + SERVED + """
                         WHERE ProcessName IN (<names>) AND Runner = 'Estiva' AND Paused = 0
                           AND RunningProcessID IS NULL""");
        for (int i = 0; i < padded.size(); i++) {
            Turn turn = padded.get(i).turn();
            win.bind("name" + i, turn.processName()).bind("process" + i, turn.processId());
        }
        int won = win.define("names", Numbered.list("name", padded.size()))
                .define("processes", Numbered.whens("name", "process", padded.size()))
                .execute();
        if (won < matches.size() || start(handle, matches) < matches.size()) {
            return false;
        }
        log(handle, processIds(matches));
        return true;
    }

    /** @return how many were assigned; the others were somebody else's by then */
    static int some(Handle handle, List<Match> matches) {
        List<Match> won = winClients(handle, matches);
        if (won.isEmpty()) {
            return 0;
        }
        int started = start(handle, won);
        Set<Long> assigned = started == won.size() ? new HashSet<>(processIds(won)) : giveBackTheRest(handle, won);
        if (!assigned.isEmpty()) {
            log(handle, assigned);
        }
        return assigned.size();
    }

    /**
     * Seeks each process by its key; the CASEs tell it which worker it goes to. The {@code + 0} keeps it from
     * IX_FileControl_Tracking, which would be locked before the rows.
     */
    private static int start(Handle handle, List<Match> won) {
        Update start = handle.createUpdate("""
                UPDATE FileControl
                   SET Status = 'InProgress', WorkerID = CASE ProcessID <workers> END,
                       WorkerAssigned = CASE ProcessID <workerNames> END, Fence = Fence + 1,
                       LeaseUntil = DATEADD(MILLISECOND, CASE ProcessID <leases> END, <now>),
                       StartTime = <now>, EndTime = NULL
                 WHERE ProcessID IN (<ids>) AND Status = 'Pending' AND Tracking + 0 = 1
                   AND (NotBefore IS NULL OR NotBefore <= <now>)
                   AND EXISTS (SELECT 1 FROM FileParameters f
                                WHERE f.ProcessID = FileControl.ProcessID
                                  AND f.Status IN ('Pending', 'InProgress'))""");
        List<Match> padded = InList.of(won);
        for (int i = 0; i < padded.size(); i++) {
            Worker worker = padded.get(i).worker();
            start.bind("id" + i, padded.get(i).turn().processId())
                    .bind("worker" + i, worker.workerId())
                    .bind("workerName" + i, worker.workerName())
                    .bind("lease" + i, worker.leaseMillis());
        }
        return start.define("ids", Numbered.list("id", padded.size()))
                .define("workers", Numbered.whens("id", "worker", padded.size()))
                .define("workerNames", Numbered.whens("id", "workerName", padded.size()))
                .define("leases", Numbered.whens("id", "lease", padded.size()))
                .execute();
    }

    private static void log(Handle handle, Collection<Long> assigned) {
        handle.createUpdate("""
                        INSERT INTO ProcessLog (ProcessID, Message, LogLevel)
                        SELECT ProcessID, CONCAT('Assigned to ', WorkerAssigned), 'Info'
                          FROM FileControl WHERE ProcessID IN (<ids>)""").bindList("ids", InList.of(assigned)).execute();
    }

    private static List<Long> processIds(List<Match> matches) {
        return matches.stream().map(match -> match.turn().processId()).toList();
    }

    private static List<Match> winClients(Handle handle, List<Match> matches) {
        PreparedBatch batch = handle.prepareBatch(
                "UPDATE Client SET RunningProcessID = :processId," + SERVED
                        + " WHERE ProcessName = :processName AND Runner = 'Estiva' AND Paused = 0 AND RunningProcessID IS NULL");
        matches.forEach(match -> batch.bindMethods(match.turn()).add());
        int[] counts = batch.execute();
        List<Match> won = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                won.add(matches.get(i));
            }
        }
        return won;
    }

    /**
     * Some process was cancelled, or lost its files, after the look: its client is free again. One that a script set to
     * InProgress meanwhile is nobody's assignment, and holds its client as long as it says so.
     */
    private static Set<Long> giveBackTheRest(Handle handle, List<Match> won) {
        Map<Long, Long> owners = handle.createQuery("""
                        SELECT ProcessID, COALESCE(WorkerID, 0) AS WorkerID
                          FROM FileControl WHERE ProcessID IN (<ids>) AND Status = 'InProgress'""")
                .bindList("ids", InList.of(processIds(won)))
                .setMapKeyColumn("ProcessID")
                .setMapValueColumn("WorkerID")
                .collectInto(new GenericType<>() {});
        Set<Long> assigned = new HashSet<>();
        for (Match match : won) {
            Long owner = owners.get(match.turn().processId());
            if (owner == null) {
                free(handle, match.turn());
            } else if (owner == match.worker().workerId()) {
                assigned.add(match.turn().processId());
            }
        }
        return assigned;
    }

    private static void free(Handle handle, Turn turn) {
        handle.createUpdate("""
                        UPDATE Client SET RunningProcessID = NULL
                         WHERE ProcessName = :processName AND RunningProcessID = :processId""").bindMethods(turn).execute();
        Endings.endWithoutOpenFiles(handle, turn.processId());
    }
}
