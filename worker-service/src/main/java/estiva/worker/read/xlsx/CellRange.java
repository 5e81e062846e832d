package estiva.worker.read.xlsx;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Limits;

/**
 * Cells between two corners, rows and columns counted from 1.
 *
 * @param text as the workbook writes it, such as {@code A1:C2}
 */
record CellRange(String text, int firstRow, int firstColumn, int lastRow, int lastColumn) {

    static CellRange of(String text) throws BadRecord {
        int colon = text.indexOf(':');
        String first = colon < 0 ? text : text.substring(0, colon);
        String last = colon < 0 ? text : text.substring(colon + 1);
        return new CellRange(text, row(first), column(first), row(last), column(last));
    }

    boolean hasRow(int row) {
        return row >= firstRow && row <= lastRow;
    }

    /** The column of a reference such as {@code AB12}. */
    static int column(String reference) throws BadRecord {
        int column = 0;
        for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
            column = column * 26 + Character.toUpperCase(reference.charAt(i)) - 'A' + 1;
            if (column < 1 || column > Limits.MOST_FIELDS) {
                throw new BadRecord("cell " + shown(reference) + " lies beyond the 10,000 columns that are read");
            }
        }
        if (column == 0) {
            throw new BadRecord("'" + shown(reference) + "' refers to no cell");
        }
        return column;
    }

    private static int row(String reference) throws BadRecord {
        try {
            return Integer.parseInt(reference.replaceFirst("^[A-Za-z]+", ""));
        } catch (NumberFormatException e) {
            throw new BadRecord("'" + shown(reference) + "' refers to no cell");
        }
    }

    static String shown(String reference) {
        return reference.length() > 20 ? reference.substring(0, 20) + "..." : reference;
    }
}
