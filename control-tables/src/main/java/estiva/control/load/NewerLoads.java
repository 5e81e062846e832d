package estiva.control.load;

import estiva.control.database.InList;
import estiva.control.load.LoadPlace.Home;
import estiva.control.process.Claim;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * What was loaded since a file's turn, and stands after it in line: files that were registered later, for the same client and
 * table. While a process runs no other one of its client can publish, so what is true at its begin is true at its end.
 */
final class NewerLoads {
    /** So many are named, and so many are counted. */
    private static final int NAMED = 3;

    private static final int COUNTED = 1_000;

    /** No more than are counted are read, in the order of the index: H2 walks it if ORDER BY has its first column too. */
    static final String AFTER = """
            SELECT n.ProcessID, n.FileID
              FROM (SELECT loaded.ProcessID, loaded.FileID
                      FROM (SELECT TOP (:most) l.OrderKey, l.ProcessID, l.FileID
                              FROM LoadedFile l JOIN FileControl p ON p.ProcessID = :processId
                             WHERE l.OrderKey = :orderKey AND l.ProcessID >= :processId AND l.FileID > :fileId
                               AND (l.ScopeKey IS NULL OR :scopeKey = '' OR l.ScopeKey = :scopeKey
                                    OR LEFT(l.ScopeKey, 16) <> :scopeColumns)
                               AND (l.ProcessID > :processId AND l.LoadedAt >= p.PassedSince
                                    OR l.ProcessID = :processId AND :inOrder = 1)
                             ORDER BY l.OrderKey, l.ProcessID, l.FileID) loaded
                     UNION
                    SELECT l.ProcessID, l.FileID
                      FROM PartialLoad l JOIN FileControl p ON p.ProcessID = :processId
                     WHERE l.OrderKey = :orderKey AND l.ProcessID >= :processId AND l.FileID > :fileId
                       AND (l.ProcessID > :processId AND l.CommittedAt >= p.PassedSince
                            OR l.ProcessID = :processId AND :inOrder = 1)) n
             ORDER BY n.ProcessID, n.FileID""";

    private NewerLoads() {}

    /** A file that is loaded, or whose first rows are. */
    public record Newer(long processId, long fileId) {}

    /**
     * Seeks in IX_LoadedFile_Order, from the file's place on. Within its process later files count whenever they were loaded; those of
     * other processes only since this one was passed: before that, its client's order (priority) had them first.
     *
     * @param inOrder whether the files of its process have an order among them
     * @return for a message; empty: none
     */
    static String describe(Handle handle, Claim claim, long fileId, LedgerEntry entry, Home home, boolean inOrder) {
        String scopeKey = entry.place().scopeKey();
        List<Newer> newer = handle.createQuery(AFTER)
                .bind("most", COUNTED)
                .bindMethods(claim)
                .bind("fileId", fileId)
                .bind("orderKey", entry.place().orderKey(entry.processName(), home))
                .bind("scopeKey", scopeKey == null ? "" : scopeKey)
                .bind("scopeColumns", scopeKey == null ? "" : entry.place().scopeColumns())
                .bind("inOrder", inOrder ? 1 : 0)
                .map(ConstructorMapper.of(Newer.class))
                .list();
        return newer.isEmpty() ? "" : describe(handle, newer);
    }

    private static String describe(Handle handle, List<Newer> newer) {
        List<Newer> first = newer.subList(0, Math.min(newer.size(), NAMED));
        Map<Long, String> names = names(handle, first);
        String named = first.stream()
                .map(it -> names.getOrDefault(it.fileId(), "file " + it.fileId()) + " (process " + it.processId() + ")")
                .collect(Collectors.joining(", "));
        int others = newer.size() - first.size();
        String more = newer.size() >= COUNTED ? " and many more" : " and " + others + " more";
        return named + (others == 0 ? "" : more);
    }

    private static Map<Long, String> names(Handle handle, List<Newer> files) {
        return handle.createQuery("SELECT FileID, FileName FROM FileParameters WHERE FileID IN (<ids>)")
                .bindList("ids", InList.of(files.stream().map(Newer::fileId).toList()))
                .reduceRows(new java.util.HashMap<>(), (names, row) -> {
                    names.put(row.getColumn("FileID", Long.class), row.getColumn("FileName", String.class));
                    return names;
                });
    }
}
