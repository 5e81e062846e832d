package estiva.control.process;

import estiva.control.database.ControlDatabase;
import estiva.control.database.InList;
import estiva.control.process.FileParts.Part;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The files of a process after one that has failed for good, where its import has them wait. */
@Singleton
public class StoppedFiles {
    private static final String AFTER = "FileID > :after AND Status IN ('Pending', 'InProgress')";

    private final ControlDatabase database;

    public StoppedFiles(ControlDatabase database) {
        this.database = database;
    }

    /** The first of the process's files that have failed by one version of an import; both null: none was found for it. */
    public record FailedFile(long fileId, String importName, Integer importVersion) {}

    /** Those before the given file. A seek in IX_FileParameters_Process. */
    public List<FailedFile> failedBefore(long processId, long fileId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT MIN(FileID) AS FileID, ImportName, ImportVersion FROM FileParameters
                         WHERE ProcessID = :processId AND Status = 'Failed' AND FileID < :fileId
                         GROUP BY ImportName, ImportVersion""")
                .bind("processId", processId)
                .bind("fileId", fileId)
                .map(ConstructorMapper.of(FailedFile.class))
                .list());
    }

    /** Whether a file of one of the processes has failed already. None has in a process that is run for the first time. */
    public static boolean haveFailed(Handle handle, List<Claim> claims) {
        List<Long> again = claims.stream()
                .filter(claim -> claim.fence() > 1)
                .map(Claim::processId)
                .toList();
        return !again.isEmpty()
                && handle.createQuery("""
                                SELECT COUNT(*) FROM FileParameters
                                 WHERE ProcessID IN (<ids>) AND Status = 'Failed'""")
                                .bindList("ids", InList.of(again))
                                .mapTo(Integer.class)
                                .one()
                        > 0;
    }

    /**
     * Ends the open files after one as Failed, some at a time. As long as one is left, the worker that runs the process next finds the
     * failed one before it.
     *
     * @return false if the claim is lost
     */
    public boolean end(Claim claim, long failedFileId) {
        boolean isRest = false;
        while (!isRest) {
            Part part = database.read(
                    handle -> FileParts.first(handle, claim.processId(), AFTER, Map.of("after", failedFileId)));
            if (!database.commitIf(handle -> end(handle, claim, failedFileId, part.last()))) {
                return false;
            }
            isRest = part.isRest();
        }
        return true;
    }

    private static boolean end(Handle handle, Claim claim, long failedFileId, long last) {
        String error = "Not loaded: " + nameOf(handle, failedFileId)
                + " before it failed, and its import stops then; a retry of the process loads both in their order";
        handle.createUpdate("""
                        INSERT INTO FileLog (FileID, Message, LogLevel)
                        SELECT FileID, CAST(:error AS NVARCHAR(4000)), 'Error' FROM FileParameters
                        """ + FileParts.PART + AFTER)
                .bindMethods(claim)
                .bind("error", LogLines.message(error))
                .bind("after", failedFileId)
                .bind("last", last)
                .execute();
        handle.createUpdate("""
                        UPDATE FileParameters
                           SET Status = 'Failed', EndTime = <now>, Tracking = 2, LastError = :error
                        """ + FileParts.PART + AFTER)
                .bindMethods(claim)
                .bind("error", LogLines.message(error))
                .bind("after", failedFileId)
                .bind("last", last)
                .execute();
        return isStill(handle, claim);
    }

    /** The fence, as of a load: the very row that a rescue updates. */
    private static boolean isStill(Handle handle, Claim claim) {
        return handle.createUpdate("""
                                UPDATE FileControl SET Fence = Fence
                                 WHERE ProcessID = :processId AND Status = 'InProgress' AND WorkerID = :workerId
                                   AND Fence = :fence""").bindMethods(claim).execute() == 1;
    }

    private static String nameOf(Handle handle, long fileId) {
        return handle.createQuery("SELECT FileName FROM FileParameters WHERE FileID = :id")
                .bind("id", fileId)
                .mapTo(String.class)
                .one();
    }
}
