package estiva.control.worker;

import java.time.Instant;

/**
 * One start of a worker.
 *
 * @param workerId never reused: a worker that comes back under the same name is another one
 * @param leaseMillis how long an assignment to it lasts without a heartbeat
 * @param running processes that are InProgress at it
 */
public record Worker(
        long workerId,
        String workerName,
        int slots,
        long leaseMillis,
        String version,
        Instant startedAt,
        Instant heartbeatAt,
        boolean draining,
        Instant stoppedAt,
        int running,
        boolean alive) {

    public int freeSlots() {
        return Math.max(0, slots - running);
    }
}
