package estiva.worker.read;

import java.util.Arrays;

/** The row that was read last; the next one overwrites it, so that a row costs no object. */
public final class CsvRow {

    private char[] chars = new char[1024];
    private int[] ends = new int[32];
    private boolean[] quoted = new boolean[32];
    private int fieldCount;
    private long line;
    private final char delimiter;
    private final char quote;

    CsvRow(char delimiter, char quote) {
        this.delimiter = delimiter;
        this.quote = quote;
    }

    void begin(long startLine) {
        line = startLine;
        fieldCount = 0;
    }

    void add(char[] buffer, int offset, int length, boolean isQuoted) {
        int start = from(fieldCount);
        int end = start + length;
        if (chars.length < end) {
            chars = Arrays.copyOf(chars, Math.max(end, chars.length * 2));
        }
        if (ends.length == fieldCount) {
            ends = Arrays.copyOf(ends, fieldCount * 2);
            quoted = Arrays.copyOf(quoted, fieldCount * 2);
        }
        System.arraycopy(buffer, offset, chars, start, length);
        ends[fieldCount] = end;
        quoted[fieldCount++] = isQuoted;
    }

    public int fieldCount() {
        return fieldCount;
    }

    /** The line of the file where the row starts, from 1. */
    public long line() {
        return line;
    }

    /** All fields, one behind the other: field i from {@link #from} to {@link #to}, counted from 0. */
    public char[] chars() {
        return chars;
    }

    public int from(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    public int to(int field) {
        return ends[field];
    }

    public boolean isQuoted(int field) {
        return quoted[field];
    }

    /** Characters of all fields. */
    public int length() {
        return from(fieldCount);
    }

    /** @param longest where a long text is cut */
    public String text(int field, int longest) {
        return new String(chars, from(field), Math.min(longest, to(field) - from(field)));
    }

    /** The row as the file has it, fields that were quoted in quotes again. */
    public String rawText(int longest) {
        StringBuilder raw = new StringBuilder();
        for (int field = 0; field < fieldCount && raw.length() < longest; field++) {
            if (field > 0) {
                raw.append(delimiter);
            }
            String text = text(field, longest);
            if (quoted[field]) {
                String sign = String.valueOf(quote);
                raw.append(quote).append(text.replace(sign, sign + sign)).append(quote);
            } else {
                raw.append(text);
            }
        }
        return raw.length() > longest ? raw.substring(0, longest) : raw.toString();
    }
}
