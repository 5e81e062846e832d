package estiva.control.load;

import estiva.control.text.Sha256;

/**
 * What makes two loads the same: client, import, target, parameters and content. Names are compared without case.
 *
 * @param mayRepeat whether the same content may be loaded again; files without rows of data always may
 * @param place where the rows go, by which what is older and newer is told; null: not told
 */
public record LedgerEntry(
        String processName,
        String importName,
        int importVersion,
        String target,
        String parameter1,
        String parameter2,
        boolean mayRepeat,
        LoadPlace place) {

    public LedgerEntry(
            String processName,
            String importName,
            int importVersion,
            String target,
            String parameter1,
            String parameter2,
            boolean mayRepeat) {
        this(processName, importName, importVersion, target, parameter1, parameter2, mayRepeat, null);
    }

    /** The same for a content that is in the ledger already. */
    LedgerEntry repeated() {
        return new LedgerEntry(processName, importName, importVersion, target, parameter1, parameter2, true, place);
    }

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
