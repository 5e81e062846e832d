package estiva.worker.read.text;

import estiva.control.imports.FileFormat;
import java.util.Arrays;

/** The characters that have a meaning in CSV; {@link #NONE} is one that it does without. */
final class CsvSigns {

    static final int NONE = -1;

    final String delimiter;
    final char delimiterStart;
    final int quote;
    final int escape;
    final int comment;
    /** Of each character up to {@link #last} whether a field that is not quoted may end there, or change its meaning. */
    final boolean[] plain;
    /** The same within quotes. */
    final boolean[] quoted;
    /** Most of a text is above it: one comparison tells that a character is data. */
    final int last;

    CsvSigns(FileFormat format) {
        delimiter = format.delimiterOrDefault();
        delimiterStart = delimiter.charAt(0);
        quote = format.hasQuote() ? format.quoteOrDefault() : NONE;
        escape = format.hasEscape() ? format.escape().charAt(0) : NONE;
        comment = format.comment() == null ? NONE : format.comment().charAt(0);
        last = Math.max(Math.max('\r', delimiterStart), Math.max(quote, escape));
        quoted = new boolean[last + 1];
        quoted['\n'] = true;
        quoted['\r'] = true;
        for (int sign : new int[] {quote, escape}) {
            if (sign != NONE) {
                quoted[sign] = true;
            }
        }
        plain = Arrays.copyOf(quoted, last + 1);
        plain[delimiterStart] = true;
    }

    /**
     * What stands for a character after the escape: databases write these after a backslash, MySQL \0, \b and \Z
     * (https://dev.mysql.com/doc/refman/8.4/en/load-data.html), PostgreSQL \b, \f and \v
     * (https://www.postgresql.org/docs/current/sql-copy.html).
     */
    char escaped(char c) {
        if (escape != '\\') {
            return c;
        }
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 0x0B;
            case 'Z' -> 0x1A;
            case '0' -> 0;
            default -> c;
        };
    }
}
