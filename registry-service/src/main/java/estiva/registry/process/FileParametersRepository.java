package estiva.registry.process;

import estiva.registry.access.Access;
import estiva.registry.entity.Conditions;
import estiva.registry.entity.Fresh;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of those clients that who asks may see. */
@Fresh
@Singleton
public class FileParametersRepository implements PanacheRepositoryBase<FileParameters, Long> {
    private static final String VISIBLE = " AND processId IN (SELECT p.processId FROM FileControl p WHERE p.";

    private final Access access;

    public FileParametersRepository(Access access) {
        this.access = access;
    }

    public Optional<FileParameters> byId(long fileId) {
        Conditions own = new Conditions().and("fileId = :id", "id", fileId);
        Conditions visible = access.visible(new Conditions());
        return visible.values().isEmpty()
                ? find(own.text(), own.values()).singleResultOptional()
                : find(
                                own.text() + VISIBLE + visible.text() + ")",
                                own.with(visible).values())
                        .singleResultOptional();
    }

    /** Files of a process after the given id, in the order of their registration. */
    public List<FileParameters> ofProcess(long processId, long after, int limit) {
        String query = "processId = :processId AND fileId > :after ORDER BY fileId";
        return find(query, Map.of("processId", processId, "after", after))
                .page(0, limit)
                .list();
    }
}
