package estiva.registry.audit;

import estiva.control.audit.Act;
import estiva.control.audit.Changed;
import estiva.control.audit.Deed;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** Writes a row in the transaction of entities that is under way; those of statements have {@code Audits}. */
@Singleton
public class AuditTrail {
    private final EntityManager entities;

    public AuditTrail(EntityManager entities) {
        this.entities = entities;
    }

    /** Nothing, if nothing has changed. */
    public void done(Deed deed, Act act, Changed changed) {
        if (changed.isNone()) {
            return;
        }
        Audit row = new Audit();
        row.identityName = deed.identity();
        row.means = deed.means();
        row.address = deed.address();
        row.action = act.action();
        row.subjectKind = act.subjectKind();
        row.subject = act.subject();
        row.processName = act.processName();
        row.before = changed.before();
        row.after = changed.after();
        row.outcome = Act.DONE;
        entities.persist(row);
    }
}
