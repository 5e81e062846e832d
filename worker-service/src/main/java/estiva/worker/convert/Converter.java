package estiva.worker.convert;

import java.util.Locale;

/** Makes a value of one column from the characters of a field. Not safe for several threads. */
@FunctionalInterface
interface Converter {

    /** @param text never empty, without blanks around it, unless the column holds text */
    Object convert(char[] text, int from, int to) throws BadValue;

    static Converter of(TargetColumn column, String format, String locale) throws BadFormat {
        return switch (column.kind()) {
            case UNSIGNED_TINYINT, TINYINT, SMALLINT, INT, BIGINT ->
                format == null ? Integers.plain(column.kind()) : Integers.of(column.kind(), number(format, locale));
            case DECIMAL -> {
                Decimals decimals = new Decimals(column.length(), column.scale());
                yield format == null ? decimals : decimals.of(number(format, locale));
            }
            case REAL -> format == null ? Floats.real() : Floats.real(number(format, locale));
            case DOUBLE -> format == null ? Floats.plain() : Floats.of(number(format, locale));
            case BIT -> withoutFormat(column, format, Scalars::bit);
            case UUID -> withoutFormat(column, format, Scalars::uuid);
            case BINARY -> withoutFormat(column, format, Scalars.binary(column.length()));
            case TEXT -> withoutFormat(column, format, new Texts(column));
            case DATE, DATETIME2, DATETIME, SMALLDATETIME, TIME, DATETIMEOFFSET ->
                TimeConverters.of(column, format, localeOf(locale, Locale.ENGLISH));
        };
    }

    /** For what the file's own format says is a number or a time, and so is written in the standard way. */
    static Converter standard(TargetColumn column) throws BadFormat {
        return switch (column.kind()) {
            case UNSIGNED_TINYINT, TINYINT, SMALLINT, INT, BIGINT -> Integers.standard(column.kind());
            case DATE -> TimeConverters.standardDate(of(column, null, null));
            default -> of(column, null, null);
        };
    }

    private static NumberPattern number(String format, String locale) throws BadFormat {
        return NumberPattern.of(format, localeOf(locale, Locale.ROOT));
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
