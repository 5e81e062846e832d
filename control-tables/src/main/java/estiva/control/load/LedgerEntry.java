package estiva.control.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What makes two loads the same: client, import, target, parameters and content. Names are compared without case.
 *
 * @param mayRepeat whether the same content may be loaded again; files without rows of data always may
 */
public record LedgerEntry(
        String processName,
        String importName,
        int importVersion,
        String target,
        String parameter1,
        String parameter2,
        boolean mayRepeat) {

    String contentKey(String contentHash) {
        String[] parts = {
            processName.toLowerCase(java.util.Locale.ROOT),
            importName.toLowerCase(java.util.Locale.ROOT),
            target.toLowerCase(java.util.Locale.ROOT),
            parameter1,
            parameter2,
            contentHash
        };
        return sha256(String.join("\u0000", java.util.Arrays.stream(parts).map(p -> p == null ? "" : p).toList()));
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
