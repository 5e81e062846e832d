package estiva.worker.read;

/** A row of a format that has no text of its own for it: a reject shows it as CSV. */
public final class CellRow extends Row {

    public CellRow(MemoryShare memory) {
        super(memory);
    }

    @Override
    public String rawText(int longest) {
        StringBuilder raw = new StringBuilder();
        for (int field = 0; field < fieldCount() && raw.length() < longest; field++) {
            String text = text(field, longest);
            boolean needsQuotes = text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0;
            raw.append(field == 0 ? "" : ",").append(needsQuotes ? '"' + text.replace("\"", "\"\"") + '"' : text);
        }
        return raw.length() > longest ? raw.substring(0, longest) : raw.toString();
    }
}
