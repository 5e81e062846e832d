package estiva.worker.read;

/**
 * A file would take more memory than is left of what the worker has for all that it reads. Unchecked: arrays grow within
 * the callbacks of parsers, which let nothing else through.
 */
public final class MemoryFull extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final double ROOMIER = 1.5;

    private final long need;
    private final long most;

    MemoryFull(long need, long most) {
        super("needs " + need + " bytes of memory or more to be read, where this worker has " + most
                + " for one file; split it, or raise estiva.worker.read.memory, and the worker's memory with it");
        this.need = need;
        this.most = most;
    }

    /** Whether it would be too much, too, if nothing else was read. */
    public boolean isForEver() {
        return need > most;
    }

    /**
     * Bytes to wait for before the file is read again from its begin. More than it is known to need: each time costs a
     * reading, so there must not be many.
     */
    public long toWaitFor() {
        return Math.min(most, (long) (need * ROOMIER));
    }
}
