package estiva.control.process;

import estiva.control.database.ControlDatabase;
import estiva.control.process.FileParts.Part;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Processes that run for long, or for longer than their client allows. */
@Singleton
public class LongRuns {
    /**
     * The most minutes that a row may say, in minutes; more mean never. Two thousand years ago there is no time that a column
     * can have, and the error would end the statement for all clients (517).
     */
    static final int A_HUNDRED_YEARS = 36_525 * 24 * 60;

    private static final String MAX_RUN_MINUTES =
            "CASE WHEN c.MaxRunMinutes BETWEEN 0 AND " + A_HUNDRED_YEARS + " THEN c.MaxRunMinutes END";

    private static final String RUNNING = "Status = 'InProgress'";
    private static final String STILL = "Tracking = Tracking";
    private static final String AGAIN = "Status = 'Pending', WorkerAssigned = NULL, StartTime = NULL, Tracking = 1";

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
                          FROM Client c <skipLocked> JOIN FileControl p <skipLocked> ON p.ProcessID = c.RunningProcessID
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
                          FROM Client c <skipLocked> JOIN FileControl p <skipLocked> ON p.ProcessID = c.RunningProcessID
                         WHERE c.RunningProcessID > 0 AND c.MaxRunMinutes > 0 AND p.Status = 'InProgress'
                           AND p.WorkerID > 0 AND p.CancelRequestedAt IS NULL
                           AND p.StartTime < DATEADD(MINUTE, -""" + MAX_RUN_MINUTES + ", <now>)")
                .mapTo(Long.class)
                .list());
    }

    /** Gives an external claim back to the procedure; only for clients that allow it, since nothing fences its worker. */
    public boolean rescueExternal(LongRunning process, int minutes) {
        long id = process.processId();
        // Its files first: as long as it is InProgress, it is found again.
        boolean isAllButTheRest = FileParts.allButTheRest(
                () -> part(id),
                last -> isDone(
                        handle -> isOverdue(handle, process, minutes, STILL) && giveFilesBack(handle, id, last)));
        return isAllButTheRest
                && isDone(handle -> {
                    if (!isOverdue(handle, process, minutes, AGAIN)) {
                        return false;
                    }
                    giveFilesBack(handle, id, FileParts.REST);
                    LogLines.ofProcess(
                            handle,
                            id,
                            LogLines.WARNING,
                            "Pending: " + process.workerAssigned() + " has held it for more than " + minutes
                                    + " minutes");
                    ClientQueue.freed(handle, new Claim(id, process.processName(), 0, 0), null);
                    return true;
                });
    }

    /** @return false too if something of it is locked: it comes again */
    private boolean isDone(Function<Handle, Boolean> work) {
        return database.unlessLocked(work).orElse(false);
    }

    private static boolean isOverdue(Handle handle, LongRunning process, int minutes, String change) {
        return handle.createUpdate("""
                        UPDATE FileControl SET <change>
                         WHERE ProcessID = :processId AND Status = 'InProgress' AND WorkerID IS NULL
                           AND StartTime < DATEADD(MINUTE, -:minutes, <now>)
                           AND EXISTS (SELECT 1 FROM Client c WHERE c.ProcessName = FileControl.ProcessName
                                          AND c.Runner = 'External' AND c.ExternalRescue = 1)""")
                        .define("change", change)
                        .bindMethods(process)
                        .bind("minutes", minutes)
                        .execute()
                == 1;
    }

    private Part part(long processId) {
        return database.read(handle -> FileParts.first(handle, processId, RUNNING, Map.of()));
    }

    private static boolean giveFilesBack(Handle handle, long processId, long last) {
        return handle.createUpdate("UPDATE FileParameters SET Status = 'Pending', StartTime = NULL" + FileParts.PART
                                + RUNNING)
                        .bind("processId", processId)
                        .bind("last", last)
                        .execute()
                > 0;
    }
}
