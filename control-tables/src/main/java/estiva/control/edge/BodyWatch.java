package estiva.control.edge;

import java.time.Duration;

/** Whether a request's body arrives in time, and as fast as it must. */
final class BodyWatch {
    private final Duration limit;
    private final long rate;
    private final Pace pace;
    private boolean isRunning;
    private long since;
    private long bytes;
    private long lookedAt;

    /** @param rate in bytes per second; it may be missed for {@code slowFor} */
    BodyWatch(Duration limit, long rate, Duration slowFor) {
        this.limit = limit;
        this.rate = rate;
        this.pace = new Pace(rate, slowFor);
    }

    void begin(long now) {
        isRunning = true;
        since = now;
        lookedAt = now;
        bytes = 0;
        pace.begin(now, 0);
    }

    void count(int more) {
        bytes += more;
    }

    void end() {
        isRunning = false;
    }

    boolean isRunning() {
        return isRunning;
    }

    /** @param isRead whether it is read at all; if not, the time since the last look is not the client's */
    boolean isLate(long now, boolean isRead) {
        if (!isRead) {
            since += now - lookedAt;
            pace.begin(now, bytes);
        }
        lookedAt = now;
        return now - since > limit.toNanos() || pace.isTooSlow(now, bytes);
    }

    EdgeProblem problem() {
        String detail = "The body has to be sent within " + limit.toSeconds() + " seconds, and at least " + rate
                + " bytes of it each second";
        return EdgeProblem.of(408, detail, "");
    }
}
