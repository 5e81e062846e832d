package estiva.worker.write;

import com.microsoft.sqlserver.jdbc.ISQLServerBulkData;
import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Chunks as the bulk copy asks for them: row by row, with the types and sizes of what goes over the wire. */
final class BulkRows implements ISQLServerBulkData {

    private static final long serialVersionUID = 1L;

    private final transient List<TargetColumn> columns;
    private final transient BulkTypes types;
    private final transient ChunkSource chunks;
    private final int batchSize;
    private final Kind[] kinds;
    private transient Chunk chunk;
    private int index = -1;
    private long given;
    private long firstOfBatch;
    private transient Object[] row;
    private String unsendable;

    BulkRows(List<TargetColumn> columns, BulkTypes types, ChunkSource chunks, int batchSize) {
        this.columns = columns;
        this.types = types;
        this.chunks = chunks;
        this.batchSize = batchSize;
        kinds = columns.stream().map(TargetColumn::kind).toArray(Kind[]::new);
    }

    boolean hasAny() {
        chunk = chunks.next();
        return chunk != null;
    }

    /** Rows handed to the driver. */
    long given() {
        return given;
    }

    /** Where in the file the batch lies that the server was given last. */
    String batchRange() {
        return chunk == null || index < 0 ? null : "rows " + firstOfBatch + " to " + chunk.number(index);
    }

    @Override
    public boolean next() {
        if (chunk == null) {
            return false;
        }
        if (index + 1 == chunk.size()) {
            Chunk following = chunks.next();
            if (following == null) {
                // The chunk stays: an error of the last batch comes after the last row.
                return false;
            }
            chunk = following;
            index = -1;
        }
        index++;
        if (!makeRow()) {
            return false;
        }
        if (given++ % batchSize == 0) {
            firstOfBatch = chunk.number(index);
        }
        return true;
    }

    @Override
    public Object[] getRowData() {
        return row;
    }

    /** An exception amid the stream would cost the connection: the stream ends, and {@link #checkAllSent} tells why. */
    private boolean makeRow() {
        row = chunk.values(index);
        for (int i = 0; i < kinds.length; i++) {
            if (row[i] != null) {
                Object value = types.onWire(kinds[i], row[i]);
                if (value == null) {
                    unsendable = "row " + chunk.number(index) + " column "
                            + columns.get(i).name() + ": " + row[i]
                            + " does not exist in the worker's time zone " + java.time.ZoneId.systemDefault()
                            + "; start the worker with -Duser.timezone=UTC";
                    return false;
                }
                row[i] = value;
            }
        }
        return true;
    }

    void checkAllSent(TargetTable table) throws RowsRefused {
        if (unsendable != null) {
            throw new RowsRefused(unsendable, table);
        }
    }

    @Override
    public Set<Integer> getColumnOrdinals() {
        return IntStream.rangeClosed(1, columns.size()).boxed().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String getColumnName(int column) {
        return columns.get(column - 1).name();
    }

    @Override
    public int getColumnType(int column) {
        return BulkTypes.jdbcType(columns.get(column - 1));
    }

    @Override
    public int getPrecision(int column) {
        return types.precision(columns.get(column - 1));
    }

    @Override
    public int getScale(int column) {
        return columns.get(column - 1).scale();
    }
}
