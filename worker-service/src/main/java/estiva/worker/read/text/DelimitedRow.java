package estiva.worker.read.text;

import estiva.control.imports.FileFormat;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.Row;

/** A row of fields with delimiters between them. */
final class DelimitedRow extends Row {

    private final String delimiter;
    private final String quote;
    private final String escape;

    DelimitedRow(FileFormat format, MemoryShare memory) {
        super(memory);
        delimiter = format.delimiterOrDefault();
        quote = String.valueOf(format.quoteOrDefault());
        escape = format.hasEscape() ? format.escape() : null;
    }

    /** Fields that were quoted are in quotes again, and what was escaped is so again. */
    @Override
    public String rawText(int longest) {
        StringBuilder raw = new StringBuilder();
        for (int field = 0; field < fieldCount() && raw.length() < longest; field++) {
            if (field > 0) {
                raw.append(delimiter);
            }
            String text = text(field, longest);
            switch (notation(field)) {
                case QUOTED -> raw.append(quote).append(quoted(text)).append(quote);
                case NULL -> raw.append(escape == null ? "" : escape + "N");
                default ->
                    raw.append(escape == null ? text : escaped(text, delimiter).replace("\n", escape + "n"));
            }
        }
        return raw.length() > longest ? raw.substring(0, longest) : raw.toString();
    }

    private String quoted(String text) {
        return escape == null ? text.replace(quote, quote + quote) : escaped(text, quote);
    }

    private String escaped(String text, String sign) {
        return text.replace(escape, escape + escape).replace(sign, escape + sign);
    }
}
