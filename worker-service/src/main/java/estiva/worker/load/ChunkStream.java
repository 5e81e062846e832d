package estiva.worker.load;

import estiva.worker.read.ReadingStopped;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.Chunk;
import estiva.worker.write.ChunkSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads on a thread of its own while the rows before are sent; at most {@value #WAITING} chunks wait. A small file is
 * read by the caller. What stops the reading ends the stream, and comes up in {@link #rethrow}.
 */
final class ChunkStream implements ChunkSource, AutoCloseable {

    private static final int WAITING = 2;
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final Chunk END = new Chunk(0, 0, 0);

    private final ChunkReader reader;
    private final Stop stop;
    private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile Throwable failure;
    private Chunk sent;
    private boolean stopped;
    private boolean ended;

    ChunkStream(ChunkReader reader, Stop stop, boolean isSmall) {
        this.reader = reader;
        this.stop = stop;
        thread = isSmall
                ? null
                : new Thread(this::readAll, Thread.currentThread().getName() + "-read");
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public Chunk next() {
        if (sent != null) {
            reader.end(sent);
            sent = null;
        }
        if (ended || looksStopped()) {
            return null;
        }
        sent = thread == null ? readHere() : take();
        ended = sent == null;
        return sent;
    }

    /** To be called when the stream is closed: gives the load's end its reason. */
    void rethrow() throws LoadStopped, UnreadableFile, TooManyRejects {
        // First: the interrupt that then ends the reading may break off a read, which looks like a fault of the file.
        if (stopped || failure instanceof ReadingStopped) {
            throw new LoadStopped();
        }
        if (failure instanceof UnreadableFile unreadable) {
            throw unreadable;
        }
        if (failure instanceof TooManyRejects rejects) {
            throw rejects;
        }
        if (failure instanceof RuntimeException bug) {
            throw bug;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean looksStopped() {
        stopped |= stop.isRequested() || Thread.currentThread().isInterrupted();
        return stopped;
    }

    private Chunk readHere() {
        try {
            return reader.next();
        } catch (UnreadableFile | TooManyRejects | RuntimeException | Error e) {
            failure = e;
            return null;
        }
    }

    private Chunk take() {
        try {
            Chunk chunk = queue.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            while (chunk == null && !looksStopped()) {
                chunk = queue.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
            return chunk == END ? null : chunk;
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void readAll() {
        try {
            try {
                for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                    queue.put(chunk);
                }
            } catch (UnreadableFile | TooManyRejects | RuntimeException | Error e) {
                failure = e;
            }
            queue.put(END);
        } catch (InterruptedException e) {
            // The stream was closed: nobody takes the rest.
        }
    }
}
