package estiva.worker.convert;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How the values of a column are spelled in the file, as its import says.
 *
 * @param format null: ISO dates, numbers with a decimal point
 * @param locale a language tag for the format; null: none in particular
 * @param timeZone in which a column without offset holds what has one; null: UTC
 * @param yearPivot the last year that two digits stand for; null: 2049
 * @param rounds whether a decimal with more fraction digits than the column holds is rounded, and not refused
 * @param trueValues texts that mean true, besides the usual ones; whatever their case
 * @param falseValues likewise for false
 */
public record Spelling(
        String format,
        String locale,
        ZoneId timeZone,
        Integer yearPivot,
        boolean rounds,
        List<String> trueValues,
        List<String> falseValues) {

    /** As SQL Server's option "two digit year cutoff": 49 is 2049, and 50 is 1950. */
    static final int PIVOT = 2049;

    public static final Spelling PLAIN = of(null, null);

    public static Spelling of(String format, String locale) {
        return new Spelling(format, locale, null, null, false, List.of(), List.of());
    }

    ZoneId zone() {
        return timeZone == null ? ZoneOffset.UTC : timeZone;
    }

    int pivot() {
        return yearPivot == null ? PIVOT : yearPivot;
    }

    /** As the file's own format writes numbers and times, which needs no pattern. */
    Spelling standard() {
        return new Spelling(null, null, timeZone, null, rounds, trueValues, falseValues);
    }

    /** A member that would be passed over is a misunderstanding. */
    void checkFit(TargetColumn column) throws BadFormat {
        Kind kind = column.kind();
        boolean hasOffset = kind == Kind.DATETIMEOFFSET || kind == Kind.TIME;
        if (timeZone != null && (!kind.isTime() || hasOffset)) {
            throw misfit("timeZone fits", "dates, and dates with a time, that have no offset", column);
        }
        if (yearPivot != null && !kind.isTime()) {
            throw misfit("yearPivot fits", "dates and times", column);
        }
        if (rounds && kind != Kind.DECIMAL) {
            throw misfit("round fits", "decimals", column);
        }
        if (!(trueValues.isEmpty() && falseValues.isEmpty()) && kind != Kind.BIT) {
            throw misfit("trueValues and falseValues fit", "bits", column);
        }
    }

    private static BadFormat misfit(String member, String kinds, TargetColumn column) {
        return new BadFormat("the import's " + member + " " + kinds + ", not " + column.typeName() + "; leave it out");
    }
}
