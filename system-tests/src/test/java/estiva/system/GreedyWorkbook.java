package estiva.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook whose parts are written as they are given, so that they may hold what no program would write. */
final class GreedyWorkbook implements AutoCloseable {

    static final String ROWS = """
            <row r="1"><c r="A1" t="inlineStr"><is><t>Code</t></is></c></row>\
            <row r="2"><c r="A2" t="s"><v>0</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>b</t></is></c></row>""";
    private static final String RELATIONS = """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>""";
    private static final String RELATION = """
            <Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>""";

    /** What writes a part. */
    interface Part {
        void to(Writer writer) throws IOException;
    }

    private final ZipOutputStream zip;

    GreedyWorkbook(Path path) throws IOException {
        zip = new ZipOutputStream(Files.newOutputStream(path));
        zip.setLevel(Deflater.BEST_SPEED);
        part(
                "_rels/.rels",
                to -> to.write(RELATIONS.formatted(RELATION.formatted("r1", "officeDocument", "xl/workbook.xml"))));
        part("xl/workbook.xml", to -> to.write("""
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
                <sheets><sheet name="Rows" sheetId="1" r:id="r1"/></sheets></workbook>"""));
        part(
                "xl/_rels/workbook.xml.rels",
                to -> to.write(RELATIONS.formatted(RELATION.formatted("r1", "worksheet", "worksheets/sheet1.xml")
                        + RELATION.formatted("r2", "sharedStrings", "sharedStrings.xml")
                        + RELATION.formatted("r3", "styles", "styles.xml"))));
    }

    GreedyWorkbook part(String name, Part content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Writer writer = new BufferedWriter(new OutputStreamWriter(zip, UTF_8));
        content.to(writer);
        writer.flush();
        return this;
    }

    GreedyWorkbook shared(Part content) throws IOException {
        return part("xl/sharedStrings.xml", to -> around(to, "sst", content));
    }

    GreedyWorkbook styles(Part content) throws IOException {
        return part("xl/styles.xml", to -> around(to, "styleSheet", content));
    }

    GreedyWorkbook sheet(Part content) throws IOException {
        return part("xl/worksheets/sheet1.xml", to -> around(to, "worksheet", content));
    }

    private static void around(Writer to, String element, Part content) throws IOException {
        to.write("<" + element + " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        content.to(to);
        to.write("</" + element + ">");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
