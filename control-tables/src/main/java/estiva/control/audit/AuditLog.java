package estiva.control.audit;

import estiva.control.database.ControlDatabase;
import jakarta.inject.Singleton;
import java.util.List;

/** Records what changes no other table: looks at rows of files, and what was refused. */
@Singleton
public class AuditLog {
    private final ControlDatabase database;

    public AuditLog(ControlDatabase database) {
        this.database = database;
    }

    /** Something that was refused. */
    public record Refused(Deed deed, Act act, Changed changed) {}

    public void done(Deed deed, Act act, Changed changed) {
        database.useTransaction(handle -> Audits.done(handle, deed, act, changed));
    }

    /** All in one transaction, without waiting for long: who comes here has more to write. */
    public void refused(List<Refused> tries) {
        database.briefly(handle -> {
            tries.forEach(each -> Audits.write(handle, each.deed(), each.act(), each.changed(), Act.REFUSED));
            return tries.size();
        });
    }
}
