package estiva.control.load;

import estiva.control.database.InList;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.text.Sha256;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What was loaded, by its content: the key of each entry refuses the same content a second time. */
final class Ledger {
    private Ledger() {}

    /** @throws RuntimeException of a duplicate key if the ledger has one of the contents already */
    static void enter(Handle handle, List<Loaded> files, Homes homes) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO LoadedFile (LedgerKey, ContentKey, FileID, ProcessID, ImportName, ImportVersion, TargetTable,
                                        ContentHash, SizeBytes, RowsRead, RowsLoaded, RowsUpdated, RowsSkipped,
                                        RowsRejected, OrderKey, ScopeKey)
                VALUES (:ledgerKey, :contentKey, :fileId, :processId, :importName, :importVersion, :target,
                        :contentHash, :sizeBytes, :rowsRead, :rowsLoaded, :rowsUpdated, :rowsSkipped, :rowsRejected,
                        :orderKey, :scopeKey)""");
        Set<String> known = known(handle, files);
        for (Loaded it : files) {
            String contentKey = contentKey(it);
            LoadPlace place = it.entry().place();
            batch.bindMethods(it.claim())
                    .bindMethods(it.rows())
                    .bindMethods(it.entry())
                    .bind("fileId", it.file().fileId())
                    .bind("contentKey", contentKey)
                    .bind(
                            "orderKey",
                            place == null ? null : place.orderKey(it.entry().processName(), homes.get()))
                    .bind("scopeKey", place == null ? null : place.scopeKey())
                    .bind("ledgerKey", ledgerKey(it, contentKey, known))
                    .add();
        }
        batch.execute();
    }

    private static String contentKey(Loaded loaded) {
        return loaded.entry().contentKey(loaded.rows().contentHash());
    }

    /** The first load of a content takes the content's own key, which refuses the next; a repetition takes another. */
    private static String ledgerKey(Loaded it, String contentKey, Set<String> known) {
        boolean isRepetition = it.rows().rowsRead() == 0 || it.entry().mayRepeat() && !known.add(contentKey);
        return isRepetition
                ? Sha256.of(
                        contentKey + "/" + it.file().fileId() + "/" + it.claim().fence())
                : contentKey;
    }

    /** Of the contents that may be repeated, those that the ledger has. */
    private static Set<String> known(Handle handle, List<Loaded> files) {
        List<String> keys = files.stream()
                .filter(it -> it.entry().mayRepeat() && it.rows().rowsRead() > 0)
                .map(Ledger::contentKey)
                .toList();
        return keys.isEmpty()
                ? new HashSet<>()
                : handle.createQuery("SELECT LedgerKey FROM LoadedFile WHERE LedgerKey IN (<keys>)")
                        .bindList("keys", InList.of(keys))
                        .mapTo(String.class)
                        .collect(Collectors.toCollection(HashSet::new));
    }
}
