package estiva.system;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills the control tables quickly: client after client, so that every index grows at its end. Only the first processes
 * of a client get files: no other comes up in a simulation.
 */
record SimulatedBacklog(ControlDatabase database, Simulate.Options options) {

    private static final int AT_ONCE = 10_000;
    private static final int ROWS_A_COMMIT = 100_000;

    void fill() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            int most = options.processes() / options.clients() + 1;
            int clientsACommit = Math.max(1, ROWS_A_COMMIT / most);
            numbers(connection, Math.min(AT_ONCE, most));
            clients(connection);
            try (PreparedStatement processes = connection.prepareStatement("""
                            INSERT INTO FileControl (ProcessName, Status, MaxAttempts, Tracking)
                            SELECT ?, 'Pending', 3, 1 FROM Numbers WHERE N < ?""");
                    PreparedStatement files = connection.prepareStatement("""
                            INSERT INTO FileParameters (ProcessID, FileName, Status, Tracking)
                            SELECT TOP (?) ProcessID, 'simulated.csv', 'Pending', 1 FROM FileControl
                             WHERE ProcessName = ? AND Status = 'Pending'
                             ORDER BY ProcessName, Status, Priority DESC, ProcessID""")) {
                for (int client = 0; client < options.clients(); client++) {
                    int share = options.processes() / options.clients()
                            + (client < options.processes() % options.clients() ? 1 : 0);
                    processes.setString(1, name(client));
                    for (int done = 0; done < share; done += AT_ONCE) {
                        processes.setInt(2, Math.min(AT_ONCE, share - done));
                        processes.executeUpdate();
                    }
                    files.setInt(1, options.runsOfAClient());
                    files.setString(2, name(client));
                    files.executeUpdate();
                    if (client % clientsACommit == 0) {
                        connection.commit();
                    }
                }
                connection.commit();
            }
        }
    }

    private static String name(int client) {
        return String.format("Client %06d", client);
    }

    private static void numbers(Connection connection, int count) throws SQLException {
        try (Statement create = connection.createStatement()) {
            create.execute("CREATE TABLE Numbers (N INT NOT NULL PRIMARY KEY)");
        }
        batch(connection, "INSERT INTO Numbers VALUES (?)", count, (insert, i) -> insert.setInt(1, i));
    }

    /** Due since their creation, as after a registration. */
    private void clients(Connection connection) throws SQLException {
        batch(connection, "INSERT INTO Client (ProcessName) VALUES (?)", options.clients(),
                (insert, i) -> insert.setString(1, name(i)));
        try (Statement due = connection.createStatement()) {
            due.execute("UPDATE Client SET NextDue = CreatedAt");
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
