package estiva.worker.read.xlsx;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.FileFormat;
import estiva.control.imports.ImportColumn;
import estiva.control.imports.ImportSpec;
import estiva.worker.read.BadRecord;
import estiva.worker.read.CellRow;
import estiva.worker.read.EmptyRows;
import estiva.worker.read.Header;
import estiva.worker.read.Invisible;
import estiva.worker.read.Limits;
import estiva.worker.read.Notation;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.StoredFile;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;

/**
 * One sheet of an Excel workbook, row by row. Rows without values are none; a row's line is its number in the sheet.
 *
 * <p>Read by StAX alone. fastexcel-reader keeps all shared texts and formulas, opens the zip itself and so expands
 * whatever it holds, and gives an object a cell; Apache POI formats every cell into a text. Neither knows merged cells
 * while it streams. What is left to do without them is this class and those it names; Woodstox caps names, attributes and
 * depth, and is told to know no document types.
 */
public final class XlsxFile extends RowFile {

    private static final char[] NOTHING = new char[0];

    private final Workbook workbook;
    private final OfficeXml sheet;
    private final SheetCells cells;
    private final CellRow row;
    private final int skipped;
    private final boolean hasHeader;
    private final EmptyRows empty = new EmptyRows();
    /** A hidden sheet; null: there is none before the one that is read. */
    private final String passedBy;

    private int width;
    private int number;
    private int headerRow;
    private Header header;

    private XlsxFile(StoredFile stored, Workbook workbook, ImportSpec spec)
            throws IOException, BadRecord, UnreadableFile {
        super(stored, workbook);
        FileFormat format = spec.formatOrDefault();
        this.workbook = workbook;
        row = new CellRow(stored.memory());
        skipped = format.skipLinesOrDefault();
        hasHeader = format.hasHeader();
        cells = new SheetCells(workbook);
        sheet = workbook.sheet(format.sheet());
        passedBy = format.sheet() == null ? workbook.hiddenFirst() : null;
        if (hasHeader) {
            readHeader(format.sheet());
        } else {
            // The import says how many columns there are.
            width = ImportColumn.farthestSource(spec.columnsOrEmpty());
        }
    }

    public static XlsxFile open(StoredFile stored, ReadLimits limits, ImportSpec spec)
            throws IOException, UnreadableFile {
        if (stored.length() == 0) {
            throw new UnreadableFile("is empty");
        }
        refuseOthers(stored);
        try {
            Workbook workbook = Workbook.open(stored, limits);
            try {
                return new XlsxFile(stored, workbook, spec);
            } catch (IOException | BadRecord | UnreadableFile | RuntimeException | Error e) {
                workbook.close();
                throw e;
            }
        } catch (BadRecord e) {
            throw new UnreadableFile("cannot be read as a workbook: " + e.getMessage(), e);
        }
    }

    private static void refuseOthers(StoredFile stored) throws IOException, UnreadableFile {
        try (InputStream in = Files.newInputStream(stored.seekable())) {
            String other = OtherFiles.of(in.readNBytes(OtherFiles.LOOKED_AT));
            if (other != null) {
                throw new UnreadableFile(other);
            }
        }
    }

    @Override
    public Optional<Header> header() {
        return Optional.ofNullable(header);
    }

    @Override
    public List<String> hints() {
        return workbook.hints();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(empty.notes());
        if (passedBy != null) {
            notes.add("the hidden sheet '" + passedBy + "' is passed by; name the sheet to be read in the import's"
                    + " format.sheet");
        }
        return notes;
    }

    @Override
    protected long line() {
        return number;
    }

    @Override
    protected Row read() throws IOException, BadRecord, UnreadableFile {
        while (!sheet.hasEnded()) {
            int event = sheet.next();
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (sheet.name()) {
                case "row" -> {
                    boolean hasValue = readRow();
                    if (hasValue && !isBlank()) {
                        return row;
                    }
                    if (hasValue) {
                        empty.count(number);
                    }
                }
                case "mergeCell" -> checkMerged(sheet.attribute("ref"));
                case "extLst" -> sheet.skip();
                default -> {
                    // Column widths and the like are no rows.
                }
            }
        }
        return null;
    }

    /** @return whether it has a value */
    private boolean readRow() throws IOException, BadRecord {
        String stated = sheet.attribute("r");
        int ordinal = Ordinal.of(stated);
        if (stated != null && ordinal < 0) {
            throw new BadRecord("a row of the sheet has no number, but '" + CellRange.shown(stated) + "'");
        }
        number = stated == null ? number + 1 : ordinal;
        row.begin(number);
        int column = 0;
        // What is in it is read to its end, so that the first end is its own.
        for (int event = sheet.next();
                event != XMLStreamConstants.END_ELEMENT && !sheet.hasEnded();
                event = sheet.next()) {
            if (event == XMLStreamConstants.START_ELEMENT && !sheet.name().equals("c")) {
                sheet.skip();
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                String reference = sheet.attribute("r");
                int next = reference == null ? column + 1 : CellRange.column(reference);
                if (next <= column || next > Limits.MOST_FIELDS) {
                    throw new BadRecord("the sheet's cells are not in order, or more than 10,000 in a row");
                }
                column = next;
                cells.read(sheet);
                addCell(column);
            }
        }
        boolean hasValue = row.fieldCount() > 0 && number > skipped;
        while (hasValue && row.fieldCount() < width) {
            row.add(NOTHING, 0, 0, Notation.NULL);
        }
        return hasValue;
    }

    private boolean isBlank() {
        char[] chars = row.chars();
        for (int at = 0; at < row.length(); at++) {
            if (chars[at] > ' ' && !Invisible.isBlank(chars[at]) && !Invisible.is(chars[at])) {
                return false;
            }
        }
        return true;
    }

    private void addCell(int column) throws BadRecord {
        boolean isWanted = hasHeader || column <= width;
        if (cells.notation() == Notation.NULL || !isWanted) {
            return;
        }
        while (row.fieldCount() < column - 1) {
            row.add(NOTHING, 0, 0, Notation.NULL);
        }
        if (row.length() + cells.length() > Limits.LONGEST_ROW) {
            throw new BadRecord("more than 16 Mi characters in a row");
        }
        row.add(cells.chars(), cells.from(), cells.length(), cells.notation());
    }

    private void readHeader(JsonNode wanted) throws IOException, BadRecord, UnreadableFile {
        if (fetch() == null) {
            throw new UnreadableFile("has no header: its sheet holds no values");
        }
        headerRow = number;
        width = row.fieldCount();
        header = Header.of(row, memory());
        if (header.names().contains("")) {
            // What is blank may be covered by a merged cell, which is said better now than as a column that is missing.
            try (OfficeXml whole = workbook.sheet(wanted)) {
                for (String element = whole.nextStart(); element != null; element = whole.nextStart()) {
                    if (element.equals("mergeCell")) {
                        checkMerged(whole.attribute("ref"));
                    }
                }
            }
        }
    }

    private void checkMerged(String range) throws BadRecord, UnreadableFile {
        if (headerRow > 0 && range != null && CellRange.of(range).hasRow(headerRow)) {
            throw new UnreadableFile("the header in row " + headerRow + " of the sheet has merged cells " + range
                    + ", so that columns have no name of their own; unmerge them, or skip the row by the"
                    + " import's format.skipLines");
        }
    }
}
