package estiva.worker.file;

import estiva.control.files.SourceFile;
import estiva.control.text.Sha256;
import estiva.worker.read.ReadingStopped;
import estiva.worker.read.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** The hash of a file whose load did not get to its end; a load that does takes it while it streams. */
final class ContentHash {
    private static final int BLOCK = 1 << 16;

    private ContentHash() {}

    /**
     * SHA-256 of the bytes as stored, in hexadecimal; empty: the file can no longer be read.
     *
     * @throws ReadingStopped when {@code stop} said so
     */
    static Optional<String> of(SourceFile file, Stop stop) {
        try (InputStream bytes = file.open()) {
            MessageDigest digest = Sha256.digest();
            byte[] block = new byte[BLOCK];
            for (int count = bytes.read(block); count >= 0; count = bytes.read(block)) {
                stop.check();
                digest.update(block, 0, count);
            }
            return Optional.of(Sha256.hex(digest));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
