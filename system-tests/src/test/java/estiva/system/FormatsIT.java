package estiva.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file of each format, registered over HTTP, comes into its table. */
class FormatsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static TestCluster cluster;

    @BeforeAll
    static void start() throws IOException, SQLException {
        cluster = TestCluster.start(FormatsIT.class, settings -> settings.withWorkers(1));
        cluster.sql().execute("CREATE TABLE Cargo (Id INT NOT NULL, Name NVARCHAR(40), SailDay DATE)");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        cluster.sql().execute("DELETE FROM Cargo");
    }

    @Test
    void csvOfAnUnusualDialect() throws Exception {
        write("dialect.csv", "# made in May\r\n7||São\\nJoão||29.02.2024\r\n".getBytes(Charset.forName("UTF-16LE")));
        load("dialect.csv", """
                {"target": "Cargo", "format": {"delimiter": "||", "quote": "", "escape": "\\\\", "comment": "#",
                  "encoding": "UTF-16LE", "header": false},
                 "columns": [{"source": 1, "target": "Id"}, {"source": 2, "target": "Name"},
                  {"source": 3, "target": "SailDay", "format": "dd.MM.yyyy"}]}""");
        assertThat(rows()).containsExactly("7|São\nJoão|2024-02-29");
    }

    @Test
    void packedCsv() throws Exception {
        byte[] text = "Id,Name,SailDay\n7,São João,2024-02-29\n".getBytes(UTF_8);
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(path("packed.csv.gz")))) {
            gzip.write(text);
        }
        load("packed.csv.gz", "{\"target\": \"Cargo\"}");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path("packed.zip")))) {
            for (String member : List.of("readme.txt", "in/cargo.csv")) {
                zip.putNextEntry(new ZipEntry(member));
                zip.write(text);
            }
        }
        load("packed.zip", "{\"target\": \"Cargo\", \"format\": {\"member\": \"*.csv\"}}");
        assertThat(rows()).containsExactly("7|São João|2024-02-29", "7|São João|2024-02-29");
    }

    @Test
    void fixedWidth() throws Exception {
        write("fixed.txt", "0007São João  29022024\n".getBytes(UTF_8));
        load("fixed.txt", """
                {"target": "Cargo", "format": {"type": "fixed", "fields": [{"name": "Id", "length": 4},
                  {"name": "Name", "length": 10}, {"name": "day", "length": 8}]},
                 "columns": [{"source": "Id"}, {"source": "Name"},
                  {"source": "day", "target": "SailDay", "format": "ddMMyyyy"}]}""");
        assertThat(rows()).containsExactly("7|São João|2024-02-29");
    }

    @Test
    void jsonLines() throws Exception {
        write(
                "lines.jsonl",
                "{\"id\": 7, \"who\": {\"name\": \"São João\"}, \"day\": \"2024-02-29\"}\n".getBytes(UTF_8));
        load("lines.jsonl", """
                {"target": "Cargo", "format": {"type": "jsonl"}, "columns": [{"source": "id"},
                  {"source": "who.name", "target": "Name"}, {"source": "day", "target": "SailDay"}]}""");
        assertThat(rows()).containsExactly("7|São João|2024-02-29");
    }

    @Test
    void aSheetOfAWorkbook() throws Exception {
        try (Workbook workbook = new Workbook(Files.newOutputStream(path("book.xlsx")), "estiva", "1.0")) {
            workbook.newWorksheet("Capa").value(0, 0, "nothing here");
            Worksheet sheet = workbook.newWorksheet("Dados");
            sheet.value(0, 0, "Id");
            sheet.value(0, 1, "Name");
            sheet.value(0, 2, "SailDay");
            sheet.value(1, 0, 7);
            sheet.value(1, 1, "São João");
            sheet.value(1, 2, LocalDate.of(2024, 2, 29));
            sheet.style(1, 2).format("dd/mm/yyyy").set();
        }
        load("book.xlsx", "{\"target\": \"Cargo\", \"format\": {\"type\": \"xlsx\", \"sheet\": \"Dados\"}}");
        assertThat(rows()).containsExactly("7|São João|2024-02-29");
    }

    @Test
    void parquet() throws Exception {
        MessageType schema = MessageTypeParser.parseMessageType("message cargo { required int32 Id;"
                + " optional group who { optional binary name (STRING); } optional int32 SailDay (DATE); }");
        Group row = new SimpleGroup(schema).append("Id", 7).append("SailDay", (int)
                LocalDate.of(2024, 2, 29).toEpochDay());
        row.addGroup("who").append("name", "São João");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(path("cargo.parquet")))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build()) {
            writer.write(row);
        }
        load("cargo.parquet", """
                {"target": "Cargo", "format": {"type": "parquet"}, "columns": [{"source": "Id"},
                  {"source": "who.name", "target": "Name"}, {"source": 3, "target": "SailDay"}]}""");
        assertThat(rows()).containsExactly("7|São João|2024-02-29");
    }

    private static Path path(String file) {
        return cluster.files().resolve(file);
    }

    private static void write(String file, byte[] content) throws IOException {
        Files.write(path(file), content);
    }

    private static void load(String file, String definition) throws SQLException {
        cluster.registry().putImport(file, definition);
        long processId = cluster.registry().register(Registration.of("Formats", file, file));
        ProcessRow row = cluster.awaitOver(processId, LIMIT);
        assertThat(row.status())
                .as(row + " " + cluster.tables().files(processId))
                .isEqualTo("Completed");
    }

    private static List<String> rows() throws SQLException {
        return cluster.sql()
                .rows(
                        row -> row.getInt(1) + "|" + row.getString(2) + "|" + row.getString(3),
                        "SELECT Id, Name, SailDay FROM Cargo");
    }
}
