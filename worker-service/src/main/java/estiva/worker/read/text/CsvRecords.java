package estiva.worker.read.text;

import estiva.control.imports.FileFormat;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Invisible;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.Notation;
import java.io.IOException;
import java.io.Reader;

/**
 * CSV record by record. Quotes in wrong places spoil the record, which then ends with the line in which the fault was found:
 * no line after it is taken for a part of it.
 *
 * <p>FastCSV, which read CSV here before, ends at such a fault, takes a quote within a field for a letter, and hands out
 * fields without the signs that were around them, so that nobody after it can tell.
 */
final class CsvRecords extends CsvText {

    private static final String BE_LENIENT = "; correct it, or say \"quotes\": \"lenient\" in the import's format";

    private final boolean isLenient;
    private final boolean allowsLineBreaks;
    private int lineBreaks;

    CsvRecords(Reader reader, FileFormat format, CsvSigns signs, DelimitedRow row, MemoryShare memory) {
        super(reader, signs, row, memory);
        isLenient = format.isLenientWithQuotes();
        allowsLineBreaks = format.allowsLineBreaks();
    }

    /** Reads a record into the row. */
    @Override
    public boolean next() throws IOException, BadRecord {
        if (!toRecord()) {
            return false;
        }
        lineBreaks = 0;
        row.beginAt(line);
        boolean hasMore = true;
        while (hasMore) {
            start = at;
            boolean isQuoted = (at < end || more()) && chars[at] == signs.quote;
            hasMore = isQuoted ? readQuoted() : readPlain();
        }
        return true;
    }

    /** Line breaks within the fields of the record. */
    int lineBreaks() {
        return lineBreaks;
    }

    /** @return whether another field follows */
    private boolean readPlain() throws IOException, BadRecord {
        boolean[] stops = signs.plain;
        int last = signs.last;
        boolean isEscaped = false;
        while (true) {
            char[] text = chars;
            int p = at;
            int stop = end;
            while (p < stop && (text[p] > last || !stops[text[p]])) {
                p++;
            }
            at = p;
            if (p == stop) {
                if (!more()) {
                    return endField(Notation.PLAIN, isEscaped, 0);
                }
                continue;
            }
            char c = text[p];
            if (c == '\n' || c == '\r' || c == signs.delimiterStart && startsDelimiter(0)) {
                return endField(Notation.PLAIN, isEscaped, 0);
            } else if (c == signs.escape) {
                isEscaped = true;
                if (!passEscaped()) {
                    return false;
                }
            } else if (c != signs.quote) {
                at++;
            } else if (isOpening()) {
                return readQuoted();
            } else if (isLenient) {
                at++;
            } else {
                return spoil(isBlankSoFar() ? "has a quote after a blank in" : "has a quote within", BE_LENIENT);
            }
        }
    }

    private boolean readQuoted() throws IOException, BadRecord {
        long opened = line;
        boolean[] stops = signs.quoted;
        int last = signs.last;
        boolean isCoded = false;
        at++;
        start = at;
        while (true) {
            char[] text = chars;
            int p = at;
            int stop = end;
            while (p < stop && (text[p] > last || !stops[text[p]])) {
                p++;
            }
            at = p;
            if (p == stop) {
                if (!more()) {
                    return unclosed(opened);
                }
                continue;
            }
            char c = text[p];
            if (c == signs.escape) {
                isCoded = true;
                if (!passEscaped()) {
                    return false;
                }
            } else if (c != signs.quote) {
                if (!passLineBreak()) {
                    return false;
                }
            } else if (peek(1) == signs.quote) {
                isCoded = true;
                at += 2;
            } else {
                int rest = rest();
                if (rest >= 0) {
                    return endField(Notation.QUOTED, isCoded, rest);
                } else if (!isLenient) {
                    return spoil("has text after the closing quote of", BE_LENIENT);
                }
                at++;
            }
        }
    }

    /** Whether a quote here opens the field: what is before it cannot be seen, or does not count. */
    private boolean isOpening() {
        for (int i = start; i < at; i++) {
            if (!Invisible.is(chars[i]) && !(isLenient && Invisible.isBlank(chars[i]))) {
                return false;
            }
        }
        return true;
    }

    private boolean isBlankSoFar() {
        for (int i = start; i < at; i++) {
            if (!Invisible.is(chars[i]) && !Invisible.isBlank(chars[i])) {
                return false;
            }
        }
        return true;
    }

    /** @return how much stands from this quote to the end of the field, the quote too; negative: something else */
    private int rest() throws IOException, BadRecord {
        for (int rest = 1; ; rest++) {
            int c = peek(rest);
            if (c < 0 || c == '\n' || c == '\r' || c == signs.delimiterStart && startsDelimiter(rest)) {
                return rest;
            }
            if (!Invisible.is(c) && !(isLenient && Invisible.isBlank((char) c))) {
                return -1;
            }
        }
    }

    /** @return false: the record is spoilt */
    private boolean passEscaped() throws IOException, BadRecord {
        int c = peek(1);
        if (c < 0) {
            throw new BadRecord("Nothing stands after the escape character at the end of the file");
        }
        at++;
        if (c == '\n' || c == '\r') {
            return passLineBreak();
        }
        at++;
        return true;
    }

    /** @return false: the record is spoilt */
    private boolean passLineBreak() throws IOException, BadRecord {
        if (!allowsLineBreaks) {
            return spoil("has a line break in", "; is a quote not closed?");
        }
        lineBreaks++;
        passLine();
        return true;
    }

    /** What follows cannot be told from what is in the quotes: no row of it is made up. */
    private boolean unclosed(long opened) throws IOException, BadRecord {
        if (!allowsLineBreaks) {
            return spoil("ends in", "; is a quote not closed?");
        }
        throw new BadRecord("Unclosed quoted field: no quote follows the one that opens field " + (row.fieldCount() + 1)
                + " in line " + opened + "; if no field may hold a line break, say \"lineBreaksInFields\": false in"
                + " the import's format");
    }

    /** @return false: no field follows */
    private boolean spoil(String fault, String remedy) throws IOException, BadRecord {
        String place = line == number ? "" : " (line " + line + ")";
        row.spoil(fault + " field " + (row.fieldCount() + 1) + place + remedy);
        toLineEnd();
        return false;
    }

    /** @param rest what stands between the field and what ends it */
    private boolean endField(Notation notation, boolean isCoded, int rest) throws IOException, BadRecord {
        if (row.fieldCount() >= Limits.MOST_FIELDS) {
            throw new BadRecord("more than 10,000 fields; is the delimiter right?");
        }
        if (isCoded) {
            row.addDecoded(chars, start, at, notation);
        } else {
            row.addField(chars, start, at, notation);
        }
        at += rest;
        if (at == end && !more()) {
            to = at;
            return false;
        }
        char c = chars[at];
        if (c == '\n' || c == '\r') {
            endLine();
            return false;
        }
        at += signs.delimiter.length();
        return true;
    }
}
