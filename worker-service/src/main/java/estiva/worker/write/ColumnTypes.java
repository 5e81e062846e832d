package estiva.worker.write;

import estiva.worker.convert.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Types;

/** The catalogue's types in our words. */
final class ColumnTypes {

    private ColumnTypes() {}

    /** @return null for a type that no file's text is loaded into (xml, sql_variant, geography, arrays...) */
    static Kind kind(int jdbcType, String typeName, TargetVendor vendor) {
        Kind named = switch (typeName) {
            case "uniqueidentifier", "uuid" -> Kind.UUID;
            case "datetime" -> Kind.DATETIME;
            case "smalldatetime" -> Kind.SMALLDATETIME;
            case "datetimeoffset" -> Kind.DATETIMEOFFSET;
            case "varchar_ignorecase" -> Kind.TEXT;
            default -> null;
        };
        if (named != null) {
            return named;
        }
        return switch (typeName) {
            case "xml", "sql_variant", "decfloat", "json", "geography", "geometry", "hierarchyid", "udt" -> null;
            default -> byJdbcType(jdbcType, vendor);
        };
    }

    private static Kind byJdbcType(int jdbcType, TargetVendor vendor) {
        return switch (jdbcType) {
            case Types.TINYINT -> vendor == TargetVendor.SQL_SERVER ? Kind.UNSIGNED_TINYINT : Kind.TINYINT;
            case Types.SMALLINT -> Kind.SMALLINT;
            case Types.INTEGER -> Kind.INT;
            case Types.BIGINT -> Kind.BIGINT;
            case Types.DECIMAL, Types.NUMERIC -> Kind.DECIMAL;
            case Types.REAL -> Kind.REAL;
            case Types.FLOAT, Types.DOUBLE -> Kind.DOUBLE;
            case Types.BIT, Types.BOOLEAN -> Kind.BIT;
            case Types.DATE -> Kind.DATE;
            case Types.TIMESTAMP -> Kind.DATETIME2;
            case Types.TIME -> Kind.TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.DATETIMEOFFSET;
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> Kind.TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BINARY;
            default -> null;
        };
    }

    /** @return null for a collation without a code page, whose char columns hold ASCII at least */
    static Charset charset(int codePage) {
        if (codePage == 65001) {
            return StandardCharsets.UTF_8;
        }
        for (String name : new String[] {"windows-" + codePage, "IBM" + codePage, "x-windows-" + codePage}) {
            if (Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return switch (codePage) {
            case 932 -> Charset.forName("windows-31j");
            case 936 -> Charset.forName("GBK");
            default -> null;
        };
    }
}
