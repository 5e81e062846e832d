package estiva.registry.process;

import estiva.control.imports.FileFormat;
import estiva.control.imports.FormulaGuard;
import estiva.control.imports.RejectColumns;
import java.io.IOException;
import java.util.List;

/**
 * Writes rejected rows of a delimited file as a file of the same kind, to be corrected and registered again. The columns
 * that it adds at the end are known to the worker, which leaves them out.
 */
final class RejectsCsv {
    private static final String LINE_END = "\r\n";
    /** Before UTF-8, so that the file is read as such whatever encoding the definition names. */
    private static final char MARK = '\uFEFF';

    private final Appendable out;
    private final String delimiter;
    /** Empty: there are no quotes. */
    private final String quote;
    /** Empty: quotes are doubled. */
    private final String escape;

    private final FormulaGuard guard;

    RejectsCsv(Appendable out, FileFormat format) {
        this.out = out;
        delimiter = format.delimiterOrDefault();
        quote = format.hasQuote() ? String.valueOf(format.quoteOrDefault()) : "";
        escape = format.hasEscape() ? format.escape() : "";
        guard = new FormulaGuard(format);
    }

    /**
     * @param skipLines that the definition skips before the header
     * @param names of the file's header; empty: it has none, or it is not known
     */
    void begin(int skipLines, List<String> names) throws IOException {
        out.append(MARK);
        for (int i = 0; i < skipLines; i++) {
            out.append("Rejected rows").append(LINE_END);
        }
        if (!names.isEmpty()) {
            for (String name : names) {
                out.append(field(name)).append(delimiter);
            }
            end(RejectColumns.NAMES);
        }
    }

    /** @param isDelimited whether the raw text has fields as this file has; otherwise it is one field */
    void row(FileReject reject, boolean isDelimited) throws IOException {
        String column = reject.columnName == null ? "" : reject.columnName;
        out.append(isDelimited ? defused(reject.rawText) : field(reject.rawText))
                .append(delimiter);
        end(List.of(String.valueOf(reject.rowNumber), column, reject.reason));
    }

    /** A line of one field: no load takes it for a row, so that it cannot be overlooked. */
    void remark(String text) throws IOException {
        out.append(field(text)).append(LINE_END);
    }

    private void end(List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            out.append(i == 0 ? "" : delimiter).append(field(fields.get(i)));
        }
        out.append(LINE_END);
    }

    private String field(String text) {
        String safe = guard.guarded(text);
        if (!escape.isEmpty()) {
            String sign = quote.isEmpty() ? delimiter : quote;
            return quote + inOneLine(safe).replace(escape, escape + escape).replace(sign, escape + sign) + quote;
        }
        return quote.isEmpty()
                ? inOneLine(safe).replace(delimiter, " ")
                : quote + safe.replace(quote, quote + quote) + quote;
    }

    private static String inOneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }

    /** The row as the file had it, with a sign before each field that would be a formula. */
    private String defused(String raw) {
        StringBuilder row = new StringBuilder(raw.length() + 8);
        int at = 0;
        while (at <= raw.length()) {
            int end = endOfField(raw, at);
            boolean isQuoted = isAt(raw, at, quote);
            int content = isQuoted ? at + 1 : at;
            int contentEnd = isQuoted && end > content ? end - 1 : end;
            row.append(raw, at, content)
                    .append(guard.guarded(raw.substring(content, contentEnd)))
                    .append(raw, contentEnd, end);
            if (end < raw.length()) {
                row.append(delimiter);
            }
            at = end < raw.length() ? end + delimiter.length() : raw.length() + 1;
        }
        return row.toString();
    }

    private int endOfField(String raw, int from) {
        int at = isAt(raw, from, quote) ? endOfQuotes(raw, from + 1) : from;
        while (at < raw.length() && !isAt(raw, at, delimiter)) {
            at += isAt(raw, at, escape) ? 2 : 1;
        }
        return Math.min(at, raw.length());
    }

    private int endOfQuotes(String raw, int from) {
        int at = from;
        while (at < raw.length()) {
            boolean isDoubled = escape.isEmpty() && isAt(raw, at, quote) && isAt(raw, at + 1, quote);
            if (isDoubled || isAt(raw, at, escape)) {
                at += 2;
            } else if (isAt(raw, at, quote)) {
                return at + 1;
            } else {
                at++;
            }
        }
        return raw.length();
    }

    private static boolean isAt(String raw, int at, String sign) {
        return !sign.isEmpty() && raw.startsWith(sign, at);
    }
}
