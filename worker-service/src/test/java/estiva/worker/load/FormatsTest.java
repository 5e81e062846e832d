package estiva.worker.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.imports.ImportSpecs;
import estiva.worker.TargetDatabase;
import estiva.worker.read.TestParquet;
import estiva.worker.read.TestWorkbook;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every format, from its bytes to the table. */
class FormatsTest {
    @RegisterExtension
    static final TargetTransaction target = new TargetTransaction(
            "Cargo", "Id INT NOT NULL, Name NVARCHAR(40), Amount DECIMAL(10,2), SailDay DATE, Fragile BIT");

    @TempDir
    Path folder;

    @Test
    void fixedWidthLinesAreLoadedWithoutTheBlanksThatFillThemUp() throws Exception {
        LoadResult result = load(
                "f.txt",
                "00007São João  0001234,50290220241\r\n00008          0000000,00        0\r\n00009x\r\n"
                        .getBytes(Charset.forName("windows-1252")),
                """
                {'target':'Cargo','rejects':{'maxRows':1},'format':{'type':'fixed','encoding':'windows-1252','fields':[
                  {'name':'id','length':5},{'name':'nome','length':10},{'name':'valor','length':10},
                  {'name':'dia','length':8},{'name':'fragil','length':1}]},
                 'columns':[{'source':'id','target':'Id'},{'source':2,'target':'Name'},
                  {'source':'valor','target':'Amount','format':'0.00','locale':'pt-BR'},
                  {'source':'dia','target':'SailDay','format':'ddMMyyyy'},{'source':'fragil','target':'Fragile'}]}""");
        assertThat(rows())
                .containsExactly("7|são joão|1234.50|2024-02-29|" + bit(true), "8|null|0.00|null|" + bit(false));
        assertThat(result.rejects())
                .containsExactly(new Reject(3, 3, null, null, "has 6 characters where 34 are expected", "00009x"));
    }

    @Test
    void jsonLinesAreLoadedByTheirMembers() throws Exception {
        LoadResult result = load("f.jsonl", """
                {"id": 7, "who": {"name": "São João"}, "amount": 1234.5, "day": "2024-02-29", "fragile": true}
                {"id": 8.0, "amount": null, "fragile": false, "more": [1, 2]}
                {"id": 9, "amount": "1.234,5"
                {"id": "x"}
                """.getBytes(UTF_8), """
                {'target':'Cargo','rejects':{'maxRows':2},'format':{'type':'jsonl'},
                 'columns':[{'source':'id'},{'source':'who.name','target':'Name'},
                  {'source':'amount','format':'#,##0.00','locale':'pt-BR'},{'source':'day','target':'SailDay'},
                  {'source':'fragile'}]}""");
        assertThat(rows())
                .containsExactly("7|são joão|1234.50|2024-02-29|" + bit(true), "8|null|null|null|" + bit(false));
        assertThat(result.rejects())
                .extracting(Reject::line, Reject::column, Reject::value)
                .containsExactly(tuple(3L, null, null), tuple(4L, "id", "x"));
        assertThat(result.rejects().get(0).reason()).startsWith("is no JSON: its object does not end");
        assertThat(result.rejects().get(0).rawText()).isEqualTo("{\"id\": 9, \"amount\": \"1.234,5\"");
    }

    @Test
    void jsonLinesWithoutColumnsAreLoadedByTheNamesOfTheirMembers() throws Exception {
        load("f.jsonl", "{\"id\":1,\"NAME\":\"a\"}\n{\"NAME\":\"b\",\"id\":2}\n".getBytes(UTF_8), """
                {'target':'Cargo','format':{'type':'jsonl'}}""");
        assertThat(rows()).containsExactly("1|a|null|null|null", "2|b|null|null|null");
    }

    @Test
    void aSheetIsLoadedByItsHeader() throws Exception {
        Path path = new TestWorkbook()
                .styles(Map.of(), 0, 14)
                .shared("<t>Código</t>", "<t>Valor</t>", "<t>Dia</t>", "<t>São João</t>")
                .sheet("Capa", "")
                .sheet("Dados", """
                        <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c></row>
                        <row r="3"><c r="A3"><v>7</v></c><c r="B3"><f>C9*2</f><v>1234.5000000000002</v></c><c r="C3" s="1"><v>45351</v></c></row>
                        <row r="4"><c r="A4" t="str"><v>8</v></c><c r="B4" t="str"><v>1.234,5</v></c></row>
                        <row r="5"><c r="A5"><v>9</v></c><c r="B5" t="e"><v>#REF!</v></c></row>
                        <row r="6"><c r="A6"><v>9.5</v></c></row>
                        """)
                .writeTo(folder.resolve("f.xlsx"));
        LoadResult result = load("f.xlsx", Files.readAllBytes(path), """
                {'target':'Cargo','rejects':{'maxRows':2},'format':{'type':'xlsx','sheet':'dados','skipLines':1},
                 'columns':[{'source':'Código','target':'Id'},{'source':'Valor','target':'Amount','format':'#,##0.00','locale':'pt-BR'},
                  {'source':'Dia','target':'SailDay','format':'dd/MM/yyyy'}]}""");
        assertThat(rows()).containsExactly("7|null|1234.50|2024-02-29|null", "8|null|1234.50|null|null");
        assertThat(result.rejects())
                .extracting(Reject::row, Reject::line, Reject::column, Reject::value, Reject::reason, Reject::rawText)
                .containsExactly(
                        tuple(
                                3L,
                                5L,
                                "Valor",
                                "#REF!",
                                "is no value: an error, or a formula that was never calculated",
                                "9,#REF!,"),
                        tuple(4L, 6L, "Código", "9.5", "is not a whole number", "9.5,,"));
    }

