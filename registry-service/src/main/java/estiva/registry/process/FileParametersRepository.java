package estiva.registry.process;

import estiva.registry.entity.Fresh;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Fresh
@Singleton
public class FileParametersRepository implements PanacheRepositoryBase<FileParameters, Long> {

    public Optional<FileParameters> byId(long fileId) {
        return find("fileId", fileId).singleResultOptional();
    }

    /** Files of a process after the given id, in the order of their registration. */
    public List<FileParameters> ofProcess(long processId, long after, int limit) {
        String query = "processId = :processId AND fileId > :after ORDER BY fileId";
        return find(query, Map.of("processId", processId, "after", after))
                .page(0, limit)
                .list();
    }
}
