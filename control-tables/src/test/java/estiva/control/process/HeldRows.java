package estiva.control.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Somebody who has written rows of the clients {@code Held...}, and neither commits nor rolls back. */
final class HeldRows implements AutoCloseable {
    private static final String PROCESSES = "(SELECT ProcessID FROM FileControl WHERE ProcessName LIKE 'Held%')";

    /** Who that is, and what he wrote. */
    enum By {
        A_SCRIPT_THAT_INSERTS(
                "INSERT INTO FileControl (ProcessName, Status) VALUES ('HeldNew', 'Pending')",
                "INSERT INTO FileParameters (ProcessID, FileName, Status)"
                        + " SELECT MAX(ProcessID), 'new.csv', 'Pending' FROM FileControl WHERE ProcessName = 'HeldNew'"),
        A_SCRIPT_THAT_UPDATES(
                "UPDATE FileControl SET ImportName = 'x' WHERE ProcessName LIKE 'Held%'",
                "UPDATE FileParameters SET Parameter1 = 'x' WHERE ProcessID IN " + PROCESSES,
                "UPDATE Client SET Priority = 2 WHERE ProcessName LIKE 'Held%'"),
        A_SCRIPT_THAT_RESETS(
                "UPDATE FileControl SET Status = 'Pending', WorkerAssigned = NULL, StartTime = NULL"
                        + " WHERE ProcessName LIKE 'Held%'",
                "UPDATE FileParameters SET Status = 'Pending' WHERE ProcessID IN " + PROCESSES),
        A_WORKER_THAT_IS_FROZEN_BEFORE_ITS_COMMIT(
                "UPDATE FileParameters SET Status = 'Completed', Tracking = 2 WHERE ProcessID IN " + PROCESSES,
                "UPDATE FileControl SET Fence = Fence WHERE ProcessName LIKE 'Held%'",
                "UPDATE Client SET RunningProcessID = NULL WHERE ProcessName LIKE 'Held%'");

        private final List<String> statements;

        By(String... statements) {
            this.statements = List.of(statements);
        }
    }

    private final Connection connection;

    HeldRows(ControlTables tables, By holder) throws SQLException {
        connection = tables.testDatabase().dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String each : holder.statements) {
                statement.execute(each);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
