package estiva.control.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A thread that polls until it is stopped; each poll returns the delay to the next one. A poll that fails is logged and
 * polled again: no loop dies of a database that is away.
 */
public final class Loop {
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);
    private static final Duration AFTER_MANY_FAILURES = Duration.ofSeconds(1);

    private final Supplier<Duration> poll;
    private final Thread thread;
    private final Failures failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private boolean stopped;
    private final Backoff afterFailure = new Backoff(AFTER_FAILURE, AFTER_MANY_FAILURES);

    public Loop(String name, Supplier<Duration> poll) {
        this.poll = poll;
        this.thread = new Thread(this::run, name);
        this.failures = new Failures(name);
        this.thread.setDaemon(true);
    }

    public Loop start() {
        thread.start();
        return this;
    }

    /** Ends the present delay, if there is one. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Asks for no further poll and waits for the present one. */
    public void stop(Duration patience) {
        stop(List.of(this), patience);
    }

    /** Asks all for no further poll and waits for the present ones: so long for all together, however many they are. */
    public static void stop(Collection<Loop> loops, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        loops.forEach(Loop::pollNoMore);
        loops.forEach(loop -> loop.awaitEnd(deadline));
    }

    private void pollNoMore() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitEnd(long deadline) {
        try {
            // At least one: none would be for ever.
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        while (!isStopped()) {
            try {
                pause(pollSafely());
            } catch (OutOfMemoryError e) {
                // Not even the log had room: whoever filled the memory may be gone by the next poll.
                Thread.onSpinWait();
            }
        }
    }

    private Duration pollSafely() {
        try {
            Duration next = poll.get();
            failures.ended();
            afterFailure.startAgain(AFTER_FAILURE);
            return next;
        } catch (RuntimeException | OutOfMemoryError e) {
            failures.add(e);
            return afterFailure.take();
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration delay) {
        lock.lock();
        try {
            long nanos = delay.toNanos();
            while (!stopped && !woken && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            woken = false;
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
