package estiva.worker.write;

import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopyOptions;
import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import estiva.worker.convert.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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
    private final boolean locksTable;

    BulkCopyWriter(
            Connection connection, TargetTable table, List<TargetColumn> columns, BulkTypes types, boolean locksTable) {
        this.connection = connection;
        this.table = table;
        this.columns = columns;
        this.types = types;
        this.locksTable = locksTable;
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
        options.setKeepNulls(true);
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
