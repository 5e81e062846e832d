package estiva.control.loop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A piece of work that recurs by the minute, called by the scheduler. One that fails is told of once, and stops nothing else.
 * It is not begun after {@link #stop}.
 */
public final class Chore {
    private final Runnable work;
    private final Failures failures;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean stopped;

    /** @param name as logs show it */
    public Chore(String name, Runnable work) {
        this.work = work;
        failures = new Failures(name);
    }

    public void run() {
        running.lock();
        try {
            if (!stopped) {
                work.run();
                failures.ended();
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            failures.add(e);
        } finally {
            running.unlock();
        }
    }

    /** Lets it not be begun again. */
    public void stop() {
        stopped = true;
    }

    /**
     * Waits for its end, which needs the database: that is gone as soon as the service has stopped.
     *
     * @param deadline by {@link System#nanoTime}
     */
    public void awaitEnd(long deadline) {
        try {
            if (running.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                running.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
