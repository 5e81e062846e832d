package estiva.worker.process;

import estiva.worker.TargetDatabase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A type that a column may have, and texts of files that it holds exactly: its extremes, and what is easily altered on the way.
 *
 * @param isKey whether an index takes it
 */
record ColumnType(String name, Reader reader, Function<String, Object> meaning, boolean isKey, List<String> texts) {

    /** Reads the first column, in the class by which its values are compared. */
    interface Reader {
        Object read(ResultSet row) throws SQLException;
    }

    static Stream<ColumnType> all() {
        return Stream.of(temporal(), numeric(), textual(), others()).flatMap(each -> each);
    }

    /**
     * With what Babelfish can hold. It keeps times as PostgreSQL does, in millionths of a second. And its bulk copies cut the
     * thousandths of a DATETIME off by one, take no negative SMALLMONEY for itself, and store a CHAR without the blanks that
     * its answers then lack. A parameter of 38 digits without a fraction it cannot read.
     */
    ColumnType onBabelfish() {
        List<String> held = switch (name) {
            case "DATETIME" -> shortened(0);
            case "SMALLMONEY" -> texts.subList(1, texts.size());
            case "CHAR(10)" -> List.of("abcdefghij", "0123456789");
            case "DECIMAL(38,0)" -> List.of("-" + "9".repeat(37), "1", "9".repeat(37));
            default -> shortened(6);
        };
        return new ColumnType(name, reader, meaning, isKey, held);
    }

    private List<String> shortened(int digits) {
        String most = digits == 0 ? "()\\.\\d+$" : "(\\.\\d{" + digits + "})\\d+";
        return name.contains("TIME")
                ? texts.stream().map(text -> text.replaceFirst(most, "$1")).toList()
                : texts;
    }

    private static Stream<ColumnType> temporal() {
        return Stream.of(
                time("TIME(0)", "00:00:00", "23:59:59"),
                time("TIME(1)", "00:00:00.1", "23:59:59.9"),
                time("TIME(3)", "00:00:00.789", "12:34:56.001", "23:59:59.999"),
                time("TIME(7)", "00:00:00.0000001", "12:00:00", "23:59:59.9999999"),
                dateTime("DATETIME", "1753-01-01T00:00:00", "2024-02-29T10:20:30.123", "9999-12-31T23:59:59.997"),
                dateTime("SMALLDATETIME", "1900-01-01T00:00:00", "2024-02-29T10:20:00", "2079-06-06T23:59:00"),
                dateTime("DATETIME2(0)", "0001-01-01T00:00:00", "9999-12-31T23:59:59"),
                dateTime("DATETIME2(3)", "0001-01-01T00:00:00.001", "2024-02-29T10:20:30.123"),
                dateTime("DATETIME2(7)", "0001-01-01T00:00:00", "1500-02-28T12:00:00", "9999-12-31T23:59:59.9999999"),
                type(
                        "DATETIMEOFFSET(0)",
                        row -> row.getObject(1, OffsetDateTime.class),
                        OffsetDateTime::parse,
                        "0001-01-01T00:00:00Z",
                        "9999-12-31T23:59:59Z"),
                type(
                        "DATETIMEOFFSET(7)",
                        row -> row.getObject(1, OffsetDateTime.class),
                        OffsetDateTime::parse,
                        "2024-02-29T10:20:30.1234567-03:00",
                        "2024-02-29T23:59:59.9999999+14:00",
                        "9999-12-31T23:59:59.9999999Z"),
                type("DATE", row -> row.getObject(1, LocalDate.class), LocalDate::parse, "0001-01-01", "9999-12-31"));
    }

