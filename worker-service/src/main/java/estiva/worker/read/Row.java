package estiva.worker.read;

import java.util.Arrays;

/**
 * The row that was read last, whatever the format; the next one overwrites it, so that a row costs no object. Numbers,
 * dates and flags are characters too, as nearly all formats store them: they become values of the target's type at
 * once, and nothing in between.
 */
public abstract class Row {

    private static final Notation[] NOTATIONS = Notation.values();

    private final MemoryShare memory;
    private char[] chars = new char[1024];
    private int[] ends = new int[32];
    private byte[] notations = new byte[32];
    private int fieldCount;
    private long line;
    private String problem;

    /** @param memory from which long rows take */
    protected Row(MemoryShare memory) {
        this.memory = memory;
    }

    /** For readers. */
    public final void begin(long startLine) {
        line = startLine;
        fieldCount = 0;
        problem = null;
    }

    /** For readers. */
    public final void add(char[] buffer, int offset, int length, Notation notation) {
        int start = from(fieldCount);
        int end = start + length;
        if (chars.length < end) {
            chars = memory.grown(chars, Math.max(end, Math.min(chars.length * 2, Limits.LONGEST_ROW)));
        }
        if (ends.length == fieldCount) {
            ends = memory.grown(ends, fieldCount * 2);
            notations = Arrays.copyOf(notations, fieldCount * 2);
        }
        System.arraycopy(buffer, offset, chars, start, length);
        ends[fieldCount] = end;
        notations[fieldCount++] = (byte) notation.ordinal();
    }

    /** For readers: leaves out the fields after the first ones. */
    protected final void keep(int fields) {
        fieldCount = Math.min(fieldCount, fields);
    }

    /** For readers: the row cannot be read, but those after it can. */
    public final void spoil(String reason) {
        problem = reason;
    }

    public final int fieldCount() {
        return fieldCount;
    }

    /** The line of the file where the row starts, from 1. */
    public final long line() {
        return line;
    }

    /** Why the row as a whole is bad, as a sentence's end; null: it is not. */
    public final String problem() {
        return problem;
    }

    /** All fields, one after the other: field i from {@link #from} to {@link #to}, counted from 0. */
    public final char[] chars() {
        return chars;
    }

    public final int from(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    public final int to(int field) {
        return ends[field];
    }

    public final Notation notation(int field) {
        return NOTATIONS[notations[field]];
    }

    /** Characters of all fields. */
    public final int length() {
        return from(fieldCount);
    }

    /** @param longest where a long text is cut */
    public final String text(int field, int longest) {
        return new String(chars, from(field), Math.min(longest, to(field) - from(field)));
    }

    /** The row as the file has it, as far as its format can tell. */
    public abstract String rawText(int longest);
}
