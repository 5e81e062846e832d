package estiva.registry.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.registry.entity.Fresh;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Fresh
@Singleton
public class FileRejectRepository implements PanacheRepositoryBase<FileReject, Long> {
    /** Those of earlier attempts are left out. */
    private static final String OF_THE_LAST_LOAD = """
            FROM FileReject r
             WHERE r.fileId = :fileId AND r.fence = (SELECT f.fence FROM FileParameters f WHERE f.fileId = :fileId)
            """;

    private final ObjectMapper json;

    public FileRejectRepository(ObjectMapper json) {
        this.json = json;
    }

    /** Rejects of the file's last load after the given id. */
    public List<FileReject> ofFile(long fileId, long after, int limit) {
        String query = OF_THE_LAST_LOAD + " AND r.rejectId > :after AND r.rowNumber > 0 ORDER BY r.fileId, r.rejectId";
        return find(query, Map.of("fileId", fileId, "after", after))
                .page(0, limit)
                .list();
    }

    /** The names of the columns of a file that has rejects; empty: it has no header, or a longer one than is kept. */
    public Optional<List<String>> header(long fileId) {
        return find(OF_THE_LAST_LOAD + " AND r.rowNumber = 0", Map.of("fileId", fileId))
                .singleResultOptional()
                .flatMap(header -> names(header.rawText));
    }

    private Optional<List<String>> names(String text) {
        try {
            return Optional.of(List.of(json.readValue(text, String[].class)));
        } catch (JsonProcessingException cut) {
            return Optional.empty();
        }
    }
}
