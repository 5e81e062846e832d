package estiva.worker.write;

import estiva.worker.convert.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Puts rows into a table, in the caller's transaction. */
public interface RowWriter {

    /**
     * @return how many rows the table took
     * @throws RowsRefused when the same rows would fail again
     * @throws SQLException for everything else, above all what may pass: deadlocks, lost connections, lock timeouts
     */
    long write(ChunkSource chunks) throws SQLException, RowsRefused;

    /** A writer whose preparations cost little, for a few rows. Triggers of the table fire, as they do for any INSERT. */
    static RowWriter inBatches(Connection connection, TargetTable table, List<TargetColumn> columns)
            throws SQLException {
        return new BatchWriter(connection, table, columns);
    }

    /** @param columns of each row, in the order of its values */
    static RowWriter into(Connection connection, TargetTable table, List<TargetColumn> columns) throws SQLException {
        return into(connection, table, columns, false);
    }

    /**
     * @param locksTable whether bulk copy locks the table until the transaction ends: quicker into a heap that nobody
     *     else needs, and by a whole extent each time dearer for a few rows. Never of a target, heap or not: plain INSERTs
     *     of other loads, and readers, would wait for its end
     */
    static RowWriter into(Connection connection, TargetTable table, List<TargetColumn> columns, boolean locksTable)
            throws SQLException {
        if (TargetVendor.of(connection) != TargetVendor.SQL_SERVER) {
            return new BatchWriter(connection, table, columns);
        }
        Optional<RowWriter> bulk = BulkCopyWriter.of(connection, table, columns, locksTable);
        return bulk.isPresent() ? bulk.get() : new BatchWriter(connection, table, columns);
    }
}
