package estiva.worker.read;

import estiva.control.files.FileUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Room on a disk of this machine for files that lie elsewhere and cannot be read from their begin to their end.
 *
 * @param mostBytes of one copy
 */
public record Spool(Path folder, long mostBytes) {

    /** Where this machine keeps what is temporary. */
    public static final Spool DEFAULT = new Spool(Path.of(System.getProperty("java.io.tmpdir")), 1L << 32);

    private static final int BUFFER = 1 << 16;

    public Spool {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("estiva.worker.read.spool-bytes must be positive");
        }
    }

    /** @return a copy, to be deleted by the caller */
    Path copy(InputStream from, long length) throws IOException, UnreadableFile {
        if (length > mostBytes) {
            throw new UnreadableFile(
                    "has " + length + " bytes where " + mostBytes + " may be copied to a disk to be unpacked;"
                            + " if it is meant to, raise estiva.worker.read.spool-bytes");
        }
        Path copy = create();
        try {
            fill(copy, from);
            return copy;
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private Path create() throws FileUnavailable {
        try {
            return Files.createTempFile(folder, "estiva-", ".spool");
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private void fill(Path copy, InputStream from) throws IOException {
        byte[] buffer = new byte[BUFFER];
        OutputStream out = Files.newOutputStream(copy);
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                write(out, buffer, count);
            }
        } finally {
            out.close();
        }
    }

    private void write(OutputStream out, byte[] buffer, int count) throws FileUnavailable {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    /** Another worker may have room, or this one later. */
    private FileUnavailable noRoom(IOException e) {
        return new FileUnavailable(
                "the worker has no room for a copy in " + folder + " (" + e.getMessage() + ");"
                        + " make some, or set estiva.worker.read.spool-folder",
                e);
    }
}
