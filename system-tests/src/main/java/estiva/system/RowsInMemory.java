package estiva.system;

import com.microsoft.sqlserver.jdbc.ISQLServerBulkData;
import java.sql.Types;
import java.util.List;
import java.util.Set;

/** Rows of a {@link BulkFile}, prepared before the clock runs and given out over and over again. */
final class RowsInMemory implements ISQLServerBulkData {

    private static final long serialVersionUID = 1L;
    private static final int PREPARED = 10_000;

    /** What the driver asks of a column. */
    private record Column(String name, int type, int precision, int scale) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("Id", Types.BIGINT, 19, 0),
            new Column("Name", Types.NVARCHAR, 100, 0),
            new Column("City", Types.NVARCHAR, 60, 0),
            new Column("BornOn", Types.DATE, 10, 0),
            new Column("UpdatedAt", Types.TIMESTAMP, 23, 3),
            new Column("Amount", Types.DECIMAL, 18, 2),
            new Column("Rate", Types.DOUBLE, 15, 0),
            new Column("Active", Types.BIT, 1, 0));

    private final transient Object[][] prepared = new Object[PREPARED][];
    private final long rows;
    private long given;

    RowsInMemory(long rows) {
        this.rows = rows;
        for (int i = 0; i < PREPARED; i++) {
            BulkFile.Row row = BulkFile.Row.of(i);
            prepared[i] = new Object[] {
                row.id(), row.name(), row.city(), java.sql.Date.valueOf(row.bornOn()),
                java.sql.Timestamp.valueOf(row.updatedAt()), row.amount(), row.rate(), row.active()
            };
        }
    }

    @Override
    public Set<Integer> getColumnOrdinals() {
        return Set.of(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Override
    public String getColumnName(int column) {
        return COLUMNS.get(column - 1).name();
    }

    @Override
    public int getColumnType(int column) {
        return COLUMNS.get(column - 1).type();
    }

    @Override
    public int getPrecision(int column) {
        return COLUMNS.get(column - 1).precision();
    }

    @Override
    public int getScale(int column) {
        return COLUMNS.get(column - 1).scale();
    }

    @Override
    public Object[] getRowData() {
        return prepared[(int) ((given - 1) % PREPARED)];
    }

    @Override
    public boolean next() {
        return ++given <= rows;
    }
}
