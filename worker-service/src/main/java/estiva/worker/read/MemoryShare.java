package estiva.worker.read;

import java.util.Arrays;

/**
 * What one load has of the worker's {@link ReadMemory}: charged before it is allocated, given back at the latest when it is
 * closed. Safe for several threads, since rows are read by one and written by another.
 */
public final class MemoryShare implements AutoCloseable {

    private final ReadMemory memory;
    /** Null: it draws on the memory itself. */
    private final MemoryShare whole;

    private final long most;
    /** Stays with the load until its end: what it has waited for. */
    private final long advance;

    private long reserved;
    private long held;
    private boolean closed;

    MemoryShare(ReadMemory memory, long most, long advance) {
        this.memory = memory;
        this.most = most;
        this.advance = advance;
        whole = null;
        reserved = advance;
    }

    private MemoryShare(MemoryShare whole) {
        this.whole = whole;
        memory = whole.memory;
        most = whole.most;
        advance = 0;
    }

    /** A part that is given back as a whole when it is closed, before the share is: for one opening of a file. */
    public MemoryShare part() {
        return new MemoryShare(this);
    }

    /** @throws MemoryFull when there is not so much */
    public void take(long bytes) {
        synchronized (memory) {
            if (!tryTake(bytes)) {
                throw new MemoryFull(root().held + bytes, most);
            }
        }
    }

    /** @return false: there is not so much now, and nothing was taken */
    public boolean tryTake(long bytes) {
        synchronized (memory) {
            requireOpen();
            boolean isTaken = whole == null ? reserve(held + bytes) : whole.tryTake(bytes);
            held += isTaken ? bytes : 0;
            return isTaken;
        }
    }

    public void give(long bytes) {
        synchronized (memory) {
            if (closed) {
                return;
            }
            if (bytes > held) {
                throw new IllegalStateException("more memory was given back than taken");
            }
            held -= bytes;
            if (whole != null) {
                whole.give(bytes);
            } else {
                release(Math.max(held, advance));
            }
        }
    }

    public long held() {
        synchronized (memory) {
            return held;
        }
    }

    /** @return a longer copy; both are charged as long as both are there, and the shorter one's bytes given back then */
    public char[] grown(char[] old, int length) {
        take((long) length * Character.BYTES);
        char[] longer = Arrays.copyOf(old, length);
        give((long) old.length * Character.BYTES);
        return longer;
    }

    /** @return as {@link #grown(char[], int)} */
    public int[] grown(int[] old, int length) {
        take((long) length * Integer.BYTES);
        int[] longer = Arrays.copyOf(old, length);
        give((long) old.length * Integer.BYTES);
        return longer;
    }

    @Override
    public void close() {
        synchronized (memory) {
            if (closed) {
                return;
            }
            if (whole != null) {
                whole.give(held);
            } else {
                release(0);
            }
            held = 0;
            closed = true;
        }
    }

    private boolean reserve(long bytes) {
        if (bytes > most || bytes > reserved && !memory.take(bytes - reserved)) {
            return false;
        }
        reserved = Math.max(reserved, bytes);
        return true;
    }

    private void release(long kept) {
        if (reserved > kept) {
            memory.give(reserved - kept);
            reserved = kept;
        }
    }

    private MemoryShare root() {
        return whole == null ? this : whole.root();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("memory is taken by what is closed");
        }
    }
}
