package estiva.worker.convert;

import java.util.Locale;

/** Makes a value of one column from the characters of a field. Not safe for several threads. */
@FunctionalInterface
interface Converter {

    /** @param text never empty, without blanks around it, unless the column holds text */
    Object convert(char[] text, int from, int to) throws BadValue;

    static Converter of(TargetColumn column, Spelling spelling) throws BadFormat {
        String format = spelling.format();
        return switch (column.kind()) {
            case UNSIGNED_TINYINT, TINYINT, SMALLINT, INT, BIGINT ->
                format == null ? Integers.plain(column.kind()) : Integers.of(column.kind(), number(spelling));
            case DECIMAL -> {
                Decimals decimals = new Decimals(column.length(), column.scale(), spelling.rounds());
                yield format == null ? decimals : decimals.of(number(spelling));
            }
            case REAL -> format == null ? Floats.real() : Floats.real(number(spelling));
            case DOUBLE -> format == null ? Floats.plain() : Floats.of(number(spelling));
            case BIT -> withoutFormat(column, format, Flags.of(spelling.trueValues(), spelling.falseValues()));
            case UUID -> withoutFormat(column, format, Scalars::uuid);
            case BINARY -> withoutFormat(column, format, Scalars.binary(column.length()));
            case TEXT -> withoutFormat(column, format, new Texts(column));
            case DATE, DATETIME2, DATETIME, SMALLDATETIME, TIME, DATETIMEOFFSET ->
                TimeConverters.of(
                        column,
                        format == null
                                ? new IsoText(column.kind(), spelling.timeZone())
                                : TimePattern.of(column.kind(), spelling, localeOf(spelling.locale(), Locale.ENGLISH)));
        };
    }

    /** For what the file's own format says is a number or a time, and so is written in the standard way. */
    static Converter standard(TargetColumn column, Spelling spelling) throws BadFormat {
        return switch (column.kind()) {
            case UNSIGNED_TINYINT, TINYINT, SMALLINT, INT, BIGINT -> Integers.standard(column.kind());
            case DATE -> TimeConverters.standardDate(new IsoText(column.kind(), spelling.timeZone()));
            default -> of(column, spelling.standard());
        };
    }

    /** For binary fractions, of which the file has the shortest decimal. */
    static Converter binary(TargetColumn column, Spelling spelling) throws BadFormat {
        return switch (column.kind()) {
            case UNSIGNED_TINYINT, TINYINT, SMALLINT, INT, BIGINT -> Integers.binary(column.kind());
            case DECIMAL -> new Decimals(column.length(), column.scale(), spelling.rounds()).binary();
            default -> of(column, spelling.standard());
        };
    }

    private static NumberPattern number(Spelling spelling) throws BadFormat {
        return NumberPattern.of(spelling.format(), localeOf(spelling.locale(), Locale.ROOT));
    }

    private static Converter withoutFormat(TargetColumn column, String format, Converter converter) throws BadFormat {
        if (format != null) {
            throw new BadFormat("format '" + format + "' fits numbers, dates and times, not " + column.typeName()
                    + "; leave it out");
        }
        return converter;
    }

    private static Locale localeOf(String tag, Locale absent) throws BadFormat {
        if (tag == null) {
            return absent;
        }
        Locale locale = Locale.forLanguageTag(tag);
        if (locale.getLanguage().isEmpty()) {
            throw new BadFormat("locale '" + tag + "' is no language tag; write it like pt-BR");
        }
        return locale;
    }
}
