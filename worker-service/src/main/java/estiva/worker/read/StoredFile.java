package estiva.worker.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** A file's bytes as stored: counted and hashed while they stream by, and at the end still what they were. */
public final class StoredFile implements Closeable {

    private static final int DRAIN = 1 << 16;

    private final Path path;
    private final BasicFileAttributes before;
    private final InputStream in;
    private final MessageDigest digest = sha256();
    private long size;
    private boolean ended;
    private boolean finished;

    private StoredFile(Path path) throws IOException {
        this.path = path;
        before = Files.readAttributes(path, BasicFileAttributes.class);
        in = Files.newInputStream(path);
    }

    static StoredFile open(Path path) throws UnreadableFile {
        try {
            return new StoredFile(path);
        } catch (NoSuchFileException e) {
            throw new UnreadableFile("does not exist", e);
        } catch (AccessDeniedException e) {
            throw new UnreadableFile("may not be read by the worker; grant it the right", e);
        } catch (IOException e) {
            throw new UnreadableFile("cannot be read: " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    /** Bytes that it had when it was opened. */
    public long length() {
        return before.size();
    }

    /** The bytes from where they were read last; closing it closes nothing. */
    InputStream stream() {
        return new Bytes();
    }

    /** Bytes read so far: the file's size once it is finished. */
    long size() {
        return size;
    }

    /** @return the SHA-256 of the whole file in hex, or null while its end was not read. To be asked once. */
    String hash() {
        return ended ? HexFormat.of().formatHex(digest.digest()) : null;
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
        checkUnchanged();
        finished = true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void checkUnchanged() throws IOException, UnreadableFile {
        BasicFileAttributes after;
        try {
            after = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new UnreadableFile("disappeared while it was read; leave files where they are until they are loaded", e);
        }
        if (size != before.size()
                || after.size() != before.size()
                || !after.lastModifiedTime().equals(before.lastModifiedTime())
                || !Objects.equals(after.fileKey(), before.fileKey())) {
            throw new UnreadableFile("changed while it was read; register files when they are complete");
        }
    }

    private int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
            ended = true;
        } else {
            digest.update(bytes, offset, count);
            size += count;
        }
        return count;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private final class Bytes extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return StoredFile.this.read(bytes, offset, length);
        }
    }
}
