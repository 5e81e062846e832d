package estiva.worker.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of values that formats tend to get wrong. */
final class RandomTable {

    static final List<String> NAMES = List.of("Id", "Name", "Code", "BornOn", "UpdatedAt", "Amount", "Rate", "Active");
    private static final int MOST_ROWS = 40;
    private static final long WHOLE = 1L << 53;
    private static final String[] PIECES = {
        "a",
        "Ana",
        "São João",
        "\"",
        "'",
        ",",
        ";",
        "|",
        "\t",
        "\\",
        " ",
        "  x",
        "\n",
        "\r\n",
        "0",
        "NULL",
        "1E5",
        "😀",
        "ß",
        "_x000D_",
        "<&>",
        "#",
        "=1+1",
        "\u00a0",
        "ç",
        "%",
        "{}",
        "[1]",
        "\\n",
        "\\N",
        "_"
    };

    enum Format {
        csv,
        jsonl,
        xlsx,
        parquet
    }

    private final Random random;
    private final List<Object[]> rows = new ArrayList<>();

    RandomTable(Random random) {
        this.random = random;
        int count = 1 + random.nextInt(MOST_ROWS);
        for (int i = 0; i < count; i++) {
            rows.add(new Object[] {
                random.nextInt(4) == 0
                        ? WHOLE - random.nextInt(9)
                        : (Object) (random.nextLong() >> 11 + random.nextInt(50)),
                orNull(text()),
                orNull(code()),
                orNull(LocalDate.of(1901 + random.nextInt(8000), 1, 1).plusDays(random.nextInt(365))),
                orNull(LocalDateTime.of(1901 + random.nextInt(200), 1 + random.nextInt(12), 1, 0, 0)
                        .plusNanos(random.nextInt(2_000_000_000) * 1_000_000L)),
                orNull(BigDecimal.valueOf(random.nextLong() >> 17 + random.nextInt(40), random.nextInt(5))),
                orNull(number()),
                orNull(random.nextBoolean())
            });
        }
    }

    List<Object[]> rows() {
        return rows;
    }

    Path write(Format format, Path file, ObjectNode spec) throws IOException {
        return switch (format) {
            case csv -> new RandomCsv(random).write(rows, file, spec);
            case jsonl -> RandomFiles.jsonl(random, rows, file, spec);
            case xlsx -> RandomFiles.xlsx(random, rows, file, spec);
            case parquet -> RandomFiles.parquet(rows, file, spec);
        };
    }

    /** Cells of workbooks have no texts that are empty. */
    Object[] expected(Format format, int row) {
        Object[] values = rows.get(row).clone();
        if (format == Format.xlsx) {
            for (int i = 0; i < values.length; i++) {
                values[i] = "".equals(values[i]) ? null : values[i];
            }
        }
        return values;
    }

    private Object orNull(Object value) {
        return random.nextInt(7) == 0 ? null : value;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** Digits that are no number. */
    private String code() {
        return "0".repeat(random.nextInt(4)) + random.nextInt(100_000) + (random.nextInt(3) == 0 ? ".0" : "");
    }

    private Double number() {
        double value = random.nextBoolean()
                ? random.nextInt(1_000_000) / 100.0
                : random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
        return value == 0 ? 0.0 : value;
    }
}
