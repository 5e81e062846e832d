package estiva.worker.read.text;

import estiva.control.imports.FileFormat;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.Notation;
import java.io.IOException;
import java.io.Reader;

/**
 * CSV with an escape character, or without quotes, which FastCSV does not read. Behind the escape a character stands for
 * itself, but for what MySQL and PostgreSQL write: n, r and t after a backslash are line breaks and a tab, and N as the
 * whole of a field is NULL.
 */
final class EscapedCsv implements CsvParser {

    private static final int NONE = -1;
    private static final int END = -1;

    private final LookAhead text;
    private final DelimitedRow row;
    private final String delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final MemoryShare memory;
    private char[] field = new char[1024];
    private int length;
    private boolean isNull;
    private int rowLength;

    EscapedCsv(Reader reader, FileFormat format, DelimitedRow row, MemoryShare memory) throws IOException, BadRecord {
        this.row = row;
        this.memory = memory;
        text = new LookAhead(reader);
        delimiter = format.delimiterOrDefault();
        quote = format.hasQuote() ? format.quoteOrDefault() : NONE;
        escape = format.hasEscape() ? format.escape().charAt(0) : NONE;
        comment = format.comment() == null ? NONE : format.comment().charAt(0);
        text.skipLines(format.skipLinesOrDefault());
    }

    @Override
    public boolean next() throws IOException, BadRecord {
        int first = text.peek();
        while (first == '\n' || first == '\r' || first == comment && comment != NONE) {
            text.skipLine();
            first = text.peek();
        }
        if (first == END) {
            return false;
        }
        row.begin(text.line());
        rowLength = 0;
        do {
            length = 0;
            isNull = false;
        } while (readField());
        return true;
    }

    /** @return whether another field follows */
    private boolean readField() throws IOException, BadRecord {
        boolean isQuoted = quote != NONE && text.peek() == quote;
        if (isQuoted) {
            text.read();
            readQuoted();
        }
        while (true) {
            int c = text.peek();
            boolean isDelimiter = c == delimiter.charAt(0) && text.startsWith(delimiter);
            if (isDelimiter || c == '\n' || c == '\r' || c == END) {
                add(isNull && length == 0 ? Notation.NULL : isQuoted ? Notation.QUOTED : Notation.PLAIN);
                if (isDelimiter) {
                    text.skip(delimiter.length());
                } else if (c != END) {
                    text.skipLine();
                }
                return isDelimiter;
            }
            if (isQuoted) {
                throw new BadRecord("Unexpected character after closing quote: '" + (char) c + "'");
            }
            text.read();
            if (c == escape) {
                readEscaped();
            } else {
                append(c);
            }
        }
    }

    private void readQuoted() throws IOException, BadRecord {
        while (true) {
            int c = text.read();
            if (c == END) {
                throw new BadRecord("Unclosed quoted field");
            } else if (c == escape) {
                readEscaped();
            } else if (c != quote) {
                append(c);
            } else if (text.peek() == quote) {
                append(text.read());
            } else {
                return;
            }
        }
    }

    private void readEscaped() throws IOException, BadRecord {
        int c = text.read();
        if (c == END) {
            throw new BadRecord("Nothing stands after the escape character at the end of the file");
        }
        if (escape == '\\' && c == 'N' && length == 0) {
            isNull = true;
            return;
        }
        append(escape != '\\' ? c : c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
    }

    private void append(int c) throws BadRecord {
        if (isNull) {
            // More follows: it was no NULL, but an N.
            isNull = false;
            field[length++] = 'N';
        }
        if (length + 1 >= field.length) {
            checkLength(rowLength + length);
            field = memory.grown(field, field.length * 2);
        }
        field[length++] = (char) c;
    }

    private void add(Notation notation) throws BadRecord {
        if (row.fieldCount() >= Limits.MOST_FIELDS) {
            throw new BadRecord("more than 10,000 fields; is the delimiter right?");
        }
        rowLength += length;
        checkLength(rowLength);
        row.add(field, 0, length, notation);
    }

    private static void checkLength(int characters) throws BadRecord {
        if (characters > Limits.LONGEST_ROW) {
            throw new BadRecord("more than 16 Mi characters; is a quote not closed?");
        }
    }
}
