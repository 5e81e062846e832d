package estiva.worker.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The procedures of {@link ProcedureLoads} in H2, where procedures are methods of public classes. */
public final class NotedProcedures {
    private NotedProcedures() {}

    public static void SumUp(Connection connection, long processId) throws SQLException {
        note(connection, "SumUp", processId);
    }

    public static void Report(Connection connection, long processId) throws SQLException {
        note(connection, "Report", processId);
    }

    private static void note(Connection connection, String who, long processId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO Seen (Who, ProcessID, FoundRows) SELECT '" + who + "', " + processId
                    + ", COUNT(*) FROM Cargo");
            if (statement.executeQuery("SELECT 1 FROM Closed").next()) {
                throw new SQLException("the month is closed", "51000");
            }
        }
    }
}
