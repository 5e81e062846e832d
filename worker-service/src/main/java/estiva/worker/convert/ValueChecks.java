package estiva.worker.convert;

import com.google.re2j.Pattern;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What an import demands of a column's values, beyond what the table does. NULL is asked about by {@link #refuseNull}. */
public final class ValueChecks {

    /** RE2's time grows with the text's length only, but a text may have millions of characters. */
    private static final int LONGEST_MATCHED = 10_000;

    private static final int LONGEST_LIST = 300;

    private final Wanted wanted;
    private final Comparator<Object> order;
    private final Object min;
    private final Object max;
    private final NavigableSet<Object> values;

    /**
     * @param min the least value in its plain form, as a file without a format would write it; null: none
     * @param max the greatest value, likewise
     * @param pattern for the field's whole text; null: any
     * @param values the only ones allowed, in their plain form; empty: any
     */
    public record Wanted(boolean notNull, String min, String max, Pattern pattern, List<String> values) {}

    private ValueChecks(Wanted wanted, TargetColumn column, Converter plain) throws BadFormat {
        this.wanted = wanted;
        order = order(column.kind());
        min = value("min", wanted.min(), column, plain);
        max = value("max", wanted.max(), column, plain);
        values = new TreeSet<>(order);
        for (String each : wanted.values()) {
            values.add(value("values", each, column, plain));
        }
    }

    /** @throws BadFormat when a limit is no value of the column */
    public static ValueChecks of(Wanted wanted, TargetColumn column) throws BadFormat {
        return of(wanted, column, Spelling.PLAIN);
    }

    /** @param spelling whose time zone counts for limits, too; its format does not */
    public static ValueChecks of(Wanted wanted, TargetColumn column, Spelling spelling) throws BadFormat {
        boolean isText = column.kind() == Kind.TEXT;
        if (isText && (wanted.min() != null || wanted.max() != null)) {
            throw new BadFormat("checks.min and checks.max fit numbers, dates and times, not " + column.typeName()
                    + "; use checks.regex");
        }
        if (column.kind() == Kind.BINARY
                && (wanted.min() != null
                        || wanted.max() != null
                        || !wanted.values().isEmpty())) {
            throw new BadFormat("checks.min, checks.max and checks.values do not fit " + column.typeName());
        }
        return new ValueChecks(wanted, column, Converter.of(column, spelling.standard()));
    }

    public boolean refuseNull() {
        return wanted.notNull();
    }

    /** @param chars the field that the value was made of, from {@code from} to {@code to} */
    void check(Object value, char[] chars, int from, int to) throws BadValue {
        if (min != null && order.compare(value, min) < 0) {
            throw new BadValue("is less than " + wanted.min() + ", the least that the column's checks allow");
        }
        if (max != null && order.compare(value, max) > 0) {
            throw new BadValue("is more than " + wanted.max() + ", the most that the column's checks allow");
        }
        if (!values.isEmpty() && !values.contains(value)) {
            throw new BadValue("is none of the values that the column's checks allow: " + list());
        }
        if (wanted.pattern() != null) {
            match(chars, from, to);
        }
    }

    private void match(char[] chars, int from, int to) throws BadValue {
        if (to - from > LONGEST_MATCHED) {
            throw new BadValue("has " + (to - from) + " characters, too many to be matched with " + wanted.pattern());
        }
        if (!wanted.pattern().matches(new String(chars, from, to - from))) {
            throw new BadValue("does not match " + wanted.pattern());
        }
    }

    /** Of all values only as many as are shown: they may have millions of characters, and bad rows be many. */
    private String list() {
        StringBuilder list = new StringBuilder();
        for (String each : wanted.values()) {
            list.append(list.isEmpty() ? "" : ", ").append(each);
            if (list.length() > LONGEST_LIST) {
                return list.substring(0, LONGEST_LIST) + "...";
            }
        }
        return list.toString();
    }

    private static Object value(String name, String text, TargetColumn column, Converter plain) throws BadFormat {
        if (text == null) {
            return null;
        }
        try {
            if (text.isEmpty() && column.kind() != Kind.TEXT) {
                throw new BadValue("is empty");
            }
            return plain.convert(text.toCharArray(), 0, text.length());
        } catch (BadValue e) {
            throw new BadFormat("checks." + name + " '" + text + "' " + e.getMessage());
        }
    }

    /** As values are equal to people: 1.0 is 1, and a moment is the same in all zones. */
    @SuppressWarnings("unchecked") // all values of one column are of one class, which its kind names
    private static Comparator<Object> order(Kind kind) {
        if (kind == Kind.DATETIMEOFFSET) {
            return (one, other) -> OffsetDateTime.timeLineOrder().compare((OffsetDateTime) one, (OffsetDateTime) other);
        }
        return (one, other) -> ((Comparable<Object>) one).compareTo(other);
    }
}
