package estiva.worker.write;

import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of one table, with what each can hold. */
final class ColumnCatalogue {

    private final Connection connection;
    private final TargetVendor vendor;

    private ColumnCatalogue(Connection connection, TargetVendor vendor) {
        this.connection = connection;
        this.vendor = vendor;
    }

    static ColumnCatalogue of(Connection connection, TargetVendor vendor) {
        return new ColumnCatalogue(connection, vendor);
    }

    List<TargetColumn> columns(String database, String schema, String table) throws SQLException {
        Map<String, SqlServerColumn> details =
                vendor == TargetVendor.SQL_SERVER ? SqlServerColumn.of(connection, database, schema, table) : Map.of();
        List<TargetColumn> columns = new ArrayList<>();
        DatabaseMetaData metaData = connection.getMetaData();
        String sign = metaData.getSearchStringEscape();
        try (ResultSet found = metaData.getColumns(database, escape(schema, sign), escape(table, sign), null)) {
            while (found.next()) {
                columns.add(column(found, details));
            }
        }
        return columns;
    }

    private TargetColumn column(ResultSet found, Map<String, SqlServerColumn> details) throws SQLException {
        // Read in the order of the columns, as the drivers want it.
        String name = found.getString("COLUMN_NAME");
        int jdbcType = found.getInt("DATA_TYPE");
        String typeName = found.getString("TYPE_NAME");
        int size = found.getInt("COLUMN_SIZE");
        int scale = found.getInt("DECIMAL_DIGITS");
        boolean nullable = found.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
        boolean hasDefault = found.getString("COLUMN_DEF") != null;
        boolean counts = "YES".equals(found.getString("IS_AUTOINCREMENT"));
        boolean computed = "YES".equals(found.getString("IS_GENERATEDCOLUMN"));
        String type = typeName.toLowerCase(Locale.ROOT).replace(" identity", "");
        boolean versions = vendor == TargetVendor.SQL_SERVER && (type.equals("timestamp") || type.equals("rowversion"));
        Kind kind = ColumnTypes.kind(jdbcType, type, vendor);
        SqlServerColumn detail = details.getOrDefault(name, SqlServerColumn.NONE);
        boolean writable = !counts && !computed && !versions && !detail.isGenerated();
        return new TargetColumn(
                name,
                kind,
                size,
                scale,
                nullable,
                hasDefault,
                writable,
                kind == Kind.TEXT ? detail.codePage() : null,
                typeName,
                detail.parameter());
    }

    private static String escape(String name, String sign) {
        return name.replace(sign, sign + sign).replace("_", sign + "_").replace("%", sign + "%");
    }
}
