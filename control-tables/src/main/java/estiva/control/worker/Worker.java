package estiva.control.worker;

import java.time.Instant;

/**
 * One start of a worker.
 *
 * @param workerId never reused: a worker that comes back under the same name is another one
 * @param slots loads that it runs at once
 * @param prefetch processes that it may hold at once: its slots, or more while they are small
 * @param leaseMillis how long an assignment to it lasts without a heartbeat
 * @param running processes that are InProgress at it
 */
public record Worker(
        long workerId,
        String workerName,
        int slots,
        int prefetch,
        long leaseMillis,
        String version,
        Instant startedAt,
        Instant heartbeatAt,
        boolean draining,
        Instant stoppedAt,
        int running,
        boolean alive) {

    /** How many processes more it may be given. */
    public int room() {
        return Math.max(0, prefetch - running);
    }
}
