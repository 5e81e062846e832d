package estiva.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Fills the control tables quickly: FileControl without its indexes, which are made again over all rows at once. Only the
 * first processes of a client get files: no other comes up in a simulation.
 */
record SimulatedBacklog(RunningDatabase database, Simulate.Options options) {

    private static final int AT_ONCE = 10_000;
    private static final int ROWS_A_COMMIT = 100_000;
    private static final Pattern INDEX = Pattern.compile("CREATE INDEX (\\w+) ON FileControl [^;\\n]*");

    void fill() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            numbers(connection);
            clients(connection);
            List<MatchResult> indexes = indexes();
            for (MatchResult index : indexes) {
                execute(
                        connection,
                        "DROP INDEX " + index.group(1)
                                + (database.engine() == Engine.SQLSERVER ? " ON FileControl" : ""));
            }
            processes(connection);
            for (MatchResult index : indexes) {
                execute(connection, index.group());
            }
            files(connection);
        }
    }

    private static String name(int client) {
        return String.format("Client %06d", client);
    }

    private void numbers(Connection connection) throws SQLException {
        execute(connection, "CREATE TABLE Numbers (N INT NOT NULL PRIMARY KEY)");
        int count = Math.min(AT_ONCE, options.processes() / options.clients() + 1);
        batch(connection, "INSERT INTO Numbers VALUES (?)", count, (insert, i) -> insert.setInt(1, i));
    }

    /** Due since their creation, as after a registration. */
    private void clients(Connection connection) throws SQLException {
        batch(
                connection,
                "INSERT INTO Client (ProcessName) VALUES (?)",
                options.clients(),
                (insert, i) -> insert.setString(1, name(i)));
        execute(connection, "UPDATE Client SET NextDue = CreatedAt");
    }

    private void processes(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO FileControl (ProcessName, Status, MaxAttempts, Tracking)
                SELECT ?, 'Pending', 3, 1 FROM Numbers WHERE N < ?""")) {
            int uncommitted = 0;
            for (int client = 0; client < options.clients(); client++) {
                int share = options.processes() / options.clients()
                        + (client < options.processes() % options.clients() ? 1 : 0);
                insert.setString(1, name(client));
                for (int done = 0; done < share; done += AT_ONCE) {
                    insert.setInt(2, Math.min(AT_ONCE, share - done));
                    uncommitted += insert.executeUpdate();
                    if (uncommitted >= ROWS_A_COMMIT) {
                        connection.commit();
                        uncommitted = 0;
                    }
                }
            }
        }
        connection.commit();
    }

    private void files(Connection connection) throws SQLException {
        batch(connection, """
                INSERT INTO FileParameters (ProcessID, FileName, Status, Tracking)
                SELECT TOP (?) ProcessID, 'simulated.csv', 'Pending', 1 FROM FileControl
                 WHERE ProcessName = ? AND Status = 'Pending'
                 ORDER BY ProcessName, Status, Priority DESC, ProcessID""", options.clients(), (insert, i) -> {
            insert.setInt(1, options.runsOfAClient());
            insert.setString(2, name(i));
        });
    }

    /** As the migrations make them. */
    private List<MatchResult> indexes() {
        String vendor = database.engine() == Engine.H2 ? "h2" : "sqlserver";
        Path migration = Project.root()
                .resolve("control-tables/src/main/resources/db")
                .resolve(vendor)
                .resolve("V1.50__indexes.sql");
        try {
            return INDEX.matcher(Files.readString(migration)).results().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }

    /** Sets the values of one row. */
    @FunctionalInterface
    private interface Values {
        void set(PreparedStatement insert, int row) throws SQLException;
    }

    private static void batch(Connection connection, String sql, int rows, Values values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows; i++) {
                values.set(insert, i);
                insert.addBatch();
                if (i % 1_000 == 999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
    }
}
