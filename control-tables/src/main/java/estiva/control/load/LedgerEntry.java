package estiva.control.load;

import estiva.control.text.Sha256;

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
        return Sha256.of(String.join(
                "\u0000",
                java.util.Arrays.stream(parts).map(p -> p == null ? "" : p).toList()));
    }
}
