package estiva.system;

import estiva.system.ControlRows.FileRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a load costs that is not a plain append of good rows: one bad row in a hundred, an upsert of as many rows as the
 * table holds, a workbook. Each against the same rows as a clean CSV, by turns, medians compared; the first turn warms
 * up. The workbook also against its reader alone, without values or a database.
 */
record KindsBench(RunningDatabase database, Path home, Figures figures) {

    private static final String NAME = "kinds";
    private static final int BAD_EVERY = 100;
    /** Seldom: what the benchmark asks is not to be measured. The times are those in the tables. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private record Kind(String text, String file, String definition, long rows, boolean ontoItself) {}

    /** @param sheetRows as many as Excel files have of those that hurt */
    void run(int rows, int sheetRows, int rounds) throws IOException, SQLException {
        Kind clean = new Kind("clean CSV", "clean.csv", "", rows, false);
        Kind cleanSheet = new Kind("CSV of the workbook's rows", "sheet.csv", "", sheetRows, false);
        compare(
                clean,
                new Kind("1 bad row in 100", "bad.csv", ", \"rejects\": {\"maxPercent\": 5}", rows, false),
                rounds);
        compare(
                clean,
                new Kind(
                        "upsert onto as many rows",
                        "clean.csv",
                        ", \"mode\": \"upsert\", \"keys\": [\"Id\"]",
                        rows,
                        true),
                rounds);
        Kind sheet = new Kind("xlsx", "sheet.xlsx", ", \"format\": {\"type\": \"xlsx\"}", sheetRows, false);
        double speed = compare(cleanSheet, sheet, rounds);
        Path file = home.resolve(sheet.file);
        write(home, sheet);
        double alone = Parsing.of(file, sheetRows, "rows", home).get(0).rowsPerSecond();
        figures.add(NAME, database.engine(), "reader of the xlsx alone", alone, "rows/s");
        figures.add(NAME, database.engine(), "xlsx / its reader alone", speed / alone, "ratio");
    }

    /** @return rows a second of the kind */
    private double compare(Kind plain, Kind kind, int rounds) throws IOException, SQLException {
        List<Double> plainSpeeds = new ArrayList<>();
        List<Double> speeds = new ArrayList<>();
        try (Cluster cluster = new Cluster(Bench.asShipped(database, home).withWorkers(1)).start()) {
            write(cluster.files(), plain);
            write(cluster.files(), kind);
            for (int round = 0; round <= rounds; round++) {
                double plainSpeed = speed(cluster, plain);
                double speed = speed(cluster, kind);
                if (round > 0) {
                    plainSpeeds.add(plainSpeed);
                    speeds.add(speed);
                }
            }
        }
        figures.add(NAME, database.engine(), plain.text, Figures.median(plainSpeeds), "rows/s");
        figures.add(NAME, database.engine(), kind.text, Figures.median(speeds), "rows/s");
        figures.add(
                NAME,
                database.engine(),
                kind.text + " / " + plain.text,
                Figures.median(speeds) / Figures.median(plainSpeeds),
                "ratio");
        return Figures.median(speeds);
    }

    private static void write(Path files, Kind kind) throws IOException {
        Path file = files.resolve(kind.file);
        if (kind.file.endsWith(".xlsx")) {
            BulkFile.writeXlsx(file, (int) kind.rows);
        } else {
            BulkFile.write(file, 0, kind.rows, kind.file.equals("bad.csv") ? BAD_EVERY : Long.MAX_VALUE);
        }
    }

    private double speed(Cluster cluster, Kind kind) throws SQLException {
        database.sql().execute("DROP TABLE IF EXISTS BulkRow", BulkFile.createTable("BulkRow"));
        if (kind.ontoItself) {
            database.sql().execute("CREATE UNIQUE INDEX UX_BulkRow ON BulkRow (Id)");
            load(cluster, kind);
        }
        FileRow file = load(cluster, kind);
        long found = database.sql().number("SELECT COUNT(*) FROM BulkRow");
        long expected = kind.file.equals("bad.csv") ? kind.rows - kind.rows / BAD_EVERY : kind.rows;
        if (found != expected) {
            throw new IllegalStateException("BulkRow has " + found + " rows, not " + expected + ": " + file);
        }
        long millis = Duration.between(file.startTime(), file.endTime()).toMillis();
        return kind.rows / (Math.max(1, millis) / 1e3);
    }

    private FileRow load(Cluster cluster, Kind kind) throws SQLException {
        cluster.client().putImport("Kind", BulkFile.definition("BulkRow", kind.definition));
        long id = cluster.client().register(Registration.of("Kind", "Kind", kind.file));
        cluster.awaitOver(id, LIMIT, LOOK);
        return ControlRows.of(database).files(id).get(0);
    }
}
