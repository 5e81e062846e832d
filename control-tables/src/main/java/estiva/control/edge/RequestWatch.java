package estiva.control.edge;

import java.time.Duration;

/** Whether a client sends its next request in time. */
final class RequestWatch {
    private static final Duration TURNED_AWAY_AFTER = Duration.ofSeconds(2);

    private final Duration firstWithin;
    private final Duration nextWithin;
    private boolean isFirst = true;
    private long since;

    private RequestWatch(Duration firstWithin, Duration nextWithin) {
        this.firstWithin = firstWithin;
        this.nextWithin = nextWithin;
    }

    static RequestWatch of(HttpConfig config) {
        return new RequestWatch(config.headerTime(), config.idleTime());
    }

    static RequestWatch ofOneTurnedAway() {
        return new RequestWatch(TURNED_AWAY_AFTER, TURNED_AWAY_AFTER);
    }

    void begin(long now) {
        since = now;
    }

    /** The next one begins when the one before it is answered. */
    void answered(long now) {
        isFirst = false;
        begin(now);
    }

    boolean isFirst() {
        return isFirst;
    }

    boolean isLate(long now) {
        return now - since >= limit().toNanos();
    }

    EdgeProblem problem() {
        return EdgeProblem.of(408, "A request has to be sent within " + limit().toSeconds() + " seconds", "");
    }

    private Duration limit() {
        return isFirst ? firstWithin : nextWithin;
    }
}
