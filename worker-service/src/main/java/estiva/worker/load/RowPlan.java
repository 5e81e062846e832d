package estiva.worker.load;

import estiva.worker.convert.BadValue;
import estiva.worker.convert.FieldRule;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How a row of this file becomes a row of this table. Not safe for several threads.
 *
 * @param parts one a target column
 * @param width fields of every row; 0: as many as the first row has
 */
record RowPlan(List<Part> parts, int width) {

    private static final int ROW_NUMBER = -2;
    private static final int LONGEST_OTHERS = 1_000;
    private static final long ROW_BYTES = 64;
    /** A place in the row, another in the driver's, and the object that the driver makes of the value. */
    private static final long SLOT_BYTES = 40;

    /**
     * @param name of the source column, for rejects
     * @param field counted from 0; negative: a constant, or the number of the row
     * @param rule null for a constant
     */
    record Part(TargetColumn target, String name, int field, FieldRule rule, Object constant) {}

    List<TargetColumn> targets() {
        return parts.stream().map(Part::target).toList();
    }

    /** The same with the number of the row as a last value. */
    RowPlan withRowNumber(TargetColumn column) {
        List<Part> numbered = new ArrayList<>(parts);
        numbered.add(new Part(column, column.name(), ROW_NUMBER, null, null));
        return new RowPlan(List.copyOf(numbered), width);
    }

    /** The fields that are read. */
    BitSet fields() {
        BitSet fields = new BitSet();
        parts.stream().filter(part -> part.field() >= 0).forEach(part -> fields.set(part.field()));
        return fields;
    }

    /** The highest position that is read, from 1. */
    int farthest() {
        return parts.stream().mapToInt(part -> part.field() + 1).max().orElse(0);
    }

    /** The most that the values of a row take in memory, and in the driver, without what they have of its characters. */
    long bytesOfARow() {
        return ROW_BYTES
                + parts.stream()
                        .mapToLong(part -> SLOT_BYTES + part.target().kind().bytes())
                        .sum();
    }

    /** Characters of the fields that become values. */
    long length(Row row) {
        long length = 0;
        for (Part part : parts) {
            length += part.field() < 0 ? 0 : row.to(part.field()) - row.from(part.field());
        }
        return length;
    }

    /** @return the values, or null when the row was rejected */
    Object[] values(Row row, long number, Tally tally) throws TooManyRejects {
        Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            Part part = parts.get(i);
            int field = part.field();
            if (field < 0) {
                values[i] = field == ROW_NUMBER ? (Object) number : part.constant();
                continue;
            }
            try {
                values[i] = part.rule().read(row.chars(), row.from(field), row.to(field), row.notation(field));
            } catch (BadValue e) {
                tally.reject(row, number, part.name(), field, e, others(row, i + 1, tally.keepsText()));
                return null;
            }
        }
        return values;
    }

    /** What else is wrong with the row, so that it is corrected once and not field by field. */
    private String others(Row row, int from, boolean keepsText) {
        StringBuilder others = new StringBuilder();
        for (int i = from; i < parts.size() && others.length() < LONGEST_OTHERS; i++) {
            Part part = parts.get(i);
            int field = part.field();
            if (field >= 0) {
                try {
                    part.rule().read(row.chars(), row.from(field), row.to(field), row.notation(field));
                } catch (BadValue e) {
                    others.append("; column ").append(part.name());
                    if (keepsText) {
                        others.append(": '")
                                .append(Reject.shown(row.text(field, LONGEST_OTHERS)))
                                .append('\'');
                    }
                    others.append(' ').append(e.getMessage());
                }
            }
        }
        return others.toString();
    }
}
