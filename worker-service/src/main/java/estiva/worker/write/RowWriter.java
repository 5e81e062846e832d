package estiva.worker.write;

import estiva.control.imports.Triggers;
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

    /**
     * Into a target. A bulk copy does not ask for the lock of a whole table: plain INSERTs of other loads, and readers, would
     * wait for its end from its first row on. The server may still take that lock by itself, once a statement holds some 5,000
     * locks; LOCK_ESCALATION of the table decides (see {@link EscalationAdvice}).
     *
     * @param columns of each row, in the order of its values
     * @throws TargetRefused when triggers are to be skipped, and these rows can only be sent in a way that fires them
     */
    static RowWriter into(Connection connection, TargetTable table, List<TargetColumn> columns, Triggers triggers)
            throws SQLException, TargetRefused {
        Optional<RowWriter> bulk = bulk(connection, table, columns, BulkCopyWriter.Way.into(table, triggers));
        if (bulk.isEmpty() && triggers == Triggers.skip && table.traits().hasTriggers()) {
            throw new TargetRefused(
                    "table " + table.name() + " has triggers, and the import's triggers are to be skipped, which"
                            + " only a bulk copy into SQL Server can do; these columns cannot go by one: let the triggers fire, or"
                            + " disable them for the load");
        }
        return bulk.isPresent() ? bulk.get() : new BatchWriter(connection, table, columns);
    }

    /** Into a heap that nobody else needs: locked until the transaction ends, which is quicker. */
    static RowWriter intoStaging(Connection connection, TargetTable table, List<TargetColumn> columns)
            throws SQLException {
        Optional<RowWriter> bulk = bulk(connection, table, columns, BulkCopyWriter.Way.STAGING);
        return bulk.isPresent() ? bulk.get() : new BatchWriter(connection, table, columns);
    }

    private static Optional<RowWriter> bulk(
            Connection connection, TargetTable table, List<TargetColumn> columns, BulkCopyWriter.Way way)
            throws SQLException {
        return TargetVendor.of(connection) == TargetVendor.SQL_SERVER
                ? BulkCopyWriter.of(connection, table, columns, way)
                : Optional.empty();
    }
}
