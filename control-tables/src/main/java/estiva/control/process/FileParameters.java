package estiva.control.process;

import java.time.Instant;

/** One file of a process as its row stands. Times are UTC; counts are null until the file has been read. */
public record FileParameters(
        long fileId,
        long processId,
        String fileName,
        String directory,
        String parameter1,
        String parameter2,
        Status status,
        Instant createdAt,
        Instant startTime,
        Instant endTime,
        String importName,
        Integer importVersion,
        long fence,
        int attempt,
        Long sizeBytes,
        String contentHash,
        Long rowsRead,
        Long rowsLoaded,
        Long rowsUpdated,
        Long rowsSkipped,
        Long rowsRejected,
        String lastError) {

    static final String COLUMNS =
            """
            FileID, ProcessID, FileName, Directory, Parameter1, Parameter2, Status, CreatedAt, StartTime, EndTime,
            ImportName, ImportVersion, Fence, Attempt, SizeBytes, ContentHash, RowsRead, RowsLoaded, RowsUpdated,
            RowsSkipped, RowsRejected, LastError
            """;
}