    private static Stream<ColumnType> numeric() {
        String nines = "9".repeat(38);
        return Stream.of(
                number("MONEY", "-922337203685477.5808", "0.0001", "922337203685477.5807"),
                number("SMALLMONEY", "-214748.3648", "0.0001", "214748.3647"),
                number("DECIMAL(5,2)", "-999.99", "0.01", "7"),
                number("DECIMAL(38,0)", "-" + nines, "1", nines),
                number("DECIMAL(38,10)", "1", "0.0000000001", "9".repeat(28) + "." + "9".repeat(10)),
                number("DECIMAL(38,38)", "0." + nines, "0." + "0".repeat(37) + "1"),
                number("TINYINT", "0", TargetDatabase.isSqlServer() ? "255" : "127"),
                number("SMALLINT", "-32768", "32767"),
                number("INT", "-2147483648", "2147483647"),
                number("BIGINT", "-9223372036854775808", "9223372036854775807"),
                type("FLOAT", row -> row.getDouble(1), Double::valueOf, "-1.7976931348623157E308", "0.1", "2.3E-308"),
                type("REAL", row -> row.getFloat(1), Float::valueOf, "-3.4028235E38", "0.1", "1.18E-38"),
                type("BIT", row -> row.getBoolean(1), "1"::equals, "0", "1"));
    }

    private static Stream<ColumnType> textual() {
        return Stream.of(
                text("CHAR(10)", true, "ab", "x"),
                text("VARCHAR(20)", true, "ab", "São João"),
                text("NCHAR(10)", true, "ab", "a\uD83D\uDE00b"),
                text("NVARCHAR(20)", true, "São João", "a\uD83D\uDE00b", "\u4E2D\u6587"),
                text("VARCHAR(MAX)", false, "São João", "x".repeat(9_000)),
                text("NVARCHAR(MAX)", false, "a\uD83D\uDE00b", "\uD83D\uDE00".repeat(5_000)));
    }

    private static Stream<ColumnType> others() {
        Function<String, Object> lower = text -> text.toLowerCase(java.util.Locale.ROOT);
        return Stream.of(
                type("BINARY(4)", ColumnType::hex, lower, "00000000", "0001feff"),
                type("VARBINARY(20)", ColumnType::hex, lower, "00", "0001feff"),
                new ColumnType("VARBINARY(MAX)", ColumnType::hex, lower, false, List.of("00", "ff".repeat(9_000))),
                type(
                        "UNIQUEIDENTIFIER",
                        row -> UUID.fromString(row.getString(1)),
                        UUID::fromString,
                        "00000000-0000-0000-0000-000000000001",
                        "0123abcd-4567-89ef-fedc-ba9876543210"));
    }

    List<Object> values() {
        return texts.stream().map(meaning).toList();
    }

    /** As the engine declares it. */
    String declared() {
        return TargetDatabase.isSqlServer()
                ? name
                : name.replaceFirst("DATETIMEOFFSET(.*)", "TIMESTAMP$1 WITH TIME ZONE")
                        .replace("DATETIME2", "TIMESTAMP");
    }

    /** As a table may be called. */
    String word() {
        return name.replaceAll("\\W+", "_");
    }

    @Override
    public String toString() {
        return name;
    }

    private static ColumnType time(String name, String... texts) {
        return type(name, row -> row.getObject(1, LocalTime.class), LocalTime::parse, texts);
    }

    private static ColumnType dateTime(String name, String... texts) {
        return type(name, row -> row.getObject(1, LocalDateTime.class), LocalDateTime::parse, texts);
    }

    private static ColumnType number(String name, String... texts) {
        return type(name, row -> plain(row.getBigDecimal(1)), text -> plain(new BigDecimal(text)), texts);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** A CHAR is filled up with blanks. */
    private static ColumnType text(String name, boolean isKey, String... texts) {
        return new ColumnType(name, row -> row.getString(1).stripTrailing(), text -> text, isKey, List.of(texts));
    }

    private static ColumnType type(String name, Reader reader, Function<String, Object> meaning, String... texts) {
        return new ColumnType(name, reader, meaning, true, Arrays.asList(texts));
    }

    private static Object hex(ResultSet row) throws SQLException {
        return HexFormat.of().formatHex(row.getBytes(1));
    }
}
