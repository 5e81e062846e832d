package estiva.worker.write;

import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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
        Map<String, Charset> codePages =
                vendor == TargetVendor.SQL_SERVER ? codePages(database, schema, table) : Map.of();
        List<TargetColumn> columns = new ArrayList<>();
        DatabaseMetaData metaData = connection.getMetaData();
        String sign = metaData.getSearchStringEscape();
        try (ResultSet found = metaData.getColumns(database, escape(schema, sign), escape(table, sign), null)) {
            while (found.next()) {
                columns.add(column(found, codePages));
            }
        }
        return columns;
    }

    private TargetColumn column(ResultSet found, Map<String, Charset> codePages) throws SQLException {
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
        boolean writable = !counts && !computed && !versions;
        return new TargetColumn(
                name,
                kind,
                size,
                scale,
                nullable,
                hasDefault,
                writable,
                kind == Kind.TEXT ? codePages.get(name) : null,
                typeName);
    }

    /** Of char, varchar and text columns: what a driver or server would replace by a question mark, without a word. */
    private Map<String, Charset> codePages(String database, String schema, String table) throws SQLException {
        String sys = vendor.quote(database) + ".sys.";
        String query = """
                SELECT c.name, CAST(COLLATIONPROPERTY(c.collation_name, 'CodePage') AS INT)
                  FROM %1$scolumns c
                  JOIN %1$sobjects o ON o.object_id = c.object_id
                  JOIN %1$sschemas s ON s.schema_id = o.schema_id
                  JOIN %1$stypes t ON t.user_type_id = c.system_type_id
                 WHERE s.name = ? AND o.name = ? AND t.name IN ('char', 'varchar', 'text')
                """.formatted(sys);
        Map<String, Charset> codePages = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    Charset charset = ColumnTypes.charset(found.getInt(2));
                    if (charset != null) {
                        codePages.put(found.getString(1), charset);
                    }
                }
            }
        }
        return codePages;
    }

    private static String escape(String name, String sign) {
        return name.replace(sign, sign + sign).replace("_", sign + "_").replace("%", sign + "%");
    }
}
