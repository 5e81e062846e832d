package estiva.worker.read.xlsx;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Notation;
import estiva.worker.read.PlainNumber;
import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;

/** Gives a sheet's cells one after the other, each with its text and what kind of value it is. */
final class SheetCells {

    /** A value that is longer is no number, no date and no flag, and is not made a String to find that out. */
    private static final int LONGEST_SHORT = 400;
    /** So many digits are the shortest of their double, whatever they are. */
    private static final int EXACT = 15;

    private final Workbook workbook;
    private final CellStyles styles;
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
        String style = "s".equals(type) ? null : sheet.attribute("s");
        text.clear();
        formula.clear();
        boolean hasFormula = false;
        // What is in it is read to its end, so that the first end is its own.
        for (int event = sheet.next();
                event != XMLStreamConstants.END_ELEMENT && !sheet.hasEnded();
                event = sheet.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (sheet.name()) {
                    case "v" -> sheet.readText(text);
                    case "is" -> sheet.readRuns(text);
                    case "f" -> {
                        hasFormula = true;
                        sheet.readText(formula);
                    }
                    // Extensions are no values.
                    default -> sheet.skip();
                }
            }
        }
        if (!"inlineStr".equals(type) && !"str".equals(type)) {
            text.trim();
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
            case "b" -> flag();
            case "e" -> notation = Notation.ERROR;
            case "d" -> {
                boolean isInstant = text.length() <= LONGEST_SHORT && hasOffset(text.toString());
                if (text.length() <= LONGEST_SHORT && !isInstant) {
                    text.set(text.toString().replaceFirst("T00:00:00(\\.0+)?$", ""));
                }
                give(text, isInstant ? Notation.INSTANT : Notation.TIME);
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

    /** What is neither is left to the column, which takes no 2. */
    private void flag() throws BadRecord {
        String flag = text.start(EXACT);
        if (flag.equals("1") || flag.equals("true")) {
            text.set("true");
        } else if (flag.equals("0") || flag.equals("false")) {
            text.set("false");
        }
        give(text, Notation.QUOTED);
    }

    private static boolean hasOffset(String moment) {
        int time = moment.indexOf('T');
        return time >= 0 && (moment.endsWith("Z") || moment.indexOf('+', time) >= 0 || moment.indexOf('-', time) >= 0);
    }

    private void number(int style) throws BadRecord {
        notation = Notation.NUMBER;
        if (text.length() > LONGEST_SHORT) {
            return;
        }
        if (styles.isDate(style) || styles.isDuration(style)) {
            String moment = moment(styles.isDuration(style));
            if (moment != null) {
                text.set(moment);
                give(text, Notation.TIME);
                return;
            }
        }
        if (text.length() > EXACT || !PlainNumber.isPlain(text.chars(), 0, text.length())) {
            give(text, CellNumber.shorten(text));
        }
        int zeros = styles.zeros(style);
        if (zeros > 0 && notation == Notation.NUMBER && isWhole()) {
            text.pad(zeros);
            give(text, Notation.DIGITS);
        }
    }

    private boolean isWhole() {
        for (int at = 0; at < text.length(); at++) {
            char c = text.chars()[at];
            if ((c < '0' || c > '9') && !(c == '-' && at == 0)) {
                return false;
            }
        }
        return true;
    }

    /** @return null where the number is none */
    private String moment(boolean isDuration) {
        try {
            double serial = Double.parseDouble(text.toString());
            return isDuration ? SerialDate.elapsed(serial) : SerialDate.text(serial, workbook.is1904());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void give(CellText value, Notation as) {
        chars = value.chars();
        from = 0;
        to = value.length();
        notation = as;
    }
}
