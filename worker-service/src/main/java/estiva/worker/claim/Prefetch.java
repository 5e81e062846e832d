package estiva.worker.claim;

import java.time.Duration;

/**
 * How many processes a worker should hold at once. As many as it has slots, as long as nothing is known of them; more
 * while they turn out so small that they are loaded together, because then the way through the tables costs more than
 * the loads; and at once no more than slots when one of them turns out to need a slot that is not free.
 */
public final class Prefetch {
    private static final int MOST_PER_SLOT = 16;
    private static final long CALM_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

    private final int slots;
    private int size;
    private long calmUntil;
    private long lastLoaded;

    public Prefetch(int slots) {
        this.slots = slots;
        size = slots;
        lastLoaded = System.nanoTime();
        calmUntil = lastLoaded;
    }

    public synchronized int size() {
        return size;
    }

    /** @param processes that were loaded in one transaction: half of the size or more shows that more are waiting */
    public synchronized void loadedTogether(int processes) {
        lastLoaded = System.nanoTime();
        if (processes * 2 >= size && lastLoaded - calmUntil >= 0) {
            size = Math.min(size * 2, slots * MOST_PER_SLOT);
        }
    }

    /** A load found no slot: what is large must spread over the workers, not wait here. */
    public synchronized void crowded() {
        size = slots;
        calmUntil = System.nanoTime() + CALM_NANOS;
    }

    /** Nothing is here: whether the next ones are small is not known. */
    public synchronized void idle() {
        if (System.nanoTime() - lastLoaded > IDLE_NANOS) {
            size = slots;
        }
    }
}
