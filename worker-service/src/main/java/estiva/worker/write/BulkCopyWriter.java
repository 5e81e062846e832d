package estiva.worker.write;

import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopyOptions;
import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerException;
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

    private static final int BATCH = 100_000;

    private final Connection connection;
    private final TargetTable table;
    private final List<TargetColumn> columns;
    private final BulkTypes types;
    private final boolean keepsNulls;
    private final boolean locksTable;

    private BulkCopyWriter(
            Connection connection,
            TargetTable table,
            List<TargetColumn> columns,
            BulkTypes types,
            boolean keepsNulls,
            boolean locksTable) {
        this.connection = connection;
        this.table = table;
        this.columns = columns;
        this.types = types;
        this.keepsNulls = keepsNulls;
        this.locksTable = locksTable;
    }

    /**
     * A copy has one option for two things: whether a NULL of the file stays one in a column that has a default, and, on some
     * engines, whether a column that is left out gets its default. Where both are wanted, an INSERT says them apart:
     * https://learn.microsoft.com/sql/relational-databases/import-export/keep-nulls-or-use-default-values-during-bulk-import-sql-server
     *
     * @return empty if a bulk copy cannot write these columns as they are meant
     */
    static Optional<RowWriter> of(
            Connection connection, TargetTable table, List<TargetColumn> columns, boolean locksTable)
            throws SQLException {
        boolean leavesToDefault = table.columns().stream()
                .anyMatch(it -> it.writable()
                        && it.hasDefault()
                        && columns.stream().noneMatch(given -> given.name().equals(it.name())));
        boolean mayGiveNull = columns.stream().anyMatch(it -> it.hasDefault() && it.nullable());
        BulkTypes types = BulkTypes.of(connection);
        return leavesToDefault && mayGiveNull || !types.canSend(connection, columns)
                ? Optional.empty()
                : Optional.of(new BulkCopyWriter(connection, table, columns, types, !leavesToDefault, locksTable));
    }

    @Override
    public long write(ChunkSource chunks) throws SQLException, RowsRefused {
        BulkRows rows = new BulkRows(columns, types, chunks, BATCH);
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

    private SQLServerBulkCopyOptions options() throws SQLServerException {
        SQLServerBulkCopyOptions options = new SQLServerBulkCopyOptions();
        options.setBulkCopyTimeout(0);
        options.setUseInternalTransaction(false);
        options.setBatchSize(BATCH);
        options.setCheckConstraints(true);
        options.setKeepNulls(keepsNulls);
        options.setTableLock(locksTable);
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
