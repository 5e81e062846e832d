package estiva.registry.client;

import estiva.registry.entity.Conditions;
import estiva.registry.entity.Fresh;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Fresh
@Singleton
public class ClientRepository implements PanacheRepositoryBase<Client, String> {

    public Optional<Client> named(String processName) {
        return find("processName", processName).singleResultOptional();
    }

    /** Clients by name, those after {@code after} first to last; null: from the first. */
    public List<Client> list(String after, int limit) {
        Conditions conditions = new Conditions().and("processName > :after", "after", after);
        return find(conditions.orderBy("processName"), conditions.values())
                .page(0, limit)
                .list();
    }
}
