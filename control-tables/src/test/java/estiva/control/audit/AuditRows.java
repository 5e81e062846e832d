package estiva.control.audit;

import estiva.control.database.ControlDatabase;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What stands in the audit. */
public final class AuditRows {
    private final ControlDatabase database;

    public AuditRows(ControlDatabase database) {
        this.database = database;
    }

    /** One row. */
    public record Row(
            String identityName,
            String means,
            String address,
            String action,
            String subjectKind,
            String subject,
            String processName,
            String before,
            String after,
            String outcome) {}

    /** The oldest first. */
    public List<Row> all() {
        return database.read(handle ->
                handle.createQuery("""
                        SELECT IdentityName, Means, Address, Action, SubjectKind, Subject, ProcessName, Before, After,
                               Outcome
                          FROM Audit ORDER BY AuditID""").map(ConstructorMapper.of(Row.class)).list());
    }

    public List<Row> of(String action) {
        return all().stream().filter(row -> row.action().equals(action)).toList();
    }
}
