package estiva.worker.read.parquet;

import estiva.control.files.FileUnavailable;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Stop;
import estiva.worker.read.StoredFile;
import estiva.worker.read.UnreadableFile;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an open file, and the memory for what they expand to. */
final class ParquetBytes implements Closeable {

    private final RandomAccessFile file;
    private final long length;
    private final PageMemory memory;
    private final Stop stop;
    private final Room stored;

    private ParquetBytes(RandomAccessFile file, long length, PageMemory memory, Stop stop) {
        this.file = file;
        this.length = length;
        this.memory = memory;
        this.stop = stop;
        stored = new Room(memory);
    }

    static ParquetBytes open(StoredFile stored, long memory) throws IOException, UnreadableFile {
        Path path = stored.seekable();
        // No channel: it would close when a load that has ended interrupts its reading thread.
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        if (stored.isCopied()) {
            unlink(path);
        }
        return new ParquetBytes(file, stored.length(), new PageMemory(stored.memory(), memory), stored.stop());
    }

    /** A copy goes at once, as far as the system can do that: nothing of it stays, however the worker ends. */
    private static void unlink(Path copy) {
        try {
            Files.delete(copy);
        } catch (IOException e) {
            // The stored file does it when it is closed.
        }
    }

    long length() {
        return length;
    }

    PageMemory memory() {
        return memory;
    }

    void read(long position, byte[] into, int offset, int count) throws IOException, BadRecord {
        stop.check();
        try {
            file.seek(position);
            file.readFully(into, offset, count);
        } catch (EOFException e) {
            throw new BadRecord(
                    "it is cut off, or changed while it was read: nothing is at byte " + (position + count));
        } catch (IOException e) {
            // A share that is away may come back.
            throw new FileUnavailable(e.getMessage(), e);
        }
    }

    /** The bytes as stored, in an array that the next call overwrites, and that may be longer. */
    byte[] stored(long position, int count) throws IOException, BadRecord {
        byte[] bytes = stored.of(count);
        read(position, bytes, 0, count);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
