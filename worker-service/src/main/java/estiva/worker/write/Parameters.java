package estiva.worker.write;

import estiva.worker.convert.Kind;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Values of each kind as parameters of a statement. */
public final class Parameters {

    private Parameters() {}

    /** @param value not NULL, whose type only a column tells */
    public static void bind(PreparedStatement statement, int index, Kind kind, Object value) throws SQLException {
        switch (kind) {
            case UNSIGNED_TINYINT, TINYINT, SMALLINT, INT -> statement.setInt(index, (Integer) value);
            case BIGINT -> statement.setLong(index, (Long) value);
            case DECIMAL -> statement.setBigDecimal(index, (BigDecimal) value);
            case REAL -> statement.setFloat(index, (Float) value);
            case DOUBLE -> statement.setDouble(index, (Double) value);
            case BIT -> statement.setBoolean(index, (Boolean) value);
            case TEXT -> statement.setString(index, (String) value);
            case BINARY -> statement.setBytes(index, (byte[]) value);
            case DATE, DATETIME2, DATETIME, SMALLDATETIME, TIME, DATETIMEOFFSET, UUID ->
                statement.setObject(index, value);
        }
    }
}
