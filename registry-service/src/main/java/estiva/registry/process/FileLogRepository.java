package estiva.registry.process;

import estiva.registry.entity.Fresh;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

@Fresh
@Singleton
public class FileLogRepository implements PanacheRepositoryBase<FileLog, Long> {

    /** Lines of the file after the given one, the oldest first. */
    public List<LogLine> list(long fileId, long after, int limit) {
        String query = "fileId = :fileId AND logId > :after ORDER BY fileId, logId";
        return List.copyOf(find(query, Map.of("fileId", fileId, "after", after))
                .page(0, limit)
                .list());
    }
}
