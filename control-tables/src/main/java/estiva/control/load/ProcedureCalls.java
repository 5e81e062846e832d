package estiva.control.load;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import estiva.control.database.ControlDatabase;
import estiva.control.database.InList;
import estiva.control.process.Claim;
import estiva.control.process.LogLines;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Procedures that are still to run for processes that are Completed: each at least once, and of one client one at a time. */
public class ProcedureCalls {
    /** How long a worker that takes a call has it, unless it says that it still runs; then another one may. */
    private static final int TURN_SECONDS = 60;

    private static final int SOME = 100;

    private final ControlDatabase database;
    private final Duration patience;

    public ProcedureCalls(ControlDatabase database) {
        this(database, Duration.ZERO);
    }

    /** @param patience for a procedure's answer; zero: no limit */
    public ProcedureCalls(ControlDatabase database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    /** What the import of a file that a claim loads wants to run after the process. */
    public record Wanted(Claim claim, String procedureName) {}

    /** @param attempt how many tries there were, the present one with them */
    public record ProcedureCall(
            long procedureCallId, long processId, String processName, String procedureName, int attempt) {}

    /** What runs in the transaction that ends the call. */
    @FunctionalInterface
    public interface Procedure {
        void run(Connection connection);
    }

    /**
     * Writes down what is to run, within the transaction that loads the file. A row of the same claim will do: it cannot be
     * taken before the process is Completed, and then nothing can be published under that claim any more. One of an
     * earlier claim may run at this moment and not see what this one loads.
     */
    static void insert(Handle handle, Collection<Wanted> wanted) {
        Map<String, List<Long>> processes = wanted.stream()
                .collect(groupingBy(
                        Wanted::procedureName, mapping(each -> each.claim().processId(), toList())));
        processes.forEach((procedureName, processIds) -> handle.createUpdate("""
                        INSERT INTO ProcedureCall (ProcessID, ProcessName, Fence, ProcedureName, NotBefore)
                        SELECT p.ProcessID, p.ProcessName, p.Fence, CAST(:procedureName AS NVARCHAR(400)), <now>
                          FROM FileControl p
                         WHERE p.ProcessID IN (<ids>)
                           AND NOT EXISTS (SELECT 1 FROM ProcedureCall c
                                            WHERE c.ProcessID = p.ProcessID AND c.ProcedureName = :procedureName
                                              AND c.Fence = p.Fence)""")
                .bind("procedureName", procedureName)
                .bindList("ids", InList.of(processIds))
                .execute());
    }

    /**
     * The next one of each client that has none running; of several rows for one procedure of a process the last counts.
     * Dirty: one that somebody holds keeps its place, none overtakes it. Whoever takes one asks again what is committed.
     */
    public List<ProcedureCall> due() {
        return database.look(handle -> handle.createQuery("""
                        SELECT TOP (:some) c.ProcedureCallID, c.ProcessID, c.ProcessName, c.ProcedureName, c.Attempt
                          FROM ProcedureCall c <dirty>
                          JOIN (SELECT MIN(d.ProcedureCallID) AS FirstID
                                  FROM ProcedureCall d <dirty> JOIN FileControl p <dirty> ON p.ProcessID = d.ProcessID
                                 WHERE d.NotBefore <= <now> AND p.Status = 'Completed'
                                   AND NOT EXISTS (SELECT 1 FROM ProcedureCall later <dirty>
                                                    WHERE later.ProcessID = d.ProcessID
                                                      AND later.ProcedureName = d.ProcedureName
                                                      AND later.ProcedureCallID > d.ProcedureCallID)
                                   AND NOT EXISTS (SELECT 1 FROM ProcedureCall running <dirty>
                                                    WHERE running.ProcessName = d.ProcessName
                                                      AND running.WorkerID > 0 AND running.NotBefore > <now>)
                                 GROUP BY d.ProcessName) heads ON heads.FirstID = c.ProcedureCallID
                         ORDER BY c.ProcedureCallID""")
                .bind("some", SOME)
                .map(ConstructorMapper.of(ProcedureCall.class))
                .list());
    }

    /** @return the call as this worker has it; empty if another one was quicker, runs one of the same client, or holds a row */
    public Optional<ProcedureCall> take(ProcedureCall due, long workerId) {
        Optional<Integer> taken = database.unlessLocked(handle -> {
            // First, so that of two workers the second sees what the first has taken.
            handle.createUpdate("UPDATE Client SET QueueVersion = QueueVersion WHERE ProcessName = :processName")
                    .bindMethods(due)
                    .execute();
            return handle.createUpdate("""
                            UPDATE ProcedureCall
                               SET Attempt = Attempt + 1, WorkerID = :workerId,
                                   NotBefore = DATEADD(SECOND, :turn, <now>)
                             WHERE ProcedureCallID = :procedureCallId AND Attempt = :attempt AND NotBefore <= <now>
                               AND EXISTS (SELECT 1 FROM FileControl p
                                            WHERE p.ProcessID = :processId AND p.Status = 'Completed')
                               AND NOT EXISTS (SELECT 1 FROM ProcedureCall running
                                                WHERE running.ProcessName = :processName
                                                  AND running.WorkerID > 0 AND running.NotBefore > <now>)""")
                    .bindMethods(due)
                    .bind("workerId", workerId)
                    .bind("turn", TURN_SECONDS)
                    .execute();
        });
        return taken.orElse(0) == 0
                ? Optional.empty()
                : Optional.of(new ProcedureCall(
                        due.procedureCallId(),
                        due.processId(),
                        due.processName(),
                        due.procedureName(),
                        due.attempt() + 1));
    }

    /** A version of an import. */
    public record LoadedBy(String importName, int importVersion) {}

    /** What loaded the files of the call's process: one of these has asked for the procedure, or nobody has. */
    public List<LoadedBy> loadedBy(ProcedureCall call) {
        return database.read(handle -> handle.createQuery("""
                        SELECT DISTINCT ImportName, ImportVersion FROM FileParameters
                         WHERE ProcessID = :processId AND Status = 'Completed'
                           AND ImportName IS NOT NULL AND ImportVersion IS NOT NULL""")
                .bindMethods(call)
                .map(ConstructorMapper.of(LoadedBy.class))
                .list());
    }

    /** It still runs: its turn begins again. Not if it is just ending, and holds its row: others are to be renewed. */
    public void renew(ProcedureCall taken) {
        database.unlessLocked(handle -> handle.createUpdate("""
                        UPDATE ProcedureCall SET NotBefore = DATEADD(SECOND, :turn, <now>)
                         WHERE ProcedureCallID = :procedureCallId AND Attempt = :attempt AND WorkerID > 0""")
                .bindMethods(taken)
                .bind("turn", TURN_SECONDS)
                .execute());
    }

    /**
     * Runs the procedure. What it does and that it is done commit together, so that it counts once, unless it ends the
     * transaction itself.
     *
     * @return false if the turn was over and another worker has the call: nothing is written
     */
    public boolean run(ProcedureCall taken, Procedure procedure) {
        return database.commitIf(handle -> {
            // Begins the transaction too: otherwise SQL Server would begin
            // it inside the procedure, and miss its end there.
            if (!isMine(handle, taken)) {
                return false;
            }
            long begun = System.nanoTime();
            procedure.run(ControlDatabase.patient(handle, patience).getConnection());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
            boolean isDone = handle.createUpdate(
                                    "DELETE FROM ProcedureCall WHERE ProcedureCallID = :procedureCallId AND Attempt = :attempt")
                            .bindMethods(taken)
                            .execute()
                    == 1;
            if (isDone) {
                forgetEarlier(handle, taken);
                LogLines.ofProcess(
                        handle,
                        taken.processId(),
                        LogLines.INFO,
                        "Procedure " + taken.procedureName() + " has run, in " + elapsed.toMillis() + " ms");
            }
            return isDone;
        });
    }

    private static boolean isMine(Handle handle, ProcedureCall taken) {
        return handle.createQuery("""
                                SELECT COUNT(*) FROM ProcedureCall
                                 WHERE ProcedureCallID = :procedureCallId AND Attempt = :attempt""").bindMethods(taken).mapTo(Integer.class).one() == 1;
    }

    private static void forgetEarlier(Handle handle, ProcedureCall taken) {
        handle.createUpdate("""
                        DELETE FROM ProcedureCall
                         WHERE ProcessID = :processId AND ProcedureName = :procedureName
                           AND ProcedureCallID < :procedureCallId""").bindMethods(taken).execute();
    }

    /**
     * It failed, and is tried again after the delay.
     *
     * @return false if it is done all the same, as when the answer to its COMMIT was lost, or another worker has it
     */
    public boolean failed(ProcedureCall taken, Duration delay, String error) {
        return database.inTransaction(handle -> {
            int count = handle.createUpdate("""
                            UPDATE ProcedureCall
                               SET WorkerID = NULL, NotBefore = DATEADD(MILLISECOND, :delay, <now>)
                             WHERE ProcedureCallID = :procedureCallId AND Attempt = :attempt""")
                    .bindMethods(taken)
                    .bind("delay", (int) delay.toMillis())
                    .execute();
            if (count == 1) {
                LogLines.ofProcess(handle, taken.processId(), LogLines.WARNING, error);
            }
            return count == 1;
        });
    }
}
