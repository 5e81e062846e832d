package estiva.system;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * What one round of the dispatcher costs with little and with much behind it: 200 clients, each with the same share of
 * the backlog, and one worker that takes all it gets and that only the tables know. Each round gives every client's head
 * away; then all of them end, and the next round begins. The time is the dispatcher's own, from its metrics.
 */
record BacklogBench(RunningDatabase database, Path home, Figures figures) {

    private static final String NAME = "backlog";
    private static final int CLIENTS = 200;
    private static final int SMALL = 1_000;
    private static final int ROUNDS = 60;
    private static final int WARM_UP = 20;
    private static final int AT_ONCE = 100;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    void run(int backlog) throws IOException, SQLException {
        Cluster.Settings settings = Bench.asShipped(database, home).with("ESTIVA_DISPATCHER_SWEEP_INTERVAL", "1h");
        try (Cluster cluster = new Cluster(settings)) {
            cluster.launchDispatcher();
            cluster.awaitReady();
            clients();
            double small = rounds(cluster, SMALL);
            double large = rounds(cluster, backlog);
            figures.add(NAME, database.engine(), "round of 200 with 1,000 pending", small, "ms");
            figures.add(
                    NAME,
                    database.engine(),
                    "round of 200 with " + String.format("%,d", backlog) + " pending",
                    large,
                    "ms");
            figures.add(NAME, database.engine(), "much / little", large / small, "ratio");
        }
    }

    private void clients() throws SQLException {
        Sql sql = database.sql();
        for (int i = 0; i < CLIENTS; i++) {
            sql.execute("INSERT INTO Client (ProcessName) VALUES ('Client " + i + "')");
        }
        sql.execute("CREATE TABLE Numbers (N INT NOT NULL)");
        for (int i = 0; i < AT_ONCE; i++) {
            sql.execute("INSERT INTO Numbers VALUES (" + i + ")");
        }
    }

    /** @return milliseconds a round, once as many are pending as asked for */
    private double rounds(Cluster cluster, int backlog) throws IOException, SQLException {
        Sql sql = database.sql();
        sql.execute("UPDATE Client SET Paused = 1");
        fill(backlog - (int) sql.number("SELECT COUNT(*) FROM FileControl WHERE Status = 'Pending'"));
        sql.execute("DELETE FROM Worker", """
                INSERT INTO Worker (WorkerName, Slots, Prefetch, LeaseMillis, HeartbeatAt)
                VALUES ('simulated', 1000, 1000, 1000000000, '2900-01-01')""");
        Map<String, Double> before = Map.of();
        for (int round = 0; round < ROUNDS; round++) {
            if (round == WARM_UP) {
                before = cluster.dispatcher().metrics();
            }
            sql.execute("UPDATE Client SET Paused = 0, NextDue = CreatedAt, QueueVersion = QueueVersion + 1");
            Await.until(
                    "all heads are given away",
                    LIMIT,
                    () -> sql.number("SELECT COUNT(*) FROM Client WHERE RunningProcessID > 0") == CLIENTS);
            sql.execute(
                    "UPDATE Client SET Paused = 1",
                    "UPDATE FileControl SET Status = 'Pending', WorkerID = NULL WHERE Status = 'InProgress'",
                    "UPDATE Client SET RunningProcessID = NULL");
        }
        Map<String, Double> after = cluster.dispatcher().metrics();
        double seconds = difference(before, after, "estiva_dispatch_round_seconds_sum");
        return 1000 * seconds / difference(before, after, "estiva_dispatch_round_seconds_count");
    }

    private static double difference(Map<String, Double> before, Map<String, Double> after, String name) {
        return after.get(name) - before.getOrDefault(name, 0.0);
    }

    /** Only the heads get files: no other process is ever looked at. */
    private void fill(int count) throws SQLException {
        Sql sql = database.sql();
        int ofEach = count / CLIENTS;
        for (int done = 0; done < ofEach; done += AT_ONCE) {
            sql.execute("INSERT INTO FileControl (ProcessName, Status, MaxAttempts, Tracking)"
                    + " SELECT c.ProcessName, 'Pending', 3, 1 FROM Client c JOIN Numbers a ON a.N < "
                    + Math.min(AT_ONCE, ofEach - done));
        }
        sql.execute("""
                INSERT INTO FileParameters (ProcessID, FileName, Status, Tracking)
                SELECT p.ProcessID, 'a.csv', 'Pending', 1
                  FROM (SELECT MIN(ProcessID) AS ProcessID FROM FileControl GROUP BY ProcessName) p
                 WHERE NOT EXISTS (SELECT 1 FROM FileParameters f WHERE f.ProcessID = p.ProcessID)""");
    }
}
