package estiva.worker.read.xlsx;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Notation;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import javax.xml.stream.XMLStreamConstants;

/** Gives a sheet's cells one after the other, each with its text and what kind of value it is. */
final class SheetCells {

    /** What Excel shows of a number; what comes after is the error of its binary fraction. */
    private static final MathContext SIGNIFICANT = new MathContext(15);

    private final Workbook workbook;
    private final CellStyles styles;
    /** A value that is longer is no number, no date and no flag, and is not made a String to find that out. */
    private static final int LONGEST_SHORT = 400;

    private final CellText text;
    private final CellText formula;
    private SharedStrings shared;
    private Notation notation;
    private char[] chars;
    private int from;
    private int to;

    SheetCells(Workbook workbook) throws IOException, BadRecord {
        this.workbook = workbook;
        text = new CellText(workbook.memory());
        formula = new CellText(workbook.memory());
        styles = workbook.styles();
    }

    Notation notation() {
        return notation;
    }

    char[] chars() {
        return chars;
    }

    int from() {
        return from;
    }

    int length() {
        return to - from;
    }

    /** Reads the cell at whose start the sheet stands, to its end. */
    void read(OfficeXml sheet) throws IOException, BadRecord {
        String type = sheet.attribute("t");
        String style = sheet.attribute("s");
        text.clear();
        formula.clear();
        boolean hasFormula = false;
        for (int event = sheet.next(); !sheet.hasEnded(); event = sheet.next()) {
            if (event == XMLStreamConstants.END_ELEMENT && sheet.name().equals("c")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (sheet.name()) {
                    case "v", "is" -> sheet.readText(text);
                    case "f" -> {
                        hasFormula = true;
                        sheet.readText(formula);
                    }
                    default -> {
                        // Extensions are no values.
                    }
                }
            }
        }
        give(text, Notation.PLAIN);
        if (text.length() == 0) {
            // A text that is empty is a value of a formula; no value at all means that none was ever computed.
            if (hasFormula && !"str".equals(type)) {
                text.set("=");
                text.append(formula.chars(), 0, formula.length());
                give(text, Notation.ERROR);
            } else {
                notation = Notation.NULL;
            }
            return;
        }
        interpret(type == null ? "n" : type, style);
    }

    private void interpret(String type, String style) throws IOException, BadRecord {
        switch (type) {
            case "s" -> share();
            case "inlineStr", "str" -> {
                text.unescape();
                give(text, Notation.PLAIN);
            }
            case "b" -> {
                text.set(text.start(2).equals("1") ? "true" : "false");
                give(text, Notation.QUOTED);
            }
            case "e" -> notation = Notation.ERROR;
            case "d" -> {
                if (text.length() <= LONGEST_SHORT) {
                    text.set(text.toString().replaceFirst("Z$", "").replaceFirst("T00:00:00(\\.0+)?$", ""));
                }
                give(text, Notation.TIME);
            }
            default -> number(Math.max(0, Ordinal.of(style)));
        }
    }

    private void share() throws IOException, BadRecord {
        if (shared == null) {
            shared = workbook.sharedStrings();
        }
        int index = Ordinal.of(text.start(LONGEST_SHORT));
        if (index < 0 || index >= shared.count()) {
            throw new BadRecord("a cell refers to shared text " + text.start(LONGEST_SHORT) + ", of which there are "
                    + shared.count());
        }
        shared.get(index, text);
        give(text, text.length() == 0 ? Notation.NULL : Notation.PLAIN);
    }

    private void number(int style) throws BadRecord {
        notation = Notation.NUMBER;
        if (text.length() <= LONGEST_SHORT && (styles.isDate(style) || styles.isDuration(style))) {
            String date = date(styles.isDuration(style));
            if (date != null) {
                text.set(date);
                give(text, Notation.TIME);
            }
        } else if (text.length() > 15 && text.length() < 100) {
            text.set(rounded(text.toString()));
            give(text, Notation.NUMBER);
        }
    }

    /** @return null where the number is none, and a duration of a day or more is none */
    private String date(boolean isDuration) {
        try {
            double serial = Double.parseDouble(text.toString());
            return isDuration && serial >= 1 ? null : SerialDate.text(serial, !isDuration && workbook.is1904());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String rounded(String number) {
        try {
            BigDecimal exact = new BigDecimal(number);
            return exact.precision() <= SIGNIFICANT.getPrecision()
                    ? number
                    : exact.round(SIGNIFICANT).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            // The column will say that it is no number.
            return number;
        }
    }

    private void give(CellText value, Notation as) {
        chars = value.chars();
        from = 0;
        to = value.length();
        notation = as;
    }
}
