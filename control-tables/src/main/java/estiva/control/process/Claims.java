package estiva.control.process;

import estiva.control.database.ControlDatabase;
import estiva.control.database.InList;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** What a worker may do with a process that was assigned to it. Every write is void once the claim is lost. */
@Singleton
public class Claims {
    private final ControlDatabase database;

    public Claims(ControlDatabase database) {
        this.database = database;
    }

    /** A process that runs at a worker, as the worker must know it. */
    public record Assignment(
            long processId, String processName, long workerId, long fence, String importName, boolean cancelRequested) {
        public Claim claim() {
            return new Claim(processId, processName, workerId, fence);
        }
    }

    /** What runs at the worker by the tables, and is held by nobody else at this moment. */
    public List<Assignment> of(long workerId) {
        return database.look(handle -> assignments(handle.createQuery(FREE_ASSIGNMENTS), workerId));
    }

    /** Of an {@link Assignment}. */
    static final String COLUMNS = "ProcessID, ProcessName, WorkerID, Fence, ImportName,"
            + " CASE WHEN CancelRequestedAt IS NULL THEN 0 ELSE 1 END AS CancelRequested";

    /** Seeks in IX_FileControl_Worker, and each process by its key. */
    static final String ASSIGNED = " WHERE WorkerID = :workerId AND Status = 'InProgress'";

    static final String FREE_ASSIGNMENTS = "SELECT " + COLUMNS + " FROM FileControl <skipLocked>" + ASSIGNED;

    static List<Assignment> assignments(Query query, long workerId) {
        return query.bind("workerId", workerId)
                .map(ConstructorMapper.of(Assignment.class))
                .list();
    }

    /**
     * The files still to be loaded of each process, in the order of their registration. Dirty: one that a script holds keeps its
     * place, and is waited for by its own process, when that begins it. A client's folder
     * that somebody is just setting holds already; without its client's row no file is seen.
     */
    public Map<Long, List<ClaimedFile>> openFiles(Collection<Long> processIds) {
        if (processIds.isEmpty()) {
            return Map.of();
        }
        return database.look(handle -> handle.createQuery("""
                        SELECT f.FileID, f.ProcessID, f.FileName, f.Directory, f.Parameter1, f.Parameter2, f.ImportName,
                               f.ImportVersion, c.Folder AS ClientFolder
                          FROM FileParameters f <dirty>
                          JOIN FileControl p <dirty> ON p.ProcessID = f.ProcessID
                          JOIN Client c <dirty> ON c.ProcessName = p.ProcessName
                         WHERE f.ProcessID IN (<ids>) AND f.Status IN ('Pending', 'InProgress')
                         ORDER BY f.FileID""")
                .bindList("ids", InList.of(processIds))
                .map(ConstructorMapper.of(ClaimedFile.class))
                .collect(Collectors.groupingBy(ClaimedFile::processId)));
    }

    public List<ClaimedFile> openFiles(long processId) {
        return openFiles(List.of(processId)).getOrDefault(processId, List.of());
    }

    /** Failures of the process so far. */
    public int attempt(long processId) {
        return database.read(handle -> handle.createQuery("SELECT Attempt FROM FileControl WHERE ProcessID = :id")
                .bind("id", processId)
                .mapTo(Integer.class)
                .one());
    }

    /**
     * Marks the file as running under the claim; a file that an earlier claim left running is taken over. Sought by its key, and its
     * process by its own: one row of each, so no other index is cheaper. IX_FileParameters_Process and _Tracking are written, since
     * Status and Tracking stand in them, and none is read.
     *
     * @return false if the claim is lost, or the file ended or went to a later claim
     */
    public boolean begin(Claim claim, long fileId, String importName, Integer importVersion) {
        return database.inTransaction(handle -> handle.createUpdate("""
                                UPDATE FileParameters
                                   SET Status = 'InProgress', Fence = :fence, Attempt = Attempt + 1, StartTime = <now>,
                                       EndTime = NULL, LastError = NULL, Tracking = 1, SessionID = NULL,
                                       SessionLoginTime = NULL,
                                       ImportName = :importName, ImportVersion = :importVersion
                                 WHERE FileID = :fileId AND Status IN ('Pending', 'InProgress') AND Fence <= :fence
                                   AND EXISTS (SELECT 1 FROM FileControl p
                                                WHERE p.ProcessID = :processId AND p.Status = 'InProgress'
                                                  AND p.WorkerID = :workerId AND p.Fence = :fence)""")
                        .bindMethods(claim)
                        .bind("fileId", fileId)
                        .bind("importName", importName)
                        .bindByType("importVersion", importVersion, Integer.class)
                        .execute()
                == 1);
    }

