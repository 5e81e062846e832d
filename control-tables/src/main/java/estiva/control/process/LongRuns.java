package estiva.control.process;

import estiva.control.database.ControlDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Processes that run for long, or for longer than their client allows. */
@Singleton
public class LongRuns {
    private final ControlDatabase database;

    public LongRuns(ControlDatabase database) {
        this.database = database;
    }

    /** A process that has been running for longer than an hour, by Estiva or by an external worker. */
    public record LongRunning(
            long processId, String processName, String workerAssigned, boolean byPackage, boolean mayRescue) {}

    /** Elapsed time is an alarm and never takes work from a live worker: leases do that, by their own rule. */
    public List<LongRunning> longRunning(int minutes) {
        return database.read(handle -> handle.createQuery("""
                        SELECT p.ProcessID, p.ProcessName, p.WorkerAssigned,
                               CASE WHEN c.Runner = 'External' THEN 1 ELSE 0 END AS ByPackage, c.ExternalRescue AS MayRescue
                          FROM Client c JOIN FileControl p ON p.ProcessID = c.RunningProcessID
                         WHERE c.RunningProcessID > 0 AND p.Status = 'InProgress'
                           AND p.StartTime < DATEADD(MINUTE, -:minutes, <now>)""")
                .bind("minutes", minutes)
                .map(ConstructorMapper.of(LongRunning.class))
                .list());
    }

    /** Processes that run at a worker for longer than their client allows, and were not asked to stop yet. */
    public List<Long> overCeiling() {
        return database.read(handle -> handle.createQuery("""
                        SELECT p.ProcessID
                          FROM Client c JOIN FileControl p ON p.ProcessID = c.RunningProcessID
                         WHERE c.RunningProcessID > 0 AND c.MaxRunMinutes > 0 AND p.Status = 'InProgress'
                           AND p.WorkerID > 0 AND p.CancelRequestedAt IS NULL
                           AND p.StartTime < DATEADD(MINUTE, -c.MaxRunMinutes, <now>)""").mapTo(Long.class).list());
    }

    /** Gives an external claim back to the procedure; only for clients that allow it, since nothing fences its worker. */
    public boolean rescueExternal(LongRunning process, int minutes) {
        return database.inTransaction(handle -> {
            int count = handle.createUpdate("""
                            UPDATE FileControl
                               SET Status = 'Pending', WorkerAssigned = NULL, StartTime = NULL, Tracking = 1
                             WHERE ProcessID = :processId AND Status = 'InProgress' AND WorkerID IS NULL
                               AND StartTime < DATEADD(MINUTE, -:minutes, <now>)
                               AND EXISTS (SELECT 1 FROM Client c WHERE c.ProcessName = FileControl.ProcessName
                                              AND c.Runner = 'External' AND c.ExternalRescue = 1)""")
                    .bindMethods(process)
                    .bind("minutes", minutes)
                    .execute();
            if (count == 0) {
                return false;
            }
            handle.createUpdate("""
                            UPDATE FileParameters SET Status = 'Pending', StartTime = NULL
                             WHERE ProcessID = :processId AND Status = 'InProgress'""").bindMethods(process).execute();
            LogLines.ofProcess(
                    handle,
                    process.processId(),
                    LogLines.WARNING,
                    "Pending: " + process.workerAssigned() + " has held it for more than " + minutes + " minutes");
            ClientQueue.freed(handle, new Claim(process.processId(), process.processName(), 0, 0), null);
            return true;
        });
    }
}
