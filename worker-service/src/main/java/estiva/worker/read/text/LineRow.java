package estiva.worker.read.text;

import estiva.worker.read.Row;

/** A row that is one line of the file. */
final class LineRow extends Row {

    private final Lines lines;

    LineRow(Lines lines) {
        this.lines = lines;
    }

    @Override
    public String rawText(int longest) {
        return new String(lines.chars(), lines.from(), Math.min(longest, lines.to() - lines.from()));
    }
}
