package estiva.control.process;

import estiva.control.database.ControlDatabase;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What stands in the tables, as far as tests ask for it. */
public final class TableRows {
    private final ControlDatabase database;

    TableRows(ControlDatabase database) {
        this.database = database;
    }

    /** Of FileControl. */
    public record ProcessRow(
            long processId,
            String processName,
            String workerAssigned,
            Status status,
            Instant startTime,
            long fence,
            int attempt,
            Instant notBefore,
            Instant leaseUntil,
            Instant cancelRequestedAt,
            String lastError) {}

    /** Of FileParameters. */
    public record FileRow(
            long fileId,
            long processId,
            String fileName,
            Status status,
            Instant startTime,
            String contentHash,
            Long rowsRead,
            Long rowsLoaded,
            Long rowsUpdated,
            Long rowsSkipped,
            Long rowsRejected,
            String lastError) {

        /** As the worker of its process has it. */
        public ClaimedFile claimed() {
            return new ClaimedFile(fileId, processId, fileName, null, null, null, null, null, null);
        }
    }

    /** Of ProcessLog or FileLog. */
    public record LogRow(String logLevel, String message) {}

    /** Of FileReject. */
    public record RejectRow(
            long rowNumber, Long lineNumber, String columnName, String rejectedValue, String reason, String rawText) {}

    /** Of Client. */
    public record ClientRow(Long runningProcessId, Instant nextDue) {}

    ProcessRow process(long processId) {
        return rows(ProcessRow.class, """
                        SELECT ProcessID, ProcessName, WorkerAssigned, Status, StartTime, Fence, Attempt, NotBefore,
                               LeaseUntil, CancelRequestedAt, LastError
                          FROM FileControl WHERE ProcessID = :key""", processId).get(0);
    }

    List<FileRow> filesOf(long processId) {
        return rows(FileRow.class, """
                SELECT FileID, ProcessID, FileName, Status, StartTime, ContentHash, RowsRead, RowsLoaded, RowsUpdated,
                       RowsSkipped, RowsRejected, LastError
                  FROM FileParameters WHERE ProcessID = :key ORDER BY FileID""", processId);
    }

    List<LogRow> processLog(long processId) {
        return rows(
                LogRow.class,
                "SELECT LogLevel, Message FROM ProcessLog WHERE ProcessID = :key ORDER BY LogID",
                processId);
    }

    List<LogRow> fileLog(long fileId) {
        return rows(LogRow.class, "SELECT LogLevel, Message FROM FileLog WHERE FileID = :key ORDER BY LogID", fileId);
    }

    /** Those of the file's last load, without the line that names its columns. */
    List<RejectRow> rejects(long fileId) {
        return rows(RejectRow.class, """
                SELECT r.RowNumber, r.LineNumber, r.ColumnName, r.RejectedValue, r.Reason, r.RawText
                  FROM FileReject r JOIN FileParameters f ON f.FileID = r.FileID AND f.Fence = r.Fence
                 WHERE r.FileID = :key AND r.RowNumber > 0 ORDER BY r.RejectID""", fileId);
    }

    ClientRow client(String name) {
        return rows(ClientRow.class, "SELECT RunningProcessID, NextDue FROM Client WHERE ProcessName = :key", name)
                .get(0);
    }

    private <T> List<T> rows(Class<T> type, String query, Object key) {
        return database.read(handle -> handle.createQuery(query)
                .bind("key", key)
                .map(ConstructorMapper.of(type))
                .list());
    }
}
