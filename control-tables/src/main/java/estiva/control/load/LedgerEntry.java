package estiva.control.load;

import estiva.control.text.Sha256;

/**
 * What makes two loads the same: client, import, target, parameters and content. Each name is the one that the database has, in
 * whatever way it was written; those of clients and imports are moreover compared without case, as the ledger always did.
 *
 * @param target as the catalogue spells it
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
            target,
            parameter1,
            parameter2,
            contentHash
        };
        return Sha256.of(String.join(
                "\u0000",
                java.util.Arrays.stream(parts).map(p -> p == null ? "" : p).toList()));
    }
}
