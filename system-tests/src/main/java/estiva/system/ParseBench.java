package estiva.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What one thread makes of the rows of a {@link BulkFile} in each format, without a database, and what it allocates. */
record ParseBench(Path home, Figures figures) {

    private static final String NAME = "parse";

    void run(int rows) throws IOException {
        for (String format : List.of("csv", "jsonl", "xlsx", "parquet")) {
            Path file = home.resolve("bulk." + format);
            switch (format) {
                case "csv" -> BulkFile.write(file, 0, rows);
                case "jsonl" -> BulkFile.writeJsonl(file, rows);
                case "xlsx" -> BulkFile.writeXlsx(file, rows);
                default -> BulkFile.writeParquet(file, rows);
            }
            double bytes = Files.size(file);
            for (Parsing parsing : Parsing.of(file, rows, "rows|values", home)) {
                String what = format + " to " + parsing.what();
                figures.add(NAME, what, parsing.rowsPerSecond(), "rows/s");
                figures.add(NAME, what, parsing.rowsPerSecond() * bytes / rows / 1e6, "MB/s");
                figures.add(NAME, what + ", allocated", parsing.bytesPerRow(), "bytes/row");
            }
        }
    }
}
