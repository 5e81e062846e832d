package estiva.registry.process;

import estiva.control.process.Status;
import estiva.registry.access.Access;
import estiva.registry.entity.Conditions;
import estiva.registry.entity.Fresh;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Processes of those clients that who asks may see. */
@Fresh
@Singleton
public class FileControlRepository implements PanacheRepositoryBase<FileControl, Long> {
    private final Access access;
    private final Messages messages;

    FileControlRepository(Access access, Messages messages) {
        this.access = access;
        this.messages = messages;
    }

    public Optional<FileControl> byId(long processId) {
        Conditions conditions = access.visible(new Conditions().and("processId = :id", "id", processId));
        return find(conditions.text(), conditions.values())
                .singleResultOptional()
                .map(messages::shown);
    }

    /** Processes after the given id, in the order of their registration; null filters let everything through. */
    public List<FileControl> oldest(Status status, String processName, long after, int limit) {
        Conditions conditions = new Conditions().and("processId > :after", "after", after);
        return list(conditions, status, processName, "processId", limit);
    }

    /** As {@link #oldest}, the newest first: those before the given id; null: from the newest. */
    public List<FileControl> newest(Status status, String processName, Long before, int limit) {
        Conditions conditions = new Conditions().and("processId < :before", "before", before);
        return list(conditions, status, processName, "processId DESC", limit);
    }

    private List<FileControl> list(Conditions conditions, Status status, String processName, String order, int limit) {
        conditions.and("status = :status", "status", status).and("processName = :client", "client", processName);
        access.visible(conditions);
        return messages.shown(find(conditions.orderBy(order), conditions.values())
                .page(0, limit)
                .list());
    }
}
