package estiva.worker.load;

import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadMemory;
import estiva.worker.read.Stop;
import estiva.worker.write.Chunk;

/**
 * The chunks of one file that are in memory, between the thread that fills them and the one that sends them. One may always
 * be; more only while there is memory: otherwise the reader waits for its own writer, and for nobody else.
 */
final class ChunkLane {

    private static final long LOOK_EVERY_MILLIS = 100;

    private final MemoryShare memory;
    private final Stop stop;
    private int chunks;

    /** @param stop asked while the reader waits: then the methods throw {@link estiva.worker.read.ReadingStopped} */
    ChunkLane(MemoryShare memory, Stop stop) {
        this.memory = memory;
        this.stop = stop;
    }

    /** @return an empty chunk */
    synchronized Chunk begin() {
        boolean isFirst = chunks == 0;
        while (!isFirst && !memory.tryTake(ReadMemory.CHUNK)) {
            awaitWriter();
            isFirst = chunks == 0;
        }
        chunks++;
        return new Chunk(ReadMemory.CHUNK, ReadMemory.CHUNK, isFirst ? 0 : ReadMemory.CHUNK);
    }

    /**
     * An empty chunk that stays until the load has ended: for a few rows, each of which is charged.
     *
     * @throws estiva.worker.read.MemoryFull when there is no memory for it
     */
    synchronized Chunk keep() {
        memory.take(Chunk.EMPTY);
        return new Chunk(ReadMemory.CHUNK, 0, Chunk.EMPTY);
    }

    /**
     * Makes sure that there is memory for another row.
     *
     * @throws estiva.worker.read.MemoryFull when there is not, and nothing of this file is still to be sent
     */
    void reserve(Chunk chunk, long bytes) {
        // Asked for each row: the chunk is still its reader's alone.
        long more = chunk.bytes() + bytes - chunk.room();
        if (more > 0) {
            widen(chunk, more);
        }
    }

    private synchronized void widen(Chunk chunk, long more) {
        while (chunks > 1 && !memory.tryTake(more)) {
            awaitWriter();
        }
        if (chunks <= 1) {
            memory.take(more);
        }
        chunk.widen(more);
    }

    /** The chunk is sent, or what it held is in nobody's way any more. */
    synchronized void end(Chunk chunk) {
        chunks--;
        memory.give(chunk.charged());
        notifyAll();
    }

    private void awaitWriter() {
        try {
            wait(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop.check();
    }
}
