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
    private final transient ChunkSource chunks;
    private final int batchSize;
    private final Kind[] kinds;
    private transient Chunk chunk;
    private int index = -1;
    private long given;
    private long firstOfBatch;

    BulkRows(List<TargetColumn> columns, ChunkSource chunks, int batchSize) {
        this.columns = columns;
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
        if (given++ % batchSize == 0) {
            firstOfBatch = chunk.number(index);
        }
        return true;
    }

    @Override
    public Object[] getRowData() {
        Object[] row = chunk.values(index);
        for (int i = 0; i < kinds.length; i++) {
            row[i] = BulkTypes.onWire(kinds[i], row[i]);
        }
        return row;
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
        return BulkTypes.precision(columns.get(column - 1));
    }

    @Override
    public int getScale(int column) {
        return columns.get(column - 1).scale();
    }
}
