package estiva.worker.convert;

/** What a column holds, with the Java type of its values. */
public enum Kind {
    /** SQL Server's, 0 to 255: Integer. */
    UNSIGNED_TINYINT,
    /** H2's, -128 to 127: Integer. */
    TINYINT,
    /** Integer. */
    SMALLINT,
    /** Integer. */
    INT,
    /** Long. */
    BIGINT,
    /** BigDecimal. */
    DECIMAL,
    /** Float. */
    REAL,
    /** Double. */
    DOUBLE,
    /** Boolean. */
    BIT,
    /** LocalDate. */
    DATE,
    /** A timestamp with a scale of its own, from year 1 on: LocalDateTime. */
    DATETIME2,
    /** From 1753 on, to three thousandths of a second: LocalDateTime. */
    DATETIME,
    /** 1900 to 2079-06-06, whole minutes: LocalDateTime. */
    SMALLDATETIME,
    /** LocalTime. */
    TIME,
    /** OffsetDateTime. */
    DATETIMEOFFSET,
    /** String. */
    TEXT,
    /** java.util.UUID. */
    UUID,
    /** byte[]. */
    BINARY;

    /** What a value takes in memory at most, without the characters or bytes that it has of the file. */
    public int bytes() {
        return switch (this) {
            case BIT -> 0;
            case UNSIGNED_TINYINT, TINYINT, SMALLINT, INT, REAL -> 16;
            case BIGINT, DOUBLE, DATE, TIME, BINARY -> 24;
            case UUID -> 32;
            case TEXT -> 56;
            case DATETIME2, DATETIME, SMALLDATETIME -> 72;
            case DATETIMEOFFSET -> 96;
            case DECIMAL -> 112;
        };
    }

    boolean isNumber() {
        return compareTo(UNSIGNED_TINYINT) >= 0 && compareTo(DOUBLE) <= 0;
    }

    boolean isTime() {
        return compareTo(DATE) >= 0 && compareTo(DATETIMEOFFSET) <= 0;
    }
}
