package estiva.worker.write;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What to do about a target that several clients load, and that a single one of their loads may hold as a whole: a statement
 * that holds some 5,000 locks gets the table's instead, and the others wait until its COMMIT.
 * https://learn.microsoft.com/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#lock-escalation
 */
public final class EscalationAdvice {
    private static final int MOST = 1_000;
    private static final String GIVEN = "";

    private final Map<String, String> clients = new ConcurrentHashMap<>();

    /**
     * @param client whose file is loaded; null: nobody's
     * @return what is to be said now: once a table, when a second client comes
     */
    Optional<String> of(TargetTable table, String client) {
        if (client == null || !table.traits().escalates()) {
            return Optional.empty();
        }
        if (clients.size() >= MOST) {
            clients.clear();
        }
        String name = table.place().database() + "." + table.place();
        String first = clients.putIfAbsent(name, client);
        boolean isDue = first != null && !first.equals(GIVEN) && !first.equalsIgnoreCase(client);
        return isDue && clients.replace(name, first, GIVEN)
                ? Optional.of("Several clients load table " + table.name() + ". " + of(table))
                : Optional.empty();
    }

    /** What holds of any table that escalates. */
    public static String of(TargetTable table) {
        return "SQL Server locks table " + table.name()
                + " as a whole for a load of some 5,000 rows and more, until it is committed."
                + " If several clients load it and keep each other waiting: ALTER TABLE " + table.quoted()
                + " SET (LOCK_ESCALATION = DISABLE), or AUTO where it is partitioned by client";
    }
}
