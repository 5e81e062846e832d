package estiva.control.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.h2.api.Trigger;

/**
 * Lets H2 answer a write as SQL Server would that is not able: what no server here can be brought to. It refuses as many
 * writes as were asked for, and lets the others pass.
 */
public final class RefusingTrigger implements Trigger {
    private static final int LEFT = 0;
    private static final int NUMBER = 1;
    private static final int SEVERITY = 2;

    /** One for the JVM: H2 and a test of Quarkus each have this class from a class loader of their own. */
    private static final AtomicIntegerArray REFUSAL = (AtomicIntegerArray)
            System.getProperties().computeIfAbsent(RefusingTrigger.class.getName(), name -> new AtomicIntegerArray(3));

    /** Of the next writes, all of a table that has this trigger. */
    public static void refuse(int times, int number, int severity) {
        REFUSAL.set(NUMBER, number);
        REFUSAL.set(SEVERITY, severity);
        REFUSAL.set(LEFT, times);
    }

    public static String on(String table) {
        return "CREATE TRIGGER Refuse" + table + " BEFORE INSERT, UPDATE ON " + table + " FOR EACH ROW CALL \""
                + RefusingTrigger.class.getName() + "\"";
    }

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
        if (REFUSAL.get(LEFT) > 0 && REFUSAL.decrementAndGet(LEFT) >= 0) {
            throw ServerError.of(REFUSAL.get(NUMBER), REFUSAL.get(SEVERITY));
        }
    }
}
