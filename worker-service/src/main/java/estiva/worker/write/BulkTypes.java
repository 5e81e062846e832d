package estiva.worker.write;

import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/**
 * How bulk copy sends each kind. The driver sends dates and times of its bulk data as varchar of the precision that is
 * given here (0 is a protocol error), and the server converts them.
 */
final class BulkTypes {

    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final int OFFSET_LENGTH = 6;
    private static final int UUID_LENGTH = 36;

    private BulkTypes() {}

    static int jdbcType(TargetColumn column) {
        return switch (column.kind()) {
            case UNSIGNED_TINYINT, TINYINT -> Types.TINYINT;
            case SMALLINT -> Types.SMALLINT;
            case INT -> Types.INTEGER;
            case BIGINT -> Types.BIGINT;
            case DECIMAL -> Types.DECIMAL;
            case REAL -> Types.REAL;
            case DOUBLE -> Types.DOUBLE;
            case BIT -> Types.BIT;
            case DATE -> Types.DATE;
            case DATETIME2, DATETIME, SMALLDATETIME -> Types.TIMESTAMP;
            case TIME -> Types.TIME;
            case DATETIMEOFFSET -> microsoft.sql.Types.DATETIMEOFFSET;
            // As Unicode even into varchar: the server converts by the column's collation, not the driver's guess.
            case TEXT -> Types.NVARCHAR;
            case UUID -> Types.CHAR;
            case BINARY -> Types.VARBINARY;
        };
    }

    static int precision(TargetColumn column) {
        int fraction = column.scale() == 0 ? 0 : column.scale() + 1;
        return switch (column.kind()) {
            case DATE -> DATE_LENGTH;
            case TIME -> TIME_LENGTH + fraction;
            case DATETIME2, DATETIME, SMALLDATETIME -> DATE_LENGTH + 1 + TIME_LENGTH + fraction;
            case DATETIMEOFFSET -> DATE_LENGTH + 1 + TIME_LENGTH + fraction + OFFSET_LENGTH;
            case UUID -> UUID_LENGTH;
            default -> column.length();
        };
    }

    static Object onWire(Kind kind, Object value) {
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case DATE, UUID -> value.toString();
            case DATETIME2, DATETIME, SMALLDATETIME -> text((LocalDateTime) value);
            case TIME -> text((LocalTime) value);
            case DATETIMEOFFSET -> {
                OffsetDateTime time = (OffsetDateTime) value;
                String offset = time.getOffset().getTotalSeconds() == 0 ? "+00:00" : time.getOffset().toString();
                yield text(time.toLocalDateTime()) + offset;
            }
            default -> value;
        };
    }

    /** With the T: datetime would read a date with a blank after it by the login's language, day first. */
    private static String text(LocalDateTime time) {
        return time.toLocalDate() + "T" + text(time.toLocalTime());
    }

    /** LocalTime's own text has no seconds where they are zero. */
    private static String text(LocalTime time) {
        String text = time.toString();
        return text.length() == 5 ? text + ":00" : withoutEndingZeros(text);
    }

    /** LocalTime writes 3, 6 or 9 fraction digits; a column of scale 1 announces fewer. */
    private static String withoutEndingZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end);
    }
}
