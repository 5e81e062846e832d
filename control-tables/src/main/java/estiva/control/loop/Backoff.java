package estiva.control.loop;

import java.time.Duration;

/** Delays of which each is twice as long as the one before it, up to a longest one. */
public final class Backoff {
    private final Duration longest;
    private Duration next;

    public Backoff(Duration first, Duration longest) {
        this.longest = longest;
        startAgain(first);
    }

    /** Takes the delay that is next. */
    public synchronized Duration take() {
        Duration taken = next;
        startAgain(taken.multipliedBy(2));
        return taken;
    }

    /** The next delay is this one. */
    public synchronized void startAgain(Duration first) {
        next = first.compareTo(longest) < 0 ? first : longest;
    }
}