    @Test
    void aParquetFileIsLoadedByItsTypes() throws Exception {
        Path path = new TestParquet("required int64 código; optional group de { optional binary name (STRING); }"
                        + " optional int64 valor (DECIMAL(12,4)); optional int64 dia (TIMESTAMP(MICROS,true));"
                        + " optional boolean fragil; repeated int32 tags;")
                .writeTo(
                        folder.resolve("f.parquet"),
                        row -> row.append("código", 7L)
                                .append("valor", 12345000L)
                                .append("dia", 1_709_164_800_000_000L)
                                .append("fragil", true)
                                .addGroup("de")
                                .append("name", "São João"),
                        row -> row.append("código", 8L),
                        row -> row.append("código", 9L).append("valor", 12345678L),
                        row -> row.append("código", 10L).append("dia", 1_709_164_801_000_000L));
        String columns =
                "[{'source':'CODIGO','target':'Id'},{'source':'de.name','target':'Name'},{'source':3,'target':'Amount'},"
                        + "{'source':'dia','target':'SailDay','format':'dd/MM/yyyy'},{'source':'Frágil','target':'Fragile'}";
        LoadResult result = load(
                "f.parquet",
                Files.readAllBytes(path),
                "{'target':'Cargo','rejects':{'maxRows':2},"
                        + "'headers':'forgiving','format':{'type':'parquet'},'columns':" + columns + "]}");
        assertThat(rows()).containsExactly("7|são joão|1234.50|2024-02-29|" + bit(true), "8|null|null|null|null");
        assertThat(result.rejects())
                .extracting(Reject::row, Reject::column, Reject::value, Reject::reason, Reject::rawText)
                .containsExactly(
                        tuple(3L, "valor", "1234.5678", "has more than 2 fraction digits", "9,,1234.5678,,,"),
                        tuple(
                                4L,
                                "dia",
                                "2024-02-29T00:00:01Z",
                                "has a time of the day, which a date cannot hold",
                                "10,,,2024-02-29T00:00:01Z,,"));
        assertThatThrownBy(() -> load(
                        "f.parquet",
                        Files.readAllBytes(path),
                        "{'target':'Cargo','headers':'forgiving','format':{'type':'parquet'},'columns':" + columns
                                + ",{'source':'tags','target':'Name'}]}"))
                .isInstanceOf(LoadFailure.class)
                .hasMessage(
                        "f.parquet: column 'tags' of the file is a list, of which a row has no place for more than one value;"
                                + " leave it out of the import's columns");
    }

    @Test
    void bytesOfAnUndeclaredKindAreNotLoadedIntoATextAsTheirDigits() throws Exception {
        Path path = new TestParquet("required int32 id; required binary name;")
                .writeTo(
                        folder.resolve("f.parquet"),
                        row -> row.append("id", 1)
                                .append("name", Binary.fromConstantByteArray("café".getBytes(UTF_8))));
        assertThatThrownBy(() ->
                        load("f.parquet", Files.readAllBytes(path), "{'target':'Cargo','format':{'type':'parquet'}}"))
                .isInstanceOf(LoadFailure.class)
                .hasMessage(
                        "f.parquet: column 'name' of the file holds bytes, which its schema does not declare as a text; if they are"
                                + " one, say \"encoding\" in the import's format, or load them into a binary column");
        load(
                "f.parquet",
                Files.readAllBytes(path),
                "{'target':'Cargo','format':{'type':'parquet','encoding':'UTF-8'}}");
        assertThat(rows()).containsExactly("1|café|null|null|null");
    }

    @Test
    void packedFilesAreLoadedAsIfTheyWereNot() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("Id;Name\n1;a\n".getBytes(UTF_8));
        }
        LoadResult result = load("f.csv.gz", packed.toByteArray(), "{'target':'Cargo','format':{'delimiter':';'}}");
        assertThat(rows()).containsExactly("1|a|null|null|null");
        assertThat(result.sizeBytes()).isEqualTo(packed.size());
    }

    private LoadResult load(String name, byte[] content, String spec) throws Exception {
        ImportSpecs.read(new ObjectMapper().readTree(spec.replace('\'', '"'))); // it could be saved
        return target.load(Files.write(folder.resolve(name), content), spec);
    }

    private static List<String> rows() throws SQLException {
        return target.rows("SELECT Id, Name, Amount, SailDay, Fragile FROM Cargo ORDER BY Id");
    }

    private static String bit(boolean value) {
        return TargetDatabase.isSqlServer() ? value ? "1" : "0" : String.valueOf(value);
    }
}
