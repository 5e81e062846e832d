package estiva.worker.guess;

import com.fasterxml.jackson.databind.node.ObjectNode;
import estiva.worker.convert.BadFormat;
import estiva.worker.convert.BadValue;
import estiva.worker.convert.FieldRule;
import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds by trial how the fields of a column become values: with the very rules that a load will follow. */
final class ColumnGuess {
    private static final Set<String> NULL_TOKENS =
            Set.of("NULL", "null", "Null", "N/A", "n/a", "NA", "-", "--", "\\N", "#N/D", "#N/A", "?");
    private static final Pattern LEADING_ZERO = Pattern.compile("[+-]?0[0-9]+");
    private static final List<Kind> KINDS = List.of(
            Kind.INT,
            Kind.BIGINT,
            Kind.DECIMAL,
            Kind.DATE,
            Kind.DATETIMEOFFSET,
            Kind.DATETIME2,
            Kind.TIME,
            Kind.BIT,
            Kind.UUID);
    private static final FieldRule.Blanks PLAIN = new FieldRule.Blanks(true, List.of());

    /** @param format null: the plain form */
    private record Way(String format, String locale) {}

    private static final List<Way> NUMBERS = List.of(
            new Way(null, null),
            new Way("#,##0.00", "pt-BR"),
            new Way("#,##0.00", "en-US"),
            new Way("R$ #,##0.00", "pt-BR"));
    private static final List<Way> DATES =
            ways(null, "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "yyyy/MM/dd", "yyyyMMdd", "dd/MM/yy");
    private static final List<Way> DATE_TIMES = ways(
            null,
            "dd/MM/yyyy HH:mm:ss",
            "dd/MM/yyyy HH:mm",
            "MM/dd/yyyy HH:mm:ss",
            "MM/dd/yyyy HH:mm",
            "yyyy/MM/dd HH:mm:ss",
            "yyyyMMddHHmmss",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "yyyyMMdd");
    private static final List<Way> TIMES = ways(null, "HHmmss", "HHmm");

    private final TargetColumn column;
    private final Way way;
    private final Set<String> nullTokens;
    private final int misfits;
    private final boolean isAmbiguous;

    private ColumnGuess(TargetColumn column, Way way, Set<String> nullTokens, int misfits, boolean isAmbiguous) {
        this.column = column;
        this.way = way;
        this.nullTokens = nullTokens;
        this.misfits = misfits;
        this.isAmbiguous = isAmbiguous;
    }

    /** The best way to make values of the target's type. */
    static ColumnGuess into(TargetColumn target, List<Sample.Field> fields) {
        Set<String> tokens = target.kind() == Kind.TEXT ? Set.of() : tokens(fields);
        List<Sample.Field> values = fields.stream()
                .filter(field -> !tokens.contains(field.text().strip()))
                .toList();
        Way best = null;
        FieldRule bestRule = null;
        int fewest = Integer.MAX_VALUE - 1;
        boolean isAmbiguous = false;
        for (Way way : waysOf(target.kind())) {
            FieldRule rule = rule(target, way);
            int misfits = misfits(rule, values, fewest);
            isAmbiguous |= misfits == 0 && fewest == 0 && readsOtherwise(bestRule, rule, values);
            if (misfits < fewest) {
                best = way;
                bestRule = rule;
                fewest = misfits;
            }
        }
        return new ColumnGuess(target, best, tokens, fewest, isAmbiguous);
    }

    /** The narrowest type that all the fields fit. */
    static ColumnGuess of(String name, List<Sample.Field> fields) {
        boolean isCode = fields.stream()
                .anyMatch(field -> LEADING_ZERO.matcher(field.text().strip()).matches());
        for (Kind kind : fields.isEmpty() || isCode ? List.<Kind>of() : KINDS) {
            ColumnGuess guess = into(TargetColumn.nullable(name, kind, 38, kind == Kind.DECIMAL ? 10 : 7), fields);
            boolean saysSomething = fields.stream()
                    .anyMatch(field -> !guess.nullTokens.contains(field.text().strip()));
            if (guess.misfits == 0 && saysSomething) {
                return guess;
            }
        }
        return text(name, fields);
    }

    /** As the fields stand there. */
    static ColumnGuess text(String name, List<Sample.Field> fields) {
        return into(TargetColumn.nullable(name, Kind.TEXT, Integer.MAX_VALUE, 0), fields);
    }

    /** Whether a field is more than a text: a header's are not. */
    static boolean isTyped(Sample.Field field) {
        return of("", List.of(field)).column.kind() != Kind.TEXT
                || Character.isDigit(field.text().strip().charAt(0));
    }

    TargetColumn column() {
        return column;
    }

    int misfits() {
        return misfits;
    }

    boolean isAmbiguous() {
        return isAmbiguous;
    }

    boolean hasShortYear() {
        return way.format() != null && way.format().endsWith("/yy");
    }

    String describe() {
        return way.format() == null
                ? "the plain form"
                : way.format() + (way.locale() == null ? "" : " " + way.locale());
    }

    void describeTo(ObjectNode json) {
        if (way.format() != null) {
            json.put("format", way.format());
        }
        if (way.locale() != null) {
            json.put("locale", way.locale());
        }
        if (!nullTokens.isEmpty()) {
            nullTokens.forEach(json.putArray("nullTokens")::add);
        }
    }

    private static Set<String> tokens(List<Sample.Field> fields) {
        Set<String> tokens = new LinkedHashSet<>();
        fields.stream()
                .map(field -> field.text().strip())
                .filter(NULL_TOKENS::contains)
                .forEach(tokens::add);
        return tokens;
    }

    /** @return how many of the values the rule refuses; no more than {@code most} are counted */
    private static int misfits(FieldRule rule, List<Sample.Field> values, int most) {
        int misfits = 0;
        for (int i = 0; i < values.size() && misfits <= most; i++) {
            misfits += value(rule, values.get(i)) == null ? 1 : 0;
        }
        return misfits;
    }

    private static boolean readsOtherwise(FieldRule one, FieldRule other, List<Sample.Field> values) {
        return values.stream().anyMatch(value -> !value(one, value).equals(value(other, value)));
    }

    private static Object value(FieldRule rule, Sample.Field field) {
        try {
            char[] chars = field.text().toCharArray();
            return rule.read(chars, 0, chars.length, field.notation());
        } catch (BadValue e) {
            return null;
        }
    }

    private static FieldRule rule(TargetColumn target, Way way) {
        try {
            return FieldRule.of(target, way.format(), way.locale(), PLAIN, false);
        } catch (BadFormat e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Way> waysOf(Kind kind) {
        return switch (kind) {
            case UNSIGNED_TINYINT, TINYINT, SMALLINT, INT, BIGINT, DECIMAL, REAL, DOUBLE -> NUMBERS;
            case DATE -> DATES;
            case DATETIME2, DATETIME, SMALLDATETIME -> DATE_TIMES;
            case TIME -> TIMES;
            case BIT, DATETIMEOFFSET, TEXT, UUID, BINARY -> ways((String) null);
        };
    }

    private static List<Way> ways(String... formats) {
        return java.util.Arrays.stream(formats)
                .map(format -> new Way(format, null))
                .toList();
    }
}
