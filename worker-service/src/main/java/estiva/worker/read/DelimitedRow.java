package estiva.worker.read;

/** A row of fields with delimiters between them. */
final class DelimitedRow extends Row {

    private final char delimiter;
    private final char quote;

    DelimitedRow(char delimiter, char quote) {
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /** Fields that were quoted are in quotes again. */
    @Override
    public String rawText(int longest) {
        StringBuilder raw = new StringBuilder();
        for (int field = 0; field < fieldCount() && raw.length() < longest; field++) {
            if (field > 0) {
                raw.append(delimiter);
            }
            String text = text(field, longest);
            if (notation(field) == Notation.QUOTED) {
                String sign = String.valueOf(quote);
                raw.append(quote).append(text.replace(sign, sign + sign)).append(quote);
            } else {
                raw.append(text);
            }
        }
        return raw.length() > longest ? raw.substring(0, longest) : raw.toString();
    }
}
