package estiva.worker.convert;

import java.nio.charset.Charset;

/**
 * A column of the target table as its catalogue describes it.
 *
 * @param length characters of a text (bytes where {@code charset} is set), bytes of a binary, precision of a decimal
 * @param scale fraction digits of a decimal, or of the seconds of a time
 * @param nullable whether NULL may be sent
 * @param hasDefault whether a row that leaves it out gets something else than NULL
 * @param writable false for what the server fills: identity, computed, row version, and generated always
 * @param charset the code page of a char or varchar column on SQL Server; null: any Unicode text fits
 * @param typeName the type in the catalogue's own words
 * @param parameter how a statement writes a value that it compares with the column, so that it is of the column's own type
 */
public record TargetColumn(
        String name,
        Kind kind,
        int length,
        int scale,
        boolean nullable,
        boolean hasDefault,
        boolean writable,
        Charset charset,
        String typeName,
        String parameter) {

    /** A parameter of the type that the driver gives it. */
    public static final String PLAIN_PARAMETER = "?";

    /** Whether a row without this column is refused. */
    public boolean mustBeGiven() {
        return writable && !nullable && !hasDefault;
    }

    /** A plain nullable column, to which the catalogue's finer points are added. */
    public static TargetColumn nullable(String name, Kind kind, int length, int scale) {
        return new TargetColumn(name, kind, length, scale, true, false, true, null, kind.name(), PLAIN_PARAMETER);
    }

    public TargetColumn notNull() {
        return new TargetColumn(name, kind, length, scale, false, hasDefault, writable, charset, typeName, parameter);
    }

    public TargetColumn called(String other) {
        return new TargetColumn(
                other, kind, length, scale, nullable, hasDefault, writable, charset, typeName, parameter);
    }

    public TargetColumn in(Charset codePage) {
        return new TargetColumn(
                name, kind, length, scale, nullable, hasDefault, writable, codePage, typeName, parameter);
    }
}
