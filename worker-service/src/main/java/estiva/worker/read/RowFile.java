package estiva.worker.read;

import java.io.Closeable;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A file as rows, whatever its format, read once from its start to its end in constant memory. Not safe for several
 * threads at once.
 */
public abstract class RowFile implements Closeable {

    private final StoredFile stored;
    private final Closeable content;
    private long rowsRead;
    private long mostRows = Long.MAX_VALUE;

    /** @param content what else is to be closed */
    protected RowFile(StoredFile stored, Closeable content) {
        this.stored = stored;
        this.content = content;
    }

    /** The names of the fields; empty when the file has none. */
    public abstract Optional<Header> header();

    /** Fields that a row has; 0: as many as the first one has. */
    public int width() {
        return header().map(Header::size).orElse(0);
    }

    /** What people should know of the file before they load it: each a sentence. */
    public List<String> hints() {
        return List.of();
    }

    /** What people should know of what was read so far, though it could be: each a sentence. */
    public List<String> notes() {
        return List.of();
    }

    /** Names the fields that will be asked for, before the first row: where others need not be read, they are NULL. */
    public void takeOnly(BitSet fields) {
        // Most formats have to read them all.
    }

    /** @return the next row, the same object each time, or null at the end of the file */
    public final Row next() throws UnreadableFile {
        Row next = fetch();
        if (next != null) {
            if (rowsRead == mostRows) {
                throw new UnreadableFile(
                        "expands to more than " + mostRows + " rows; if it is meant to, raise estiva.worker.read.rows");
            }
            rowsRead++;
        } else {
            finish();
        }
        return next;
    }

    /** Of what expands, the size as stored says nothing about how long it will be read. */
    final void limitRows(long most) {
        mostRows = most;
    }

    /** Rows that {@link #next} gave; the header is none. The number of the last row, as rows count from 1. */
    public final long rowsRead() {
        return rowsRead;
    }

    /** Bytes read so far, as stored: the file's size once its end was read. */
    public final long size() {
        return stored.size();
    }

    /** @return the SHA-256 of the bytes as stored in hex, or null when their end was not read. To be asked once. */
    public final String hash() {
        return stored.hash();
    }

    @Override
    public void close() throws IOException {
        try (stored) {
            content.close();
        }
    }

    /** The line where the row starts that is being read, from 1. */
    protected abstract long line();

    /** @return the next row; null at the end, and however often it is asked again */
    protected abstract Row read() throws IOException, BadRecord, UnreadableFile;

    /** Reads a row that does not count, such as the header. */
    protected final Row fetch() throws UnreadableFile {
        try {
            return readUnlessStopped();
        } catch (BadRecord e) {
            throw new UnreadableFile(where() + ": " + e.getMessage() + "; correct the file or the import's format", e);
        } catch (MalformedText e) {
            throw new UnreadableFile(
                    where() + ": " + e.getMessage() + " (byte " + e.position()
                            + " of the file); set the import's format.encoding to what the file is written in",
                    e);
        } catch (MemoryFull e) {
            throw failure(e);
        } catch (IOException e) {
            throw new UnreadableFile(where() + ": cannot be read: " + UnreadableFile.reason(e), e);
        }
    }

    /** A parser may take what a stop throws for a fault of the file. */
    private Row readUnlessStopped() throws IOException, BadRecord, UnreadableFile {
        try {
            return read();
        } catch (IOException | BadRecord | UnreadableFile e) {
            stored.stop().check();
            throw e;
        }
    }

    /** What it takes of the worker's memory, until it is closed. */
    public final MemoryShare memory() {
        return stored.memory();
    }

    /** The row that was read last, or is being read, needs too much: for ever, or only now, which is no fault of the file. */
    public final UnreadableFile failure(MemoryFull e) {
        if (!e.isForEver()) {
            throw e;
        }
        return new UnreadableFile(where() + ": " + e.getMessage(), e);
    }

    /** A message about the row that is being read. */
    final String where() {
        String place = header().isEmpty() && rowsRead == 0 ? "first row" : "row " + (rowsRead + 1);
        return place + " (line " + Math.max(1, line()) + ")";
    }

    private void finish() throws UnreadableFile {
        try {
            stored.finish();
        } catch (IOException e) {
            throw new UnreadableFile("cannot be read: " + UnreadableFile.reason(e), e);
        }
    }
}
