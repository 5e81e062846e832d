package estiva.control.client;

import java.time.Instant;

/**
 * One client: who runs its work, in which order, how often it is tried.
 *
 * @param runner {@code Estiva} or {@code External}: the one that may claim this client's processes
 * @param runningProcessId the process that holds the client; null: none
 * @param nextDue never later than the earliest moment at which a process of it may start; null: none waits
 * @param priority its weight in the round robin, at least 1
 * @param ordering {@code strict}: a process that waits holds back the later ones; {@code relaxed}: it does not
 * @param onFailure {@code continue} with the next process after a final failure, or {@code pause} the client
 */
public record Client(
        String processName,
        String runner,
        Long runningProcessId,
        Instant nextDue,
        Instant lastServedAt,
        int priority,
        boolean paused,
        String ordering,
        String onFailure,
        int maxAttempts,
        int retryDelaySeconds,
        int retryMaxDelaySeconds,
        boolean retryMissingFiles,
        Integer reprocessMinutes,
        int reprocessTimes,
        Integer maxRunMinutes,
        boolean externalRescue,
        Instant createdAt) {

    static final String COLUMNS =
            """
            ProcessName, Runner, RunningProcessID, NextDue, LastServedAt, Priority, Paused, Ordering, OnFailure,
            MaxAttempts, RetryDelaySeconds, RetryMaxDelaySeconds, RetryMissingFiles, ReprocessMinutes, ReprocessTimes, MaxRunMinutes, ExternalRescue,
            CreatedAt
            """;
}
