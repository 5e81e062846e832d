package estiva.control.process;

import java.time.Instant;

/** One process as its row stands: the files of one client that are loaded together, by one worker. Times are UTC. */
public record FileControl(
        long processId,
        String processName,
        String workerAssigned,
        Status status,
        Instant createdAt,
        Instant startTime,
        Instant endTime,
        long fence,
        int attempt,
        Integer maxAttempts,
        int priority,
        Instant notBefore,
        Instant leaseUntil,
        String importName,
        Integer importVersion,
        Instant cancelRequestedAt,
        String registeredBy,
        String errorKind,
        String lastError) {

    static final String COLUMNS =
            """
            ProcessID, ProcessName, WorkerAssigned, Status, CreatedAt, StartTime, EndTime, Fence, Attempt, MaxAttempts,
            Priority, NotBefore, LeaseUntil, ImportName, ImportVersion, CancelRequestedAt, RegisteredBy, ErrorKind,
            LastError
            """;
}
