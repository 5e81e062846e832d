package estiva.worker.write;

import estiva.worker.convert.TargetColumn;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What SQL Server's catalogue says of a column, and JDBC does not.
 *
 * @param codePage of a char, varchar or text column: what it does not have, a driver or server would replace by a question
 *     mark, without a word; null: any Unicode text fits, or the column holds no text
 * @param isGenerated whether the server alone writes it: the period of a temporal table, or what a ledger table notes of its
 *     transactions; error 13536 otherwise:
 *     https://learn.microsoft.com/sql/relational-databases/tables/temporal-table-considerations-and-limitations
 * @param parameter see {@link TargetColumn#parameter}
 */
record SqlServerColumn(Charset codePage, boolean isGenerated, String parameter) {

    static final SqlServerColumn NONE = new SqlServerColumn(null, false, TargetColumn.PLAIN_PARAMETER);

    /** The columns of a table by their names. */
    static Map<String, SqlServerColumn> of(Connection connection, String database, String schema, String table)
            throws SQLException {
        // By the system type: an alias type is declared by one, and a CAST in another database would not know it.
        String query = """
                SELECT c.name, t.name, c.max_length, c.precision, c.scale, c.collation_name,
                       CAST(COLLATIONPROPERTY(c.collation_name, 'CodePage') AS INT), c.generated_always_type
                  FROM %1$scolumns c
                  JOIN %1$sobjects o ON o.object_id = c.object_id
                  JOIN %1$sschemas s ON s.schema_id = o.schema_id
                  JOIN %1$stypes t ON t.user_type_id = c.system_type_id
                 WHERE s.name = ? AND o.name = ?
                """.formatted(TargetVendor.SQL_SERVER.quote(database) + ".sys.");
        Map<String, SqlServerColumn> columns = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    columns.put(found.getString(1), of(found));
                }
            }
        }
        return columns;
    }

    private static SqlServerColumn of(ResultSet found) throws SQLException {
        String type = found.getString(2);
        int length = found.getInt(3);
        int precision = found.getInt(4);
        int scale = found.getInt(5);
        String collation = found.getString(6);
        int codePage = found.getInt(7);
        boolean isGenerated = found.getInt(8) != 0;
        boolean isOfCodePage = type.equals("char") || type.equals("varchar") || type.equals("text");
        return new SqlServerColumn(
                isOfCodePage ? ColumnTypes.charset(codePage) : null,
                isGenerated,
                parameter(type, length, precision, scale, collation));
    }

    /**
     * Without it the column would be converted to the parameter's type, and not the other way round. A VARCHAR is scanned
     * then under a SQL collation (https://learn.microsoft.com/sql/t-sql/data-types/data-type-precedence-transact-sql), and
     * the thirds of a DATETIME's thousandths equal no DATETIME2
     * (https://learn.microsoft.com/sql/t-sql/data-types/datetime-transact-sql).
     *
     * @param length in bytes; -1: MAX
     */
    static String parameter(String type, int length, int precision, int scale, String collation) {
        return switch (type) {
            // By the column's own code page: without a COLLATE it would be the database's.
            case "char", "varchar" -> "CAST(?" + collate(collation) + " AS " + type + size(length) + ")";
            case "nchar", "nvarchar" -> "CAST(? AS " + type + size(length < 0 ? length : length / 2) + ")";
            case "binary", "varbinary" -> "CAST(? AS " + type + size(length) + ")";
            case "decimal", "numeric" -> "CAST(? AS " + type + "(" + precision + ", " + scale + "))";
            case "time", "datetime2", "datetimeoffset" -> "CAST(? AS " + type + "(" + scale + "))";
            case "date",
                    "datetime",
                    "smalldatetime",
                    "money",
                    "smallmoney",
                    "float",
                    "real",
                    "tinyint",
                    "smallint",
                    "int",
                    "bigint",
                    "bit",
                    "uniqueidentifier" -> "CAST(? AS " + type + ")";
            default -> TargetColumn.PLAIN_PARAMETER;
        };
    }

    private static String size(int length) {
        return length < 0 ? "(MAX)" : "(" + length + ")";
    }

    /** A collation's name is a word: anything else is none, and does not get into a statement. */
    private static String collate(String collation) {
        boolean isWord = collation != null && collation.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
        return isWord ? " COLLATE " + collation : "";
    }
}