    /**
     * Ends processes as their files ended, and frees their clients: all in one transaction, in as many statements as for
     * one.
     *
     * @return what each process is now; one that is missing did not end: its claim is lost, or a file of it is open again
     * @throws RuntimeException a conflict if any row of any of them is locked for longer than a moment
     */
    public Map<Long, Status> finish(Collection<Claim> loaded) {
        return loaded.isEmpty()
                ? Map.of()
                : database.briefly(handle -> {
                    List<Claim> ended = Endings.finish(handle, loaded);
                    freeAndLog(handle, ended);
                    return statuses(handle, ended);
                });
    }

    /**
     * As {@link #finish(Collection)}, within the transaction that published the processes' last files.
     *
     * @param loaded claims of one worker
     * @return false if any of them did not end: the caller rolls back
     */
    public static boolean finishWith(Handle handle, List<Claim> loaded) {
        if (!Endings.finishTogether(handle, loaded)) {
            return false;
        }
        freeAndLog(handle, loaded);
        return true;
    }

    /** Ends the process as its files ended. Empty: the claim is lost, or a file is open again. */
    public Optional<Status> finish(Claim claim) {
        return Optional.ofNullable(finish(List.of(claim)).get(claim.processId()));
    }

    private static void freeAndLog(Handle handle, List<Claim> ended) {
        if (ended.isEmpty()) {
            return;
        }
        ClientQueue.freedByEnd(handle, ended.stream().map(Claim::processId).toList());
        handle.createUpdate("""
                        INSERT INTO ProcessLog (ProcessID, Message, LogLevel)
                        SELECT ProcessID,
                               CASE WHEN LastError IS NULL THEN Status
                                    ELSE LEFT(CONCAT(Status, ': ', LastError), 4000) END,
                               CASE WHEN Status = 'Completed' THEN 'Info' ELSE 'Error' END
                          FROM FileControl WHERE ProcessID IN (<ids>)""").bindList("ids", ids(ended)).execute();
    }

    private static Map<Long, Status> statuses(Handle handle, List<Claim> ended) {
        return ended.isEmpty()
                ? Map.of()
                : handle.createQuery("SELECT ProcessID, Status FROM FileControl WHERE ProcessID IN (<ids>)")
                        .bindList("ids", ids(ended))
                        .reduceRows(new HashMap<>(), (statuses, row) -> {
                            statuses.put(row.getColumn("ProcessID", Long.class), row.getColumn("Status", Status.class));
                            return statuses;
                        });
    }

    private static List<Long> ids(List<Claim> claims) {
        return InList.of(claims.stream().map(Claim::processId).toList());
    }

    /**
     * Gives the process back unharmed, as a draining worker does: no attempt is spent.
     *
     * @return empty too if somebody holds a row of it: the worker has others to look after
     */
    public Optional<Status> release(Claim claim, String why) {
        Endings.GiveBack reason = new Endings.GiveBack(false, null, null, null);
        return database.unlessLocked(handle -> giveBack(handle, claim, reason, LogLines.INFO, why))
                .flatMap(given -> settled(claim, given));
    }

    /** Gives the process back to wait without spending an attempt, as when its target is locked by another session. */
    public Optional<Status> postpone(Claim claim, Duration delay, String why) {
        return giveBack(claim, new Endings.GiveBack(false, due(delay), "Blocked", why), LogLines.WARNING, why);
    }

    /** Gives the process back after a failure that may pass; Failed when that was its last attempt. */
    public Optional<Status> retryLater(Claim claim, Duration delay, String error) {
        return giveBack(claim, new Endings.GiveBack(true, due(delay), "Transient", error), LogLines.WARNING, error);
    }

    /** Ends a process whose cancellation was requested; files that are loaded stay loaded. */
    public Optional<Status> acknowledgeCancel(Claim claim) {
        return giveBack(
                claim,
                new Endings.GiveBack(false, null, null, "Cancelled"),
                LogLines.INFO,
                "Cancellation acknowledged");
    }

    Optional<Status> giveBack(Claim claim, Endings.GiveBack reason, String level, String message) {
        return settled(claim, database.inTransaction(handle -> giveBack(handle, claim, reason, level, message)));
    }

    private Optional<Status> settled(Claim claim, Given given) {
        boolean isSettled = given.isSettled();
        while (!isSettled) {
            isSettled = database.inTransaction(handle -> Endings.settleFiles(handle, claim, given.status()));
        }
        return Optional.ofNullable(given.status());
    }

    /** @param status null: the claim is lost */
    private record Given(Status status, boolean isSettled) {}

    private static Given giveBack(Handle handle, Claim claim, Endings.GiveBack reason, String level, String message) {
        Status status = Endings.giveBack(handle, claim, reason);
        if (status == null) {
            return new Given(null, true);
        }
        boolean isSettled = Endings.settleFiles(handle, claim, status);
        LogLines.ofProcess(handle, claim.processId(), level, status.text() + ": " + message);
        return new Given(status, isSettled);
    }

    /** On the database's clock: the worker's may be wrong by hours. */
    Instant due(Duration delay) {
        return database.read(handle ->
                        handle.createQuery("SELECT <now>").mapTo(Instant.class).one())
                .plus(delay);
    }
}
