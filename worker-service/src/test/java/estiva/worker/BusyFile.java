package estiva.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import estiva.control.files.EndlessFiles;
import estiva.worker.process.EmptyPages;
import estiva.worker.read.LongParts;
import estiva.worker.read.TestWorkbook;
import java.io.IOException;
import java.nio.file.Path;

/** What keeps a reader busy without a row. */
enum BusyFile {
    CSV_COMMENTS("{'format':{'comment':'#'}}"),
    CSV_EMPTY_LINES("{}"),
    CSV_COMMENTS_BEHIND_ROWS("{'format':{'comment':'#'}}"),
    CSV_WITHOUT_QUOTES("{'format':{'comment':'#','quote':''}}"),
    CSV_SKIPPED_LINE("{'format':{'skipLines':1,'quote':''}}"),
    CSV_TO_BE_STAGED("{'format':{'comment':'#'},'mode':'replace','scope':'all'}"),
    CSV_TO_BE_HASHED("{'commit':{'per':'rows','rows':1000}}"),
    FIXED_EMPTY_LINES("{'format':{'type':'fixed','fields':[{'name':'Id','length':4}]}}"),
    JSONL_BLANK_LINES("{'format':{'type':'jsonl'}}"),
    GZIP_COMMENTS("{'format':{'compression':'gzip','comment':'#'}}"),
    GZIP_OF_NOTHING("{'format':{'compression':'gzip'}}"),
    ZIP_COMMENTS("{'format':{'compression':'zip','comment':'#'}}", "CsvText."),
    ZIP_TO_BE_COPIED("{'format':{'compression':'zip'}}"),
    XLSX_EMPTY_ROWS("{'format':{'type':'xlsx'}}", "XlsxFile.readRow"),
    XLSX_SHARED_STRINGS("{'format':{'type':'xlsx'}}", "SharedStrings.read"),
    XLSX_STYLES("{'format':{'type':'xlsx'}}", "CellStyles.read"),
    XLSX_ONE_CELL("{'format':{'type':'xlsx'}}", "OfficeXml.readRuns"),
    PARQUET_EMPTY_PAGES("{'format':{'type':'parquet'}}", "Pages.next");

    private static final int MEBIBYTES = 24_000;
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String OPEN_CELL = "<worksheet><sheetData><row><c t=\"inlineStr\"><is>";
    private static final String CELLS =
            "<row><c t=\"inlineStr\"><is><t>Id</t></is></c></row><row><c t=\"s\"><v>0</v></c></row>";

    private final String definition;
    private final String place;

    BusyFile(String definition) {
        this(definition, null);
    }

    /** @param place the class and the method that is busy with a file on the disk; null: the file is endless */
    BusyFile(String definition, String place) {
        this.place = place;
        this.definition = definition.replaceFirst("^\\{", "{'target':'Quay'" + (definition.equals("{}") ? "" : ","));
    }

    String definition() {
        return definition;
    }

    String place() {
        return place;
    }

    boolean isOnDisk() {
        return place != null;
    }

    /** To the path, or among those that do not end: as {@code file}. */
    void writeTo(Path path, EndlessFiles endless) throws Exception {
        switch (this) {
            case CSV_COMMENTS, CSV_WITHOUT_QUOTES, CSV_TO_BE_STAGED, CSV_TO_BE_HASHED -> put(endless, "", "# no row\n");
            case CSV_EMPTY_LINES, FIXED_EMPTY_LINES -> put(endless, "", "\n");
            case CSV_COMMENTS_BEHIND_ROWS -> put(endless, "Id\n1\n2\n", "# no row\n");
            case CSV_SKIPPED_LINE -> put(endless, "", "a line without an end ");
            case JSONL_BLANK_LINES -> put(endless, "", "    \r\n");
            case GZIP_COMMENTS -> endless.put("file", gzipHeader(), LongParts.block("# no row\n"));
            // Blocks of nothing, each of five bytes.
            case GZIP_OF_NOTHING -> endless.put("file", gzipHeader(), new byte[] {0, 0, 0, -1, -1});
            case ZIP_TO_BE_COPIED -> put(endless, "PK", "zip");
            case ZIP_COMMENTS -> write(path, new LongParts(), "a.csv", "", "# no row\n");
            case XLSX_EMPTY_ROWS -> write(path, workbook(path), SHEET, "<worksheet><sheetData>", "<row/>");
            case XLSX_SHARED_STRINGS -> write(path, workbook(path), "xl/sharedStrings.xml", "<sst>", "<phoneticPr/>");
            case XLSX_STYLES -> write(path, workbook(path), "xl/styles.xml", "<styleSheet>", "<font/>");
            case XLSX_ONE_CELL -> write(path, workbook(path), SHEET, OPEN_CELL, "<rPh>x</rPh>");
            case PARQUET_EMPTY_PAGES -> EmptyPages.writeTo(path);
        }
    }

    private static void put(EndlessFiles endless, String begin, String repeated) {
        endless.put("file", begin.getBytes(UTF_8), repeated.repeat(1_000).getBytes(UTF_8));
    }

    private static byte[] gzipHeader() {
        return "\u001f\u008b\b\0\0\0\0\0\0\0".getBytes(ISO_8859_1);
    }

    private static void write(Path path, LongParts parts, String part, String begin, String repeated)
            throws IOException {
        parts.part(part, begin, repeated, MEBIBYTES).writeTo(path);
    }

    private static LongParts workbook(Path path) throws Exception {
        return new LongParts().partsOf(new TestWorkbook().sheet("S", CELLS).writeTo(path.resolveSibling("short.xlsx")));
    }
}
