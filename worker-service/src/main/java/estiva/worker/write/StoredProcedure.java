package estiva.worker.write;

import estiva.control.database.DatabaseErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A procedure of the target's server, called in a load's transaction: the one that the catalogue finds by the name. */
public final class StoredProcedure {

    private StoredProcedure() {}

    /**
     * @param name as a target's is written
     * @param allowed which the DBA lets imports call
     * @throws TargetRefused when it is not there, or is none that an import may call, or fails
     * @throws SQLException for what may pass
     */
    public static void call(Connection connection, AllowedObjects allowed, String name, String parameter, long value)
            throws SQLException, TargetRefused {
        String quoted = new Catalogue(connection).procedure(name, allowed);
        try (PreparedStatement statement =
                connection.prepareStatement(TargetVendor.of(connection).call(quoted, parameter))) {
            statement.setLong(1, value);
            boolean isResult = statement.execute();
            // To the end of its results: an error may come after them.
            while (isResult || statement.getUpdateCount() != -1) {
                isResult = statement.getMoreResults();
            }
        } catch (SQLException e) {
            if (DatabaseErrors.isTransient(e)) {
                throw e;
            }
            throw new TargetRefused("procedure " + name + " failed: " + e.getMessage(), e);
        }
    }
}
