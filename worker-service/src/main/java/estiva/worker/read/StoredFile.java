package estiva.worker.read;

import estiva.control.files.FileChanged;
import estiva.control.files.SourceBytes;
import estiva.control.files.SourceFile;
import estiva.control.text.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A file's bytes as stored: counted and hashed while they stream by, and at the end still what they were. */
public final class StoredFile implements Closeable {

    private static final int DRAIN = 1 << 16;

    private final SourceFile source;
    private final SourceBytes bytes;
    private final Spool spool;
    private final MemoryShare memory;
    private final Stop stop;
    private final MessageDigest digest = Sha256.digest();
    private Path copy;
    private long size;
    private boolean ended;
    private boolean finished;

    private StoredFile(SourceFile source, SourceBytes bytes, Spool spool, MemoryShare memory, Stop stop) {
        this.source = source;
        this.bytes = bytes;
        this.spool = spool;
        this.memory = memory;
        this.stop = stop;
    }

    /** @param memory closed with the file */
    static StoredFile open(SourceFile source, Spool spool, MemoryShare memory, Stop stop) throws UnreadableFile {
        try {
            return new StoredFile(source, source.open(), spool, memory, stop);
        } catch (NoSuchFileException e) {
            throw new UnreadableFile("does not exist", e);
        } catch (AccessDeniedException e) {
            throw new UnreadableFile(
                    "may not be read by the worker; grant it the right"
                            + (e.getReason() == null ? "" : ": " + e.getMessage()),
                    e);
        } catch (FileChanged e) {
            throw new UnreadableFile(e.getMessage(), e);
        } catch (IOException e) {
            throw new UnreadableFile("cannot be read: " + UnreadableFile.reason(e), e);
        }
    }

    /** The last name of its path. */
    String name() {
        return source.name();
    }

    /** Bytes that it had when it was opened. */
    public long length() {
        return bytes.length();
    }

    /** To be asked by whatever reads bytes of the file otherwise than by {@link #stream}. */
    public Stop stop() {
        return stop;
    }

    /** What its reader takes of the worker's memory. */
    public MemoryShare memory() {
        return memory;
    }

    /** The bytes from where they were read last; closing it closes nothing. */
    InputStream stream() {
        return new Bytes();
    }

    /** For readers that jump about in it: where it lies itself, otherwise a copy of it, which goes with this. */
    public Path seekable() throws IOException, UnreadableFile {
        if (source.local().isPresent()) {
            return source.local().get();
        }
        if (copy == null) {
            copy = spool.copy(stream(), length());
        }
        return copy;
    }

    /** Whether what is {@link #seekable} is of no more use once it is open. */
    public boolean isCopied() {
        return copy != null;
    }

    /** Bytes read so far: the file's size once it is finished. */
    long size() {
        return size;
    }

    /** @return the SHA-256 of the whole file in hex, or null while its end was not read. To be asked once. */
    String hash() {
        return ended ? Sha256.hex(digest) : null;
    }

    /** Reads what the format left over, and makes sure that all of it was the same file. */
    void finish() throws IOException, UnreadableFile {
        if (finished) {
            return;
        }
        if (!ended) {
            byte[] rest = new byte[DRAIN];
            while (read(rest, 0, rest.length) >= 0) {
                // Only its hash is wanted.
            }
        }
        requireUnchanged();
        if (size != bytes.length()) {
            FileChanged changed = FileChanged.changed();
            throw new UnreadableFile(changed.getMessage(), changed);
        }
        finished = true;
    }

    /** Makes sure that it is still the file that was opened. */
    public void requireUnchanged() throws IOException, UnreadableFile {
        try {
            bytes.requireUnchanged();
        } catch (FileChanged e) {
            throw new UnreadableFile(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try (memory;
                bytes) {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        }
    }

    private int read(byte[] buffer, int offset, int length) throws IOException {
        stop.check();
        int count = bytes.read(buffer, offset, length);
        if (count < 0) {
            ended = true;
        } else {
            digest.update(buffer, offset, count);
            size += count;
        }
        return count;
    }

    private final class Bytes extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return StoredFile.this.read(buffer, offset, length);
        }
    }
}
