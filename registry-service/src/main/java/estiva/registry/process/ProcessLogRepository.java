package estiva.registry.process;

import estiva.registry.entity.Fresh;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

@Fresh
@Singleton
public class ProcessLogRepository implements PanacheRepositoryBase<ProcessLog, Long> {

    /** Lines of the process after the given one, the oldest first. */
    public List<LogLine> list(long processId, long after, int limit) {
        String query = "processId = :processId AND logId > :after ORDER BY processId, logId";
        return List.copyOf(find(query, Map.of("processId", processId, "after", after))
                .page(0, limit)
                .list());
    }
}
