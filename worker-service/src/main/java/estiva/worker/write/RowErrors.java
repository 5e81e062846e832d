package estiva.worker.write;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Tells errors that come again with the same rows from those that pass. */
public final class RowErrors {

    /**
     * Data errors to which SQL Server's driver gives no SQLState of class 22 or 23: truncation (2628, 8152), overflow
     * (220, 232, 8115), conversion (241, 242, 245, 295, 8114), a column longer than announced (4815), a NULL that a
     * column refuses (4869).
     */
    private static final Set<Integer> DATA_ERRORS =
            Set.of(220, 232, 241, 242, 245, 295, 2628, 4815, 4869, 8114, 8115, 8152);

    private RowErrors() {}

    public static boolean isPermanent(SQLException error) {
        String state = error.getSQLState();
        if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
            return true;
        }
        return state != null && state.startsWith("S") && DATA_ERRORS.contains(error.getErrorCode());
    }

    /** @return the index in its batch of the first statement that failed, or -1 */
    static int firstFailed(SQLException error) {
        if (error instanceof BatchUpdateException batch) {
            long[] counts = batch.getLargeUpdateCounts();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == Statement.EXECUTE_FAILED) {
                    return i;
                }
            }
        }
        return -1;
    }
}
