package estiva.control.loop;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How soon a loop looks for work again: soon while there is some, then ever more slowly to the plain interval, and seldom
 * when there has been none for long.
 */
public final class LookPace {
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final Duration quietInterval;
    private final Duration quietAfter;
    private volatile long lastWork;

    /** @param quietAfter how long there must have been no work for {@code quietInterval} to count */
    public LookPace(Duration interval, Duration quietInterval, Duration quietAfter) {
        this(interval, quietInterval, quietAfter, System::nanoTime);
    }

    LookPace(Duration interval, Duration quietInterval, Duration quietAfter, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.backoff = new Backoff(interval, interval);
        this.quietInterval = quietInterval;
        this.quietAfter = quietAfter;
        lastWork = nanoTime.getAsLong();
    }

    /** A look found work, and the next comes after this delay. */
    public Duration worked(Duration soon) {
        lastWork = nanoTime.getAsLong();
        hurry(soon);
        return backoff.take();
    }

    /** A look found nothing. @param isAllDone whether nothing is under way either @return the delay to the next one */
    public Duration idle(boolean isAllDone) {
        Duration delay = backoff.take();
        return isAllDone && !workedWithin(quietAfter) ? quietInterval : delay;
    }

    /** Something has happened after which the next look may find work. */
    public void hurry(Duration soon) {
        backoff.startAgain(soon);
    }

    public boolean workedWithin(Duration time) {
        return nanoTime.getAsLong() - lastWork <= time.toNanos();
    }
}
