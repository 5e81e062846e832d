package estiva.worker.write;

import com.microsoft.sqlserver.jdbc.ISQLServerConnection;
import com.microsoft.sqlserver.jdbc.ISQLServerPreparedStatement;
import estiva.worker.convert.TargetColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Values of columns as parameters of a statement. */
public final class Parameters {

    private Parameters() {}

    /**
     * A statement whose parameters keep what they are bound to. By its default the driver sends a time of the day as DATETIME,
     * whose last second of a day ends at .997: https://learn.microsoft.com/sql/connect/jdbc/configuring-how-java-sql-time-values-are-sent-to-the-server
     * The services' configuration says otherwise; so that nothing depends on it, the connection is told here too.
     */
    public static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        if (connection.isWrapperFor(ISQLServerConnection.class)) {
            connection.unwrap(ISQLServerConnection.class).setSendTimeAsDatetime(false);
        }
        return connection.prepareStatement(sql);
    }

    /** @param value not NULL, whose type only a column tells */
    public static void bind(PreparedStatement statement, int index, TargetColumn column, Object value)
            throws SQLException {
        switch (column.kind()) {
            case UNSIGNED_TINYINT, TINYINT, SMALLINT, INT -> statement.setInt(index, (Integer) value);
            case BIGINT -> statement.setLong(index, (Long) value);
            // Always of the column's scale: SQL Server's driver declares the parameter by the value's own, and
            // prepares the statement again whenever that is another.
            case DECIMAL ->
                statement.setBigDecimal(index, ((BigDecimal) value).setScale(column.scale(), RoundingMode.UNNECESSARY));
            case REAL -> statement.setFloat(index, (Float) value);
            case DOUBLE -> statement.setDouble(index, (Double) value);
            case BIT -> statement.setBoolean(index, (Boolean) value);
            case TEXT -> statement.setString(index, (String) value);
            case BINARY -> statement.setBytes(index, (byte[]) value);
            case DATETIMEOFFSET ->
                statement.setObject(
                        index,
                        statement.isWrapperFor(ISQLServerPreparedStatement.class)
                                ? SentMoment.of((OffsetDateTime) value)
                                : value);
            case DATE, DATETIME2, DATETIME, SMALLDATETIME, TIME, UUID -> statement.setObject(index, value);
        }
    }
}
