package estiva.worker;

import estiva.control.files.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The hash of a file whose load did not get to its end; a load that does takes it while it streams. */
final class ContentHash {
    private ContentHash() {}

    /** SHA-256 of the bytes as stored, in hexadecimal; empty: the file can no longer be read. */
    static Optional<String> of(SourceFile file) {
        try (InputStream bytes = file.open()) {
            DigestInputStream digest = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return Optional.of(HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
