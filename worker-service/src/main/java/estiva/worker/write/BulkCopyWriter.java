package estiva.worker.write;

import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopyOptions;
import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import estiva.control.imports.Triggers;
import estiva.worker.convert.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Writes by SQL Server's bulk copy: typed, streamed, within the caller's transaction. Without an order hint: it spares a
 * sort only where the file lies in the order of the table's clustered index, which nobody knows before its end was read;
 * staging tables have none.
 */
final class BulkCopyWriter implements RowWriter {

    private static final int BATCH = 102_400;

    /**
     * A columnstore compresses a batch of 102,400 rows and more at once, and keeps fewer as rows for later; a row group holds
     * 1,048,576: https://learn.microsoft.com/sql/relational-databases/indexes/columnstore-indexes-data-loading-guidance
     */
    private static final int ROW_GROUP = 1_048_576;

    private final Connection connection;
    private final TargetTable table;
    private final List<TargetColumn> columns;
    private final BulkTypes types;
    private final boolean keepsNulls;
    private final Way way;

    /**
     * How the server takes the rows.
     *
     * @param firesTriggers whether the table's triggers run, once a batch: a bulk copy passes them by unless it is told
     *     (https://learn.microsoft.com/sql/t-sql/statements/bulk-insert-transact-sql#fire_triggers). To pass them by it wants ALTER
     *     on the table
     */
    record Way(boolean locksTable, boolean firesTriggers, int batch) {
        static final Way STAGING = new Way(true, false, BATCH);

        static Way into(TargetTable table, Triggers triggers) {
            return new Way(false, triggers == Triggers.fire, table.traits().isColumnstore() ? ROW_GROUP : BATCH);
        }
    }

    private BulkCopyWriter(
            Connection connection,
            TargetTable table,
            List<TargetColumn> columns,
            BulkTypes types,
            boolean keepsNulls,
            Way way) {
        this.connection = connection;
        this.table = table;
        this.columns = columns;
        this.types = types;
        this.keepsNulls = keepsNulls;
        this.way = way;
    }

    /**
     * A copy has one option for two things: whether a NULL of the file stays one in a column that has a default, and, on some
     * engines, whether a column that is left out gets its default. Where both are wanted, an INSERT says them apart:
     * https://learn.microsoft.com/sql/relational-databases/import-export/keep-nulls-or-use-default-values-during-bulk-import-sql-server
     *
     * <p>Babelfish takes the option to fire triggers, and fires none.
     *
     * @return empty if a bulk copy cannot write these columns as they are meant
     */
    static Optional<RowWriter> of(Connection connection, TargetTable table, List<TargetColumn> columns, Way way)
            throws SQLException {
        boolean leavesToDefault = table.columns().stream()
                .anyMatch(it -> it.writable()
                        && it.hasDefault()
                        && columns.stream().noneMatch(given -> given.name().equals(it.name())));
        boolean mayGiveNull = columns.stream().anyMatch(it -> it.hasDefault() && it.nullable());
        BulkTypes types = BulkTypes.of(connection);
        boolean leavesTriggersOut =
                way.firesTriggers() && table.traits().hasTriggers() && BulkTypes.isBabelfish(connection);
        return leavesToDefault && mayGiveNull || leavesTriggersOut || !types.canSend(connection, columns)
                ? Optional.empty()
                : Optional.of(new BulkCopyWriter(connection, table, columns, types, !leavesToDefault, way));
    }

    @Override
    public long write(ChunkSource chunks) throws SQLException, RowsRefused {
        BulkRows rows = new BulkRows(columns, types, chunks, way.batch());
        if (!rows.hasAny()) {
            return 0;
        }
        // The driver casts to its own class, the pool gives another.
        try (SQLServerBulkCopy copy = new SQLServerBulkCopy(connection.unwrap(SQLServerConnection.class))) {
            copy.setBulkCopyOptions(options());
            copy.setDestinationTableName(table.quoted());
            for (int i = 0; i < columns.size(); i++) {
                copy.addColumnMapping(i + 1, columns.get(i).name());
            }
            copy.writeToServer(rows);
            rows.checkAllSent(table);
            return rows.given();
        } catch (SQLException e) {
            SQLException error = serverError(e);
            if (RowErrors.isPermanent(error)) {
                throw new RowsRefused(rows.batchRange(), table, error);
            }
            throw error;
        }
    }

    SQLServerBulkCopyOptions options() throws SQLServerException {
        SQLServerBulkCopyOptions options = new SQLServerBulkCopyOptions();
        options.setBulkCopyTimeout(0);
        options.setUseInternalTransaction(false);
        options.setBatchSize(way.batch());
        options.setCheckConstraints(true);
        options.setKeepNulls(keepsNulls);
        options.setTableLock(way.locksTable());
        options.setFireTriggers(way.firesTriggers());
        return options;
    }

    /** The driver wraps some of the server's errors into others that have neither their SQLState nor their code. */
    private static SQLException serverError(SQLException error) {
        SQLException found = error;
        for (Throwable cause = error; cause != null && found.getErrorCode() == 0; cause = cause.getCause()) {
            if (cause instanceof SQLException inner) {
                found = inner;
            }
        }
        return found.getErrorCode() == 0 ? error : found;
    }
}
