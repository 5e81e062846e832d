package estiva.system;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * What the heartbeats of 1,000 workers cost the database: each with four running processes, beating through four
 * connections as fast as they can, in the statements of a worker. At the default lease they need 267 beats a second.
 */
record HeartbeatBench(RunningDatabase database, Path home, Figures figures) {

    private static final String NAME = "heartbeats";
    private static final int WORKERS = 1_000;
    private static final int PROCESSES = 4;
    private static final int CONNECTIONS = 4;
    private static final int BEATS = 8_000;
    private static final double NEEDED = WORKERS * 4 / 15.0;

    void run() throws IOException, SQLException {
        try (Cluster cluster = new Cluster(Bench.asShipped(database, home))) {
            cluster.launchRegistry(); // migrates
            cluster.awaitReady();
        }
        fill();
        beat(BEATS / 4);
        long start = System.nanoTime();
        beat(BEATS);
        double rate = BEATS / ((System.nanoTime() - start) / 1e9);
        figures.add(NAME, database.engine(), "beats of workers with 4 processes", rate, "beats/s");
        figures.add(NAME, database.engine(), "needed by 1,000 workers / possible", NEEDED / rate, "ratio");
    }

    private void fill() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement worker = connection.prepareStatement("""
                        INSERT INTO Worker (WorkerName, Slots, Prefetch, LeaseMillis) VALUES ('simulated', 8, 8, 15000)""");
                PreparedStatement process = connection.prepareStatement("""
                        INSERT INTO FileControl (ProcessName, Status, WorkerID, Fence, Tracking)
                        VALUES (?, 'InProgress', ?, 1, 1)""")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < WORKERS; i++) {
                worker.addBatch();
            }
            worker.executeBatch();
            connection.commit();
            List<Long> workers = database.sql().rows(row -> row.getLong(1), "SELECT WorkerID FROM Worker");
            for (long id : workers) {
                for (int i = 0; i < PROCESSES; i++) {
                    process.setString(1, "Client " + id + "-" + i);
                    process.setLong(2, id);
                    process.addBatch();
                }
            }
            process.executeBatch();
            connection.commit();
        }
    }

    private void beat(int beats) throws SQLException {
        List<List<Object>> running =
                database.sql().rows("SELECT WorkerID, ProcessID FROM FileControl ORDER BY WorkerID, ProcessID");
        String now = database.engine() == Engine.H2 ? "LOCALTIMESTAMP(3)" : "CAST(SYSUTCDATETIME() AS DATETIME2(3))";
        InParallel.run(CONNECTIONS, part -> {
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                for (int i = part; i < beats; i += CONNECTIONS) {
                    beat(connection, now, running.subList(i % WORKERS * PROCESSES, (i % WORKERS + 1) * PROCESSES));
                }
            }
        });
    }

    private static void beat(Connection connection, String now, List<List<Object>> running) throws SQLException {
        Object worker = running.get(0).get(0);
        StringBuilder ids = new StringBuilder();
        StringBuilder owned = new StringBuilder();
        for (List<Object> process : running) {
            ids.append(ids.isEmpty() ? "" : ",").append(process.get(1));
            owned.append(owned.isEmpty() ? "" : " OR ")
                    .append("(ProcessID = ")
                    .append(process.get(1))
                    .append(" AND WorkerID = ")
                    .append(worker)
                    .append(" AND Fence = 1)");
        }
        execute(connection, "UPDATE Worker SET HeartbeatAt = " + now + " WHERE WorkerID = " + worker);
        execute(
                connection,
                "UPDATE FileControl SET LeaseUntil = DATEADD(MILLISECOND, 15000, " + now + ") WHERE ProcessID IN ("
                        + ids + ") AND Status = 'InProgress' AND (" + owned + ")");
        execute(
                connection,
                "SELECT ProcessID, ProcessName, WorkerID, Fence, ImportName, CancelRequestedAt FROM FileControl"
                        + " WHERE WorkerID = " + worker + " AND Status = 'InProgress'");
        connection.commit();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
