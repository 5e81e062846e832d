package estiva.registry.audit;

import estiva.registry.entity.Conditions;
import estiva.registry.entity.Fresh;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

@Fresh
@Singleton
public class AuditRepository implements PanacheRepositoryBase<Audit, Long> {

    /**
     * Which rows; null: all.
     *
     * @param from not before
     * @param to before
     */
    public record Wanted(
            String identity,
            String action,
            String processName,
            String subject,
            String outcome,
            Instant from,
            Instant to) {}

    /** The newest first, those before the given id; null: from the newest. */
    public List<Audit> newest(Wanted wanted, Long before, int limit) {
        Conditions conditions = new Conditions()
                .and("auditId < :older", "older", before)
                .and("identityName = :identity", "identity", wanted.identity())
                .and("action = :action", "action", wanted.action())
                .and("processName = :client", "client", wanted.processName())
                .and("subject = :subject", "subject", wanted.subject())
                .and("outcome = :outcome", "outcome", wanted.outcome())
                .and("at >= :since", "since", wanted.from())
                .and("at < :until", "until", wanted.to());
        return find(conditions.orderBy("auditId DESC"), conditions.values())
                .page(0, limit)
                .list();
    }
}
