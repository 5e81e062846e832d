package estiva.worker.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook written part by part, as Excel would or as it never would. */
public final class TestWorkbook {

    private static final String DECLARED = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final Map<String, String> states = new LinkedHashMap<>();
    private String workbookProperties = "";

    /** @param rows the content of sheetData */
    public TestWorkbook sheet(String name, String rows) {
        return sheet(name, rows, "");
    }

    /** @param rest what comes behind sheetData */
    public TestWorkbook sheet(String name, String rows, String rest) {
        int number = sheets.size() + 1;
        sheets.put(name, "rId" + number);
        parts.put(
                "xl/worksheets/sheet" + number + ".xml",
                DECLARED + "<worksheet xmlns=\"" + MAIN + "\"><sheetViews/><sheetData>" + rows + "</sheetData>" + rest
                        + "</worksheet>");
        return this;
    }

    /** @param texts each the content of an si element */
    public TestWorkbook shared(String... texts) {
        parts.put(
                "xl/sharedStrings.xml",
                DECLARED + "<sst xmlns=\"" + MAIN + "\"><si>" + String.join("</si><si>", texts) + "</si></sst>");
        return this;
    }

    /** @param formats number formats by id; the style of a cell is the place in {@code ids}, counted from 0 */
    public TestWorkbook styles(Map<Integer, String> formats, int... ids) {
        StringBuilder xml = new StringBuilder(DECLARED + "<styleSheet xmlns=\"" + MAIN + "\"><numFmts>");
        formats.forEach((id, code) -> xml.append("<numFmt numFmtId=\"")
                .append(id)
                .append("\" formatCode=\"")
                .append(code.replace("\"", "&quot;"))
                .append("\"/>"));
        xml.append("</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>");
        for (int id : ids) {
            xml.append("<xf numFmtId=\"").append(id).append("\" applyNumberFormat=\"1\"/>");
        }
        parts.put("xl/styles.xml", xml + "</cellXfs><cellStyles/></styleSheet>");
        return this;
    }

    /** @param state hidden or veryHidden */
    public TestWorkbook hide(String name, String state) {
        states.put(name, state);
        return this;
    }

    public TestWorkbook from1904() {
        workbookProperties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    public TestWorkbook part(String name, String content) {
        parts.put(name, content);
        return this;
    }

    /** @param cells as XML */
    public static String row(int number, String... cells) {
        return "<row r=\"" + number + "\">" + String.join("", cells) + "</row>";
    }

    public static String text(String reference, String text) {
        return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    public Path writeTo(Path path) throws IOException {
        StringBuilder list = new StringBuilder();
        StringBuilder relations = new StringBuilder(relation("s", "styles", "styles.xml"))
                .append(relation("t", "sharedStrings", "/xl/sharedStrings.xml"));
        sheets.forEach((name, id) -> {
            list.append("<sheet name=\"")
                    .append(name)
                    .append("\" sheetId=\"7\" state=\"")
                    .append(states.getOrDefault(name, "visible"))
                    .append("\" r:id=\"")
                    .append(id)
                    .append("\"/>");
            relations.append(relation(id, "worksheet", "worksheets/sheet" + id.substring(3) + ".xml"));
        });
        Map<String, String> all = new LinkedHashMap<>();
        all.put("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml")));
        all.put(
                "xl/workbook.xml",
                DECLARED + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\">" + workbookProperties
                        + "<sheets>" + list + "</sheets></workbook>");
        all.put("xl/_rels/workbook.xml.rels", relations(relations.toString()));
        all.put("xl/styles.xml", "<styleSheet/>");
        all.put("xl/sharedStrings.xml", "<sst/>");
        all.putAll(parts);
        try (OutputStream out = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return path;
    }

    private static String relations(String content) {
        return DECLARED + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + content + "</Relationships>";
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }
}
