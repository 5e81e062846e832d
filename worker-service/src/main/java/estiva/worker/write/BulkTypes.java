package estiva.worker.write;

import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How bulk copy sends each kind.
 *
 * <p>By the driver's default, dates and times of bulk data go as varchar of the precision given here (0 is a protocol
 * error), and the server converts them. With {@code sendTemporalDataTypesAsStringForBulkCopy=false} on the connection
 * they go as what they are: fewer bytes, nothing to convert, and the only way that Babelfish takes them, which stores the
 * text's bytes as if they were a date.
 *
 * @param isInUtc whether the JVM's zone, by which the driver counts, is UTC
 */
record BulkTypes(boolean temporalsAsText, boolean isInUtc) {

    /** Before it, java.sql.Timestamp counts by the Julian calendar. */
    private static final LocalDateTime GREGORIAN = LocalDateTime.of(1582, 10, 16, 0, 0);

    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final int OFFSET_LENGTH = 6;
    private static final int UUID_LENGTH = 36;
    private static final Set<Kind> TEMPORAL =
            EnumSet.of(Kind.DATE, Kind.DATETIME2, Kind.DATETIME, Kind.SMALLDATETIME, Kind.TIME, Kind.DATETIMEOFFSET);

    static BulkTypes of(Connection connection) throws SQLException {
        return new BulkTypes(
                !connection.getMetaData().getURL().contains("sendTemporalDataTypesAsStringForBulkCopy=false"),
                ZoneId.systemDefault().getRules().equals(ZoneOffset.UTC.getRules()));
    }

    /** Whether the server makes what the columns hold out of what is sent. UUIDs always go as text. */
    boolean canSend(Connection connection, List<TargetColumn> columns) throws SQLException {
        boolean needsConversion = columns.stream()
                .map(TargetColumn::kind)
                .anyMatch(kind -> kind == Kind.UUID || temporalsAsText && TEMPORAL.contains(kind));
        return !needsConversion || !isBabelfish(connection);
    }

    static boolean isBabelfish(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT SERVERPROPERTY('Babelfish')")) {
            return found.next() && found.getObject(1) != null;
        }
    }

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

    int precision(TargetColumn column) {
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

    /** @return null for a time that cannot be sent: the driver counts by a zone that skips it */
    Object onWire(Kind kind, Object value) {
        if (kind == Kind.UUID) {
            return value.toString();
        }
        // Of a date the driver takes the text, whatever it is given.
        if (kind == Kind.DATE || !TEMPORAL.contains(kind)) {
            return value;
        }
        return temporalsAsText ? asText(kind, value) : asItself(kind, value);
    }

    private Object asItself(Kind kind, Object value) {
        if (kind == Kind.DATETIMEOFFSET) {
            return SentMoment.of((OffsetDateTime) value);
        }
        LocalDateTime time = kind == Kind.TIME ? ((LocalTime) value).atDate(LocalDate.EPOCH) : (LocalDateTime) value;
        if (isInUtc && time.isAfter(GREGORIAN)) {
            // What valueOf gives, without its calendar: it is a third of a row's cost.
            Timestamp sent = new Timestamp(time.toEpochSecond(ZoneOffset.UTC) * 1000);
            sent.setNanos(time.getNano());
            return sent;
        }
        Timestamp sent = Timestamp.valueOf(time);
        return sent.toLocalDateTime().equals(time) ? sent : null;
    }

    private static String asText(Kind kind, Object value) {
        return switch (kind) {
            case TIME -> text((LocalTime) value);
            case DATETIMEOFFSET -> {
                OffsetDateTime time = (OffsetDateTime) value;
                String offset = time.getOffset().getTotalSeconds() == 0
                        ? "+00:00"
                        : time.getOffset().toString();
                yield text(time.toLocalDateTime()) + offset;
            }
            default -> text((LocalDateTime) value);
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
