package estiva.worker.write;

import estiva.worker.convert.TargetColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes by JDBC batches, one a chunk. */
final class BatchWriter implements RowWriter {

    private final Connection connection;
    private final TargetTable table;
    private final List<TargetColumn> columns;
    private final int[] types;
    private final String insert;

    BatchWriter(Connection connection, TargetTable table, List<TargetColumn> columns) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.columns = List.copyOf(columns);
        types = columns.stream().mapToInt(BulkTypes::jdbcType).toArray();
        TargetVendor vendor = TargetVendor.of(connection);
        insert = "INSERT INTO " + table.quoted()
                + columns.stream().map(c -> vendor.quote(c.name())).collect(Collectors.joining(", ", " (", ")"))
                + IntStream.range(0, columns.size())
                        .mapToObj(i -> "?")
                        .collect(Collectors.joining(", ", " VALUES (", ")"));
    }

    @Override
    public long write(ChunkSource chunks) throws SQLException, RowsRefused {
        long written = 0;
        try (PreparedStatement statement = Parameters.prepare(connection, insert)) {
            for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                written += send(statement, chunk);
            }
        }
        return written;
    }

    private int send(PreparedStatement statement, Chunk chunk) throws SQLException, RowsRefused {
        for (int i = 0; i < chunk.size(); i++) {
            Object[] values = chunk.values(i);
            for (int column = 0; column < columns.size(); column++) {
                if (values[column] == null) {
                    // Typed too: SQL Server's driver would prepare the statement again, and varbinary takes no other.
                    statement.setNull(column + 1, types[column]);
                } else {
                    Parameters.bind(statement, column + 1, columns.get(column), values[column]);
                }
            }
            statement.addBatch();
        }
        try {
            // The counts say one a row, or "no info"; a row that was not taken is an exception, or was dropped.
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    throw new RowsRefused("row " + chunk.number(i) + ": the table drops it without an error", table);
                }
            }
            return counts.length;
        } catch (SQLException e) {
            if (!RowErrors.isPermanent(e)) {
                throw e;
            }
            int failed = RowErrors.firstFailed(e);
            throw new RowsRefused(
                    failed >= 0 && failed < chunk.size()
                            ? "row " + chunk.number(failed)
                            : "rows " + chunk.number(0) + " to " + chunk.number(chunk.size() - 1),
                    table,
                    e);
        }
    }
}
