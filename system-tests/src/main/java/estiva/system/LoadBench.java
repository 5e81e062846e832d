package estiva.system;

import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopyOptions;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import estiva.system.ControlRows.FileRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows a second of a large CSV through the whole system, straight into its table and by way of a staging table, against
 * what a plain program does into the same table of the same database, by turns, medians compared; a first turn warms
 * both up and does not count. Plain is: on H2 the same file by FastCSV into JDBC batches with typed setters, one
 * commit; on SQL Server SQLServerBulkCopy of rows that are in memory already, which reads no file.
 */
record LoadBench(RunningDatabase database, Path home, Figures figures) {

    private static final String NAME = "load";
    private static final int BATCH = 1_000;
    /** Seldom: what the benchmark asks is not to be measured. The times are those in the tables. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** The two ways of a large append; the numbers of rows from which a worker stages it choose between them. */
    private enum Route {
        DIRECT("straight into the table", Long.MAX_VALUE),
        STAGED("staged and published", 1);

        private final String text;
        private final long stagingRows;

        Route(String text, long stagingRows) {
            this.text = text;
            this.stagingRows = stagingRows;
        }
    }

    void run(long rows, int rounds) throws IOException, SQLException {
        for (Route route : Route.values()) {
            run(route, rows, rounds);
        }
    }

    private void run(Route route, long rows, int rounds) throws IOException, SQLException {
        List<Double> plain = new ArrayList<>();
        List<Double> estiva = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        Cluster.Settings settings = Bench.asShipped(database, home)
                .withWorkers(1)
                .with("ESTIVA_WORKER_STAGING_ROWS", Long.toString(route.stagingRows));
        try (Cluster cluster = new Cluster(settings).start()) {
            Path file = cluster.files().resolve("bulk.csv");
            BulkFile.write(file, 0, rows);
            for (int round = 0; round <= rounds; round++) {
                double plainSpeed = rows / plainSeconds(freshTable(), file, rows);
                requireRight("BulkRow");
                String table = freshTable();
                cluster.client().putImport(table, BulkFile.definition(table));
                long id = cluster.client().register(Registration.of("BulkRow", table, "bulk.csv"));
                LocalDateTime end =
                        cluster.awaitOver(id, Duration.ofMinutes(10), LOOK).endTime();
                FileRow loaded = ControlRows.of(database).files(id).get(0);
                requireRows(table, rows, loaded);
                if (round > 0) {
                    plain.add(plainSpeed);
                    estiva.add(rows / seconds(loaded.startTime(), loaded.endTime()));
                    whole.add(
                            rows / seconds(ControlRows.of(database).process(id).createdAt(), end));
                }
            }
        }
        String plainName = switch (database.engine()) {
            case H2 -> "plain JDBC batches from the same CSV";
            case SQLSERVER -> "raw SQLServerBulkCopy from memory";
        };
        figures.add(NAME, database.engine(), plainName, Figures.median(plain), "rows/s");
        figures.add(NAME, database.engine(), "Estiva, " + route.text, Figures.median(estiva), "rows/s");
        figures.add(NAME, database.engine(), "the same, registered to Completed", Figures.median(whole), "rows/s");
        figures.add(
                NAME,
                database.engine(),
                "Estiva, " + route.text + " / plain",
                Figures.median(estiva) / Figures.median(plain),
                "ratio");
    }

    private String freshTable() throws SQLException {
        database.sql().execute("DROP TABLE IF EXISTS BulkRow", BulkFile.createTable("BulkRow"));
        return "BulkRow";
    }

    private void requireRows(String table, long rows, FileRow loaded) throws SQLException {
        long found = database.sql().number("SELECT COUNT(*) FROM " + table);
        if (found != rows) {
            throw new IllegalStateException(table + " has " + found + " rows, not " + rows + ": " + loaded);
        }
    }

    /** Dates go as dates, as a worker sends them: of their texts Babelfish makes others, three times as fast. */
    private Connection plainConnection() throws SQLException {
        return switch (database.engine()) {
            case H2 -> database.connect();
            case SQLSERVER ->
                DriverManager.getConnection(
                        database.url() + ";sendTemporalDataTypesAsStringForBulkCopy=false",
                        database.username(),
                        database.password());
        };
    }

    /** That it is quick counts only if it is right. */
    private void requireRight(String table) throws SQLException {
        BulkFile.Row row = BulkFile.Row.of(0);
        String query = "SELECT COUNT(*) FROM " + table + " WHERE Id = ? AND BornOn = ? AND UpdatedAt = ?";
        if (database.sql().number(query, row.id(), row.bornOn(), row.updatedAt()) == 0) {
            throw new IllegalStateException("The plain load stored other dates than it was given");
        }
    }

    private double plainSeconds(String table, Path file, long rows) throws IOException, SQLException {
        long start = System.nanoTime();
        try (Connection connection = plainConnection()) {
            connection.setAutoCommit(false);
            switch (database.engine()) {
                case H2 -> insertBatches(connection, table, file);
                case SQLSERVER -> bulkCopy(connection, table, rows);
            }
            connection.commit();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void insertBatches(Connection connection, String table, Path file) throws IOException, SQLException {
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file);
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            int pending = 0;
            for (NamedCsvRecord row : records) {
                insert.setLong(1, Long.parseLong(row.getField(0)));
                insert.setString(2, row.getField(1));
                insert.setString(3, row.getField(2));
                insert.setObject(4, LocalDate.parse(row.getField(3)));
                insert.setObject(5, LocalDateTime.parse(row.getField(4)));
                insert.setBigDecimal(6, new BigDecimal(row.getField(5)));
                insert.setDouble(7, Double.parseDouble(row.getField(6)));
                insert.setBoolean(8, row.getField(7).equals("1"));
                insert.addBatch();
                if (++pending == BATCH) {
                    insert.executeBatch();
                    pending = 0;
                }
            }
            insert.executeBatch();
        }
    }

    private static void bulkCopy(Connection connection, String table, long rows) throws SQLServerException {
        SQLServerBulkCopyOptions options = new SQLServerBulkCopyOptions();
        options.setBulkCopyTimeout(0);
        options.setBatchSize(100_000);
        options.setTableLock(true);
        try (SQLServerBulkCopy copy = new SQLServerBulkCopy(connection)) {
            copy.setBulkCopyOptions(options);
            copy.setDestinationTableName(table);
            copy.writeToServer(new RowsInMemory(rows));
        }
    }

    private static double seconds(LocalDateTime from, LocalDateTime to) {
        return Math.max(1, Duration.between(from, to).toMillis()) / 1e3;
    }
}
