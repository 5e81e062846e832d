package estiva.control.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/**
 * Lets H2 answer a write as SQL Server would that is not able: what no server here can be brought to. It refuses as many
 * writes as were asked for, and lets the others pass.
 */
public final class RefusingTrigger implements Trigger {
    /** A property of the JVM: H2 and a test of Quarkus each have this class from a class loader of their own. */
    private static final String REFUSAL = RefusingTrigger.class.getName();

    /** Of the next writes, all of a table that has this trigger. */
    public static void refuse(int times, int number, int severity) {
        System.setProperty(REFUSAL, times + " " + number + " " + severity);
    }

    public static String on(String table) {
        return "CREATE TRIGGER Refuse" + table + " BEFORE INSERT, UPDATE ON " + table + " FOR EACH ROW CALL \""
                + RefusingTrigger.class.getName() + "\"";
    }

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
        synchronized (System.getProperties()) {
            String[] refusal = System.getProperty(REFUSAL, "0 0 0").split(" ");
            int left = Integer.parseInt(refusal[0]);
            int number = Integer.parseInt(refusal[1]);
            int severity = Integer.parseInt(refusal[2]);
            if (left > 0) {
                refuse(left - 1, number, severity);
                throw ServerError.of(number, severity);
            }
        }
    }
}
