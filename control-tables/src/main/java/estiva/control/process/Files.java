package estiva.control.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.database.ControlDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Files as their clients see them. */
@Singleton
public class Files {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ControlDatabase database;

    public Files(ControlDatabase database) {
        this.database = database;
    }

    /** A row that the file's last load rejected. */
    public record Reject(
            long rejectId,
            long rowNumber,
            Long lineNumber,
            String columnName,
            String rejectedValue,
            String reason,
            String rawText) {}

    public Optional<FileParameters> find(long fileId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT " + FileParameters.COLUMNS + "FROM FileParameters WHERE FileID = :id")
                .bind("id", fileId)
                .map(ConstructorMapper.of(FileParameters.class))
                .findOne());
    }

    /** Files of a process after the given id, in the order of their registration. */
    public List<FileParameters> ofProcess(long processId, long after, int limit) {
        return database.read(handle -> handle.createQuery("SELECT " + FileParameters.COLUMNS
                        + """
                          FROM FileParameters WHERE ProcessID = :id AND FileID > :after
                          ORDER BY FileID OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY""")
                .bind("id", processId)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(FileParameters.class))
                .list());
    }

    public List<Processes.LogLine> log(long fileId, long after, int limit) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT LogID, Message, LogLevel, LogTime FROM FileLog WHERE FileID = :id AND LogID > :after
                         ORDER BY FileID, LogID OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY""")
                .bind("id", fileId)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Processes.LogLine.class))
                .list());
    }

    /** Rejects of the file's last load, those of earlier attempts left out. */
    public List<Reject> rejects(long fileId, long after, int limit) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT r.RejectID, r.RowNumber, r.LineNumber, r.ColumnName, r.RejectedValue, r.Reason, r.RawText
                          FROM FileReject r
                         WHERE r.FileID = :id AND r.RejectID > :after AND r.RowNumber > 0
                           AND r.Fence = (SELECT f.Fence FROM FileParameters f WHERE f.FileID = :id)
                         ORDER BY r.FileID, r.RejectID OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY""")
                .bind("id", fileId)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Reject.class))
                .list());
    }

    /** The names of the columns of a file that has rejects; empty: it has no header, or a longer one than is kept. */
    public Optional<List<String>> header(long fileId) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT r.RawText FROM FileReject r
                         WHERE r.FileID = :id AND r.RowNumber = 0
                           AND r.Fence = (SELECT f.Fence FROM FileParameters f WHERE f.FileID = :id)""")
                .bind("id", fileId)
                .mapTo(String.class)
                .findOne()
                .flatMap(Files::names));
    }

    private static Optional<List<String>> names(String json) {
        try {
            return Optional.of(List.of(JSON.readValue(json, String[].class)));
        } catch (JsonProcessingException cut) {
            return Optional.empty();
        }
    }
}
