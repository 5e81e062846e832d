package estiva.system;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** A large file of eight typed columns, some 117 bytes a row, and the table and definition that it loads by. */
public final class BulkFile {

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
        return "{\"target\": \"" + table + "\", \"duplicates\": \"allow\"}";
    }

    public static void write(Path file, long fromId, long rows) throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writer.write("Id,Name,City,BornOn,UpdatedAt,Amount,Rate,Active\n");
            StringBuilder line = new StringBuilder();
            for (long id = fromId; id < fromId + rows; id++) {
                Row row = Row.of(id);
                line.setLength(0);
                line.append(row.id()).append(',').append(row.name()).append(',').append(row.city()).append(',')
                        .append(row.bornOn()).append(',').append(row.updatedAt()).append(',').append(row.amount())
                        .append(',').append(row.rate()).append(',').append(row.active() ? 1 : 0).append('\n');
                writer.append(line);
            }
        }
    }
}
