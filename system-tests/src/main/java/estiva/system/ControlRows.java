package estiva.system;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/** The control tables as they stand, read past the services. Times are UTC. */
public record ControlRows(Sql sql) {

    private static final String PROCESS = """
            SELECT ProcessID, ProcessName, WorkerAssigned, Status, CreatedAt, StartTime, EndTime, Attempt, LastError
            FROM FileControl
            """;
    private static final String FILE = """
            SELECT FileID, ProcessID, FileName, Status, StartTime, EndTime, RowsRead, RowsLoaded, RowsRejected, LastError
            FROM FileParameters
            """;

    /** A row of FileControl. */
    public record ProcessRow(
            long processId,
            String processName,
            String workerAssigned,
            String status,
            LocalDateTime createdAt,
            LocalDateTime startTime,
            LocalDateTime endTime,
            int attempt,
            String lastError) {

        public boolean isInProgress() {
            return status.equals("InProgress");
        }

        public boolean isOver() {
            return !status.equals("Pending") && !isInProgress();
        }
    }

    /** A row of FileParameters. */
    public record FileRow(
            long fileId,
            long processId,
            String fileName,
            String status,
            LocalDateTime startTime,
            LocalDateTime endTime,
            long rowsRead,
            long rowsLoaded,
            long rowsRejected,
            String lastError) {}

    /** A row of ProcessLog or FileLog. */
    public record LogRow(String level, String message) {}

    /** A row of FileReject. */
    public record RejectRow(long rowNumber, String columnName, String rejectedValue, String reason) {}

    public static ControlRows of(RunningDatabase database) {
        return new ControlRows(database.sql());
    }

    public ProcessRow process(long processId) throws SQLException {
        return sql.rows(ControlRows::process, PROCESS + "WHERE ProcessID = ?", processId)
                .get(0);
    }

    public List<ProcessRow> processes() throws SQLException {
        return sql.rows(ControlRows::process, PROCESS + "ORDER BY ProcessID");
    }

    public List<FileRow> files(long processId) throws SQLException {
        return sql.rows(ControlRows::file, FILE + "WHERE ProcessID = ? ORDER BY FileID", processId);
    }

    public List<FileRow> files() throws SQLException {
        return sql.rows(ControlRows::file, FILE + "ORDER BY FileID");
    }

    public List<LogRow> processLog(long processId) throws SQLException {
        return log("SELECT LogLevel, Message FROM ProcessLog WHERE ProcessID = ? ORDER BY LogID", processId);
    }

    public List<LogRow> fileLog(long fileId) throws SQLException {
        return log("SELECT LogLevel, Message FROM FileLog WHERE FileID = ? ORDER BY LogID", fileId);
    }

    public List<RejectRow> rejects(long fileId) throws SQLException {
        return sql.rows(
                row -> new RejectRow(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                "SELECT RowNumber, ColumnName, RejectedValue, Reason FROM FileReject WHERE FileID = ? AND RowNumber > 0 ORDER BY RejectID",
                fileId);
    }

    private List<LogRow> log(String query, long id) throws SQLException {
        return sql.rows(row -> new LogRow(row.getString(1), row.getString(2)), query, id);
    }

    private static ProcessRow process(ResultSet row) throws SQLException {
        return new ProcessRow(
                row.getLong("ProcessID"),
                row.getString("ProcessName"),
                row.getString("WorkerAssigned"),
                row.getString("Status"),
                row.getObject("CreatedAt", LocalDateTime.class),
                row.getObject("StartTime", LocalDateTime.class),
                row.getObject("EndTime", LocalDateTime.class),
                row.getInt("Attempt"),
                row.getString("LastError"));
    }

    private static FileRow file(ResultSet row) throws SQLException {
        return new FileRow(
                row.getLong("FileID"),
                row.getLong("ProcessID"),
                row.getString("FileName"),
                row.getString("Status"),
                row.getObject("StartTime", LocalDateTime.class),
                row.getObject("EndTime", LocalDateTime.class),
                row.getLong("RowsRead"),
                row.getLong("RowsLoaded"),
                row.getLong("RowsRejected"),
                row.getString("LastError"));
    }
}
