package estiva.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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

/** A large file of eight typed columns, some 117 bytes a row, and the table and definition that it loads by. */
public final class BulkFile {

    private static final String HEADER = "Id,Name,City,BornOn,UpdatedAt,Amount,Rate,Active";

    private BulkFile() {}

    /** One row, a function of its number. */
    public record Row(
            long id,
            String name,
            String city,
            LocalDate bornOn,
            LocalDateTime updatedAt,
            BigDecimal amount,
            double rate,
            boolean active) {

        public static Row of(long id) {
            return new Row(
                    id,
                    "Cliente de número " + id + " da Silva Conceição",
                    "São José " + id % 97,
                    LocalDate.ofEpochDay(id % 20_000),
                    LocalDateTime.of(2025, 1, 1, 0, 0).plusNanos(id % 86_400_000 * 1_000_000),
                    BigDecimal.valueOf(id * 37 % 100_000_000, 2),
                    id % 1_000 / 8.0,
                    id % 2 == 0);
        }
    }

    public static String createTable(String table) {
        return "CREATE TABLE " + table + """
                 (Id BIGINT NOT NULL, Name NVARCHAR(100), City NVARCHAR(60), BornOn DATE, UpdatedAt DATETIME2(3),
                 Amount DECIMAL(18,2), Rate FLOAT, Active BIT)""";
    }

    /** Every header is a column; the same file may be loaded again. */
    public static String definition(String table) {
        return definition(table, "");
    }

    /** @param more members, each after a comma */
    static String definition(String table, String more) {
        return "{\"target\": \"" + table + "\", \"duplicates\": \"allow\"" + more + "}";
    }

    public static void write(Path file, long fromId, long rows) throws IOException {
        write(file, fromId, rows, Long.MAX_VALUE);
    }

    /** @param badEvery of so many rows the last has a date that does not exist */
    static void write(Path file, long fromId, long rows, long badEvery) throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writer.write(HEADER + "\n");
            StringBuilder line = new StringBuilder();
            for (long id = fromId; id < fromId + rows; id++) {
                Row row = Row.of(id);
                line.setLength(0);
                line.append(row.id())
                        .append(',')
                        .append(row.name())
                        .append(',')
                        .append(row.city())
                        .append(',')
                        .append(id % badEvery == badEvery - 1 ? "2025-02-31" : row.bornOn())
                        .append(',')
                        .append(row.updatedAt())
                        .append(',')
                        .append(row.amount())
                        .append(',')
                        .append(row.rate())
                        .append(',')
                        .append(row.active() ? 1 : 0)
                        .append('\n');
                writer.append(line);
            }
        }
    }

    /** The same rows as a JSON object a line. */
    static void writeJsonl(Path file, int rows) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int id = 0; id < rows; id++) {
                Row row = Row.of(id);
                ObjectNode object = json.createObjectNode()
                        .put("Id", row.id())
                        .put("Name", row.name())
                        .put("City", row.city())
                        .put("BornOn", row.bornOn().toString())
                        .put("UpdatedAt", row.updatedAt().toString())
                        .put("Amount", row.amount())
                        .put("Rate", row.rate())
                        .put("Active", row.active());
                writer.append(json.writeValueAsString(object)).append('\n');
            }
        }
    }

    /** The same rows as parquet, each type its own. */
    static void writeParquet(Path file, int rows) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("""
                message bulk { required int64 Id; required binary Name (STRING); required binary City (STRING);
                required int32 BornOn (DATE); required int64 UpdatedAt (TIMESTAMP(MILLIS,false));
                required int64 Amount (DECIMAL(18,2)); required double Rate; required boolean Active; }""");
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build()) {
            for (int id = 0; id < rows; id++) {
                Row row = Row.of(id);
                writer.write(new SimpleGroup(schema)
                        .append("Id", row.id())
                        .append("Name", row.name())
                        .append("City", row.city())
                        .append("BornOn", (int) row.bornOn().toEpochDay())
                        .append(
                                "UpdatedAt",
                                row.updatedAt().toInstant(ZoneOffset.UTC).toEpochMilli())
                        .append("Amount", row.amount().unscaledValue().longValueExact())
                        .append("Rate", row.rate())
                        .append("Active", row.active()));
            }
        }
    }

    /** The same rows as an Excel workbook of one sheet. */
    static void writeXlsx(Path file, int rows) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream stream = Files.newOutputStream(file);
                Workbook workbook = new Workbook(stream, "Estiva", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Rows");
            String[] header = HEADER.split(",");
            for (int column = 0; column < header.length; column++) {
                sheet.value(0, column, header[column]);
            }
            sheet.range(1, 3, rows, 3).style().format("yyyy-mm-dd").set();
            sheet.range(1, 4, rows, 4).style().format("yyyy-mm-dd hh:mm:ss").set();
            for (int id = 0; id < rows; id++) {
                Row row = Row.of(id);
                sheet.value(id + 1, 0, row.id());
                sheet.value(id + 1, 1, row.name());
                sheet.value(id + 1, 2, row.city());
                sheet.value(id + 1, 3, row.bornOn());
                sheet.value(id + 1, 4, row.updatedAt());
                sheet.value(id + 1, 5, row.amount());
                sheet.value(id + 1, 6, row.rate());
                sheet.value(id + 1, 7, row.active());
            }
        }
    }
}
