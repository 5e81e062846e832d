package estiva.control.inbox;

import estiva.control.database.ControlDatabase;
import estiva.control.database.InList;
import estiva.control.inbox.InboxFiles.InboxFile;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Forgets files that have long been gone from the inbox. As long as one is there, however old, some registry sees it and its
 * row says so: otherwise it would be registered again.
 */
@Singleton
public class InboxRetention {
    private static final int AT_ONCE = 500;

    private final ControlDatabase database;

    public InboxRetention(ControlDatabase database) {
        this.database = database;
    }

    /** @param missingSince null: it was there when somebody last looked */
    public record Known(String pathKey, String path, Instant missingSince) {}

    /**
     * Compares what a look saw with what is known.
     *
     * @param folder of the inbox: files elsewhere were not looked for
     * @param isWhole whether what the look did not see is not there. What it did see is there in any case
     * @param days that a file must be gone, by the database's clock, to be forgotten
     * @return how many files were forgotten
     */
    public int compare(Collection<InboxFile> seen, String folder, boolean isWhole, int days) {
        Set<String> present = seen.stream().map(InboxFile::key).collect(Collectors.toSet());
        int forgotten = 0;
        List<Known> page = after("");
        while (!page.isEmpty()) {
            cameBack(keys(page.stream()
                    .filter(it -> it.missingSince() != null && present.contains(it.pathKey()))
                    .toList()));
            if (isWhole) {
                List<Known> gone = page.stream()
                        .filter(it -> it.path().startsWith(folder + "/") && !present.contains(it.pathKey()))
                        .toList();
                went(keys(gone.stream().filter(it -> it.missingSince() == null).toList()));
                forgotten += forget(
                        keys(gone.stream()
                                .filter(it -> it.missingSince() != null)
                                .toList()),
                        days);
            }
            page = after(page.get(page.size() - 1).pathKey());
        }
        return forgotten;
    }

    private List<Known> after(String pathKey) {
        return database.read(handle -> handle.createQuery("""
                        SELECT TOP (:limit) PathKey, Path, MissingSince FROM InboxFile
                         WHERE PathKey > :pathKey ORDER BY PathKey""")
                .bind("limit", AT_ONCE)
                .bind("pathKey", pathKey)
                .map(ConstructorMapper.of(Known.class))
                .list());
    }

    private static List<String> keys(List<Known> files) {
        return InList.of(files.stream().map(Known::pathKey).toList());
    }

    private void cameBack(List<String> keys) {
        if (!keys.isEmpty()) {
            database.useTransaction(
                    handle -> handle.createUpdate("UPDATE InboxFile SET MissingSince = NULL WHERE PathKey IN (<keys>)")
                            .bindList("keys", keys)
                            .execute());
        }
    }

    private void went(List<String> keys) {
        if (!keys.isEmpty()) {
            database.useTransaction(handle -> handle.createUpdate(
                            "UPDATE InboxFile SET MissingSince = <now> WHERE PathKey IN (<keys>) AND MissingSince IS NULL")
                    .bindList("keys", keys)
                    .execute());
        }
    }

    private int forget(List<String> keys, int days) {
        return keys.isEmpty()
                ? 0
                : database.inTransaction(handle -> handle.createUpdate("""
                                DELETE FROM InboxFile
                                 WHERE PathKey IN (<keys>) AND MissingSince < DATEADD(DAY, -:days, <now>)""")
                        .bindList("keys", keys)
                        .bind("days", days)
                        .execute());
    }
}
