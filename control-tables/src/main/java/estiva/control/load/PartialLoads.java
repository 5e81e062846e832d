package estiva.control.load;

import estiva.control.database.InList;
import estiva.control.load.LoadPlace.Home;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.Standing.Part;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Files of which only the first rows are committed. */
final class PartialLoads {
    private PartialLoads() {}

    /** How far a file is, with the rows that are committed in the same transaction. */
    static void write(Handle handle, long processId, long fileId, LedgerEntry entry, Home home, RowsSoFar rows) {
        int known = handle.createUpdate("""
                        UPDATE PartialLoad SET RowsRead = :rows, RowsHash = :hash, CommittedAt = <now>, NameKey = :nameKey
                         WHERE FileID = :fileId""")
                .bindMethods(rows)
                .bind("nameKey", entry.place().nameKey(entry, home))
                .bind("fileId", fileId)
                .execute();
        if (known == 0) {
            handle.createUpdate("""
                            INSERT INTO PartialLoad (FileID, ProcessID, OrderKey, NameKey, RowsRead, RowsHash)
                            VALUES (:fileId, :processId, :orderKey, :nameKey, :rows, :hash)""")
                    .bindMethods(rows)
                    .bind("orderKey", entry.place().orderKey(entry.processName(), home))
                    .bind("nameKey", entry.place().nameKey(entry, home))
                    .bind("fileId", fileId)
                    .bind("processId", processId)
                    .execute();
        }
    }

    /** All of the file is loaded, or nothing is left of it. */
    static void end(Handle handle, long fileId) {
        handle.createUpdate("DELETE FROM PartialLoad WHERE FileID = :fileId")
                .bind("fileId", fileId)
                .execute();
    }

    /** Whether rows of any of them may be there already, from another file of the same name. */
    static boolean areThere(Handle handle, List<Loaded> files, Home home) {
        List<String> keys = files.stream()
                .map(Loaded::entry)
                .filter(it -> it.place() != null && it.place().isAppend())
                .map(it -> it.place().nameKey(it, home))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return !keys.isEmpty()
                && handle.createQuery("SELECT COUNT(*) FROM PartialLoad WHERE NameKey IN (<keys>)")
                                .bindList("keys", InList.of(keys))
                                .mapTo(Integer.class)
                                .one()
                        > 0;
    }

    /** The first of them that has the name and is not the file itself; null: none. */
    static Part ofTheSameName(Handle handle, long fileId, String nameKey) {
        return handle.createQuery("""
                        SELECT TOP 1 FileID, ProcessID, RowsRead FROM PartialLoad
                         WHERE NameKey = :nameKey AND FileID <> :fileId ORDER BY FileID""")
                .bind("nameKey", nameKey)
                .bind("fileId", fileId)
                .map((row, context) ->
                        new Part(row.getLong("FileID"), row.getLong("ProcessID"), row.getLong("RowsRead")))
                .findFirst()
                .orElse(null);
    }
}
