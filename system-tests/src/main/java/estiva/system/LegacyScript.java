package estiva.system;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One legacy script: each INSERT commits by itself, and after an error it goes on where it was. */
final class LegacyScript {
    private final ChaosProcess process;
    private Long processId;
    private boolean again;

    LegacyScript(ChaosProcess process) {
        this.process = process;
    }

    long run(RunningDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            if (processId == null && again) {
                processId = withoutFiles(connection);
            }
            again = true;
            if (processId == null) {
                processId = insertProcess(connection);
            }
            for (ChaosFile file : process.files()) {
                insertFile(connection, file);
            }
        }
        return processId;
    }

    /** A process of the client without files can only be the one whose INSERT was not answered. */
    private Long withoutFiles(Connection connection) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("""
                SELECT MAX(p.ProcessID) FROM FileControl p
                 WHERE p.ProcessName = ? AND p.Status = 'Pending'
                   AND NOT EXISTS (SELECT 1 FROM FileParameters f WHERE f.ProcessID = p.ProcessID)""")) {
            sql.setString(1, process.nameInScript());
            try (ResultSet row = sql.executeQuery()) {
                row.next();
                long id = row.getLong(1);
                return row.wasNull() ? null : id;
            }
        }
    }

    private long insertProcess(Connection connection) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(
                "INSERT INTO FileControl (ProcessName, Status) VALUES (?, 'Pending')",
                Statement.RETURN_GENERATED_KEYS)) {
            sql.setString(1, process.nameInScript());
            sql.executeUpdate();
            try (ResultSet key = sql.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        }
    }

    private void insertFile(Connection connection, ChaosFile file) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("""
                INSERT INTO FileParameters (ProcessID, FileName, Status)
                SELECT ?, ?, 'Pending'
                 WHERE NOT EXISTS (SELECT 1 FROM FileParameters WHERE ProcessID = ? AND FileName = ?)""")) {
            sql.setLong(1, processId);
            sql.setString(2, file.name());
            sql.setLong(3, processId);
            sql.setString(4, file.name());
            sql.executeUpdate();
        }
    }
}
