package estiva.worker.read.text;

import estiva.worker.read.Invisible;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.Notation;
import estiva.worker.read.Row;

/** A row of fields with delimiters between them. */
final class DelimitedRow extends Row {

    private static final char[] NOTHING = new char[0];

    private final CsvSigns signs;
    private final MemoryShare memory;
    private Records records;
    private char[] decoded = new char[256];
    /** Delimiters that the row has not; negative: that it has too many. */
    private int missing;

    DelimitedRow(CsvSigns signs, MemoryShare memory) {
        super(memory);
        this.signs = signs;
        this.memory = memory;
    }

    /** @param place where the row's text stands until the next one is read */
    void of(Records place) {
        records = place;
    }

    void beginAt(long line) {
        begin(line);
        missing = 0;
    }

    /** Adds a field as it stands there, but for what is invisible at its edges. */
    void addField(char[] text, int from, int to, Notation notation) {
        int start = from;
        int end = to;
        if (start < end && mayHide(text[start])) {
            start = Invisible.start(text, start, end);
        }
        if (start < end && mayHide(text[end - 1])) {
            end = Invisible.end(text, start, end);
        }
        add(text, start, end - start, notation);
    }

    private static boolean mayHide(char c) {
        return Invisible.isBlank(c) || Invisible.is(c);
    }

    /** Adds a field without the signs that say how others are meant. */
    void addDecoded(char[] text, int from, int to, Notation notation) {
        if (decoded.length < to - from) {
            decoded = memory.grown(decoded, Math.max(to - from, Math.min(decoded.length * 2, Limits.LONGEST_ROW)));
        }
        int length = 0;
        for (int at = from; at < to; at++) {
            char c = text[at];
            if (c == signs.escape) {
                c = text[++at];
                if (c == 'N' && signs.escape == '\\' && to - from == 2) {
                    add(decoded, 0, 0, Notation.NULL);
                    return;
                }
                c = signs.escaped(c);
            } else if (c == signs.quote && notation == Notation.QUOTED && at + 1 < to && text[at + 1] == c) {
                at++;
            }
            decoded[length++] = c;
        }
        addField(decoded, 0, length, notation);
    }

    /** Whether there is nothing but delimiters and blanks: what is quoted is meant, and so is a NULL that is written out. */
    boolean isEmpty() {
        if (fieldCount() == 0 || length() > 0 && !Invisible.isBlank(chars()[0])) {
            return false;
        }
        for (int field = 0; field < fieldCount(); field++) {
            if (notation(field) != Notation.PLAIN) {
                return false;
            }
        }
        for (int at = 0; at < length(); at++) {
            if (!Invisible.isBlank(chars()[at])) {
                return false;
            }
        }
        return true;
    }

    /** Whether none of the fields from that one on, counted from 0, has anything in it. */
    boolean isEmptyFrom(int first) {
        for (int field = first; field < fieldCount(); field++) {
            if (to(field) > from(field) || notation(field) != Notation.PLAIN) {
                return false;
            }
        }
        return true;
    }

    /** Gives the row so many fields: those that it has not are empty, those after them are left out. */
    void fit(int width) {
        missing = width - fieldCount();
        while (fieldCount() < width) {
            add(NOTHING, 0, 0, Notation.PLAIN);
        }
        keep(width);
    }

    /** As the file has it, with as many delimiters as the header has. */
    @Override
    public String rawText(int longest) {
        int end = records.to();
        if (missing < 0 && endsInDelimiters(-missing)) {
            end += missing * signs.delimiter.length();
        }
        int length = Math.min(longest, end - records.from());
        String raw = new String(records.chars(), records.from(), length);
        if (missing <= 0) {
            return raw;
        }
        String whole = raw + signs.delimiter.repeat(missing);
        return whole.length() > longest ? whole.substring(0, longest) : whole;
    }

    private boolean endsInDelimiters(int count) {
        String tail = signs.delimiter.repeat(count);
        int start = records.to() - tail.length();
        return start >= records.from() && tail.equals(new String(records.chars(), start, tail.length()));
    }
}
