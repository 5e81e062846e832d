package estiva.registry.client;

import estiva.registry.access.Access;
import estiva.registry.entity.Conditions;
import estiva.registry.entity.Fresh;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Those clients that who asks may see. */
@Fresh
@Singleton
public class ClientRepository implements PanacheRepositoryBase<Client, String> {
    private final Access access;

    public ClientRepository(Access access) {
        this.access = access;
    }

    public Optional<Client> named(String processName) {
        Conditions conditions = access.visible(new Conditions().and("processName = :name", "name", processName));
        return find(conditions.text(), conditions.values()).singleResultOptional();
    }

    /** Clients by name, those after {@code after} first to last; null: from the first. */
    public List<Client> list(String after, int limit) {
        Conditions conditions = new Conditions().and("processName > :after", "after", after);
        access.visible(conditions);
        return find(conditions.orderBy("processName"), conditions.values())
                .page(0, limit)
                .list();
    }
}
