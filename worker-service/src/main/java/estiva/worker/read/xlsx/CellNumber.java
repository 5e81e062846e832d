package estiva.worker.read.xlsx;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Notation;
import estiva.worker.read.PlainNumber;
import java.math.BigDecimal;

/** The number of a cell: a double, however the program that wrote it has spelled it (1.2345678E7, 42.0). */
final class CellNumber {

    /** Up to here each whole number is a double of its own; after it, some have become others. */
    private static final double EXACT = 1L << 53;

    private static final BigDecimal LAST_EXACT = new BigDecimal(1L << 53);
    /** Characters of what is spelled by 15 digits, as Excel shows them. */
    private static final int SHOWN = 16;

    private CellNumber() {}

    /** Puts its shortest form into the place of what was spelled. @return how that is to be understood */
    static Notation shorten(CellText text) throws BadRecord {
        BigDecimal spelled = PlainNumber.number(text.chars(), 0, text.length());
        if (spelled == null) {
            // The column will say that it is no number.
            return Notation.NUMBER;
        }
        double stored = spelled.doubleValue();
        if (Math.abs(stored) >= EXACT && spelled.abs().compareTo(LAST_EXACT) > 0) {
            return Notation.INEXACT;
        }
        String shortest = PlainNumber.of(stored);
        text.set(shortest);
        return shortest.length() > SHOWN && shortest.indexOf('.') >= 0 ? Notation.DOUBLE : Notation.NUMBER;
    }
}
