package estiva.worker.read;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * The one budget of memory from which all takes that a worker reads, whatever the format: so many bytes of the heap, and no
 * upload can make them more.
 *
 * <p>What every file needs, {@link #EACH}, is set aside for all that may be open at once: no file waits for another before
 * it begins. What a file takes beyond it is charged to its {@link MemoryShare} before it is allocated, and refused by
 * {@link MemoryFull} when there is no more. Nobody waits while holding: a file that is refused gives back all it has, its
 * transaction with it, waits in line with nothing in its hands for what it is known to need, and is read again.
 *
 * <ul>
 *   <li>No deadlock, not even with the locks of a database: who waits here holds neither memory nor a transaction.
 *   <li>Nobody starves: those in line are served in their order. While the first one waits nobody passes it, and those that
 *       are being read end, so that at last all memory is free, which is enough for it.
 *   <li>It comes to an end: each time a file is refused it waits for half as much again as it needed, at most for all there
 *       is. Having that, it can only be refused for ever, which fails the file with the reason.
 * </ul>
 */
public final class ReadMemory {

    /** Bytes of one file's fixed buffers, of its reader's small objects, and of {@link #CHUNK}. */
    public static final long EACH = 5L << 18;
    /** Bytes of rows on their way from the reader to the writer, of which one chunk may always be. */
    public static final long CHUNK = 1L << 20;

    private static final long LOOK_EVERY_MILLIS = 100;

    private final long size;
    private final Deque<Thread> line = new ArrayDeque<>();
    private long free;

    /** @param size bytes for what files take beyond {@link #EACH} */
    public ReadMemory(long size) {
        if (size < 1) {
            throw new IllegalArgumentException("a memory of " + size + " bytes");
        }
        this.size = size;
        free = size;
    }

    /** For a file of which nothing is known yet, or for several that are read together. */
    public MemoryShare open() {
        return open(size);
    }

    /** @param most that it may take, however much is free */
    public MemoryShare open(long most) {
        return new MemoryShare(this, Math.min(most, size), 0);
    }

    /**
     * Waits in line for a share that has so much of the memory from the start.
     *
     * @param need {@link MemoryFull#toWaitFor}
     * @param stopRequested asked again and again while it waits
     * @return null when it was told to stop, or has waited for as long as it has patience
     */
    public MemoryShare await(long need, BooleanSupplier stopRequested, Duration patience) throws InterruptedException {
        long wanted = Math.min(need, size);
        long deadline = System.nanoTime() + patience.toNanos();
        Thread me = Thread.currentThread();
        synchronized (this) {
            line.addLast(me);
            try {
                while (line.peekFirst() != me || free < wanted) {
                    if (stopRequested.getAsBoolean() || System.nanoTime() - deadline >= 0) {
                        return null;
                    }
                    wait(LOOK_EVERY_MILLIS);
                }
                free -= wanted;
                return new MemoryShare(this, size, wanted);
            } finally {
                line.remove(me);
                notifyAll();
            }
        }
    }

    /** Bytes that may be taken beyond {@link #EACH}. */
    public long size() {
        return size;
    }

    public synchronized long free() {
        return free;
    }

    public synchronized int waiting() {
        return line.size();
    }

    /** @return false: there is not so much */
    boolean take(long bytes) {
        if (bytes > free) {
            return false;
        }
        free -= bytes;
        return true;
    }

    void give(long bytes) {
        free += bytes;
        if (free > size) {
            throw new IllegalStateException("more memory was given back than taken");
        }
        notifyAll();
    }
}
