package estiva.system;

import estiva.system.ControlRows.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whole processes a second: a backlog of one-row files of 100 clients, registered over HTTP by eight connections
 * while nothing dispatches, then run by one dispatcher and so many workers that were started for it. Compared
 * with a bare loop on the same database: two connections, each process two guarded updates (Pending to InProgress to
 * Completed), each committed.
 *
 * <p>The steady rate leaves out the first half, in which the virtual machines are still compiling, and the last
 * twentieth, in which not all clients have work.
 */
record ProcessesBench(RunningDatabase database, Path home, Figures figures) {

    private static final String NAME = "processes";
    private static final int CLIENTS = 100;
    private static final int REGISTERING = 8;
    private static final int LOOPS = 2;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final double COLD = 0.5;
    private static final double ENDING = 0.05;

    void run(int processes, List<Integer> workers) throws IOException, SQLException {
        Cluster.Settings settings = Bench.asShipped(database, home);
        try (Cluster registry = new Cluster(settings)) {
            registry.launchRegistry();
            registry.awaitReady();
            database.sql().execute(BulkFile.createTable("OneRow"));
            registry.client().putImport("OneRow", BulkFile.definition("OneRow"));
            for (int i = 0; i < processes * workers.size(); i++) {
                BulkFile.write(registry.files().resolve(fileName(i)), i, 1);
            }
            double bare = bareLoop(processes);
            figures.add(NAME, database.engine(), "bare guarded-update loop", bare, "processes/s");
            for (int run = 0; run < workers.size(); run++) {
                double registered = register(registry, run * processes, processes);
                if (run == 0) {
                    figures.add(NAME, database.engine(), "registered over HTTP", registered, "processes/s");
                }
                run(settings, workers.get(run), bare);
            }
        }
        int expected = processes * workers.size();
        long loaded = database.sql().number("SELECT COUNT(DISTINCT Id) FROM OneRow");
        if (loaded != expected || database.sql().number("SELECT COUNT(*) FROM OneRow") != expected) {
            throw new IllegalStateException("Rows lost or doubled: " + loaded + " different of " + expected);
        }
    }

    private void run(Cluster.Settings settings, int workers, double bare) throws SQLException {
        long first = database.sql().number("SELECT MIN(ProcessID) FROM FileControl WHERE Status = 'Pending'");
        try (Cluster cluster = new Cluster(settings)) {
            cluster.launchDispatcher();
            IntStream.rangeClosed(1, workers).forEach(i -> cluster.launchWorker("worker-" + workers + "-" + i));
            cluster.awaitReady();
            awaitEnd();
        }
        List<ProcessRow> ended = ControlRows.of(database).processes().stream()
                .filter(row -> row.processId() >= first)
                .toList();
        String by = workers == 1 ? "1 worker" : workers + " workers";
        double steady = steadyRate(ended);
        figures.add(NAME, database.engine(), by + ", from start to end", wholeRate(ended), "processes/s");
        figures.add(NAME, database.engine(), by + ", steady", steady, "processes/s");
        figures.add(NAME, database.engine(), by + ", steady / bare loop", steady / bare, "ratio");
    }

    /** By one connection and one row: what the bench asks is not to be measured. */
    private void awaitEnd() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement open = connection.prepareStatement("""
                        SELECT TOP 1 1 FROM Client WHERE NextDue IS NOT NULL OR RunningProcessID > 0""")) {
            Await.until("all processes are over", Duration.ofMinutes(30), LOOK, () -> {
                try (ResultSet row = open.executeQuery()) {
                    return !row.next();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private static String fileName(int i) {
        return "client_" + i % CLIENTS + "/one_row_" + i + ".csv";
    }

    private double register(Cluster cluster, int from, int processes) {
        RegistryClient registry = cluster.client();
        long start = System.nanoTime();
        InParallel.run(REGISTERING, part -> {
            for (int i = from + part; i < from + processes; i += REGISTERING) {
                registry.register(Registration.of("Client " + i % CLIENTS, "OneRow", fileName(i)));
            }
        });
        return processes / ((System.nanoTime() - start) / 1e9);
    }

    private double bareLoop(int processes) throws SQLException {
        database.sql().execute("""
                CREATE TABLE BareLoop (Id INT NOT NULL PRIMARY KEY, Status NVARCHAR(20) NOT NULL, Owner NVARCHAR(300))""");
        try (Connection connection = database.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO BareLoop VALUES (?, 'Pending', '')")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < processes; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
        long start = System.nanoTime();
        InParallel.run(LOOPS, part -> {
            try (Connection connection = database.connect();
                    PreparedStatement claim = connection.prepareStatement("""
                            UPDATE BareLoop SET Status = 'InProgress', Owner = ?
                            WHERE Id = ? AND Status = 'Pending'""");
                    PreparedStatement finish = connection.prepareStatement("""
                            UPDATE BareLoop SET Status = 'Completed'
                            WHERE Id = ? AND Status = 'InProgress' AND Owner = ?""")) {
                for (int i = part; i < processes; i += LOOPS) {
                    claim.setString(1, "worker-" + part);
                    claim.setInt(2, i);
                    finish.setInt(1, i);
                    finish.setString(2, "worker-" + part);
                    if (claim.executeUpdate() != 1 || finish.executeUpdate() != 1) {
                        throw new IllegalStateException("A row that nobody else touches was not ours");
                    }
                }
            }
        });
        return processes / ((System.nanoTime() - start) / 1e9);
    }

    private static double wholeRate(List<ProcessRow> processes) {
        List<ProcessRow> failed = processes.stream()
                .filter(row -> !row.status().equals("Completed"))
                .toList();
        if (!failed.isEmpty()) {
            throw new IllegalStateException("Not Completed: " + failed.size() + ", for example " + failed.get(0));
        }
        LocalDateTime first = processes.stream()
                .map(ProcessRow::startTime)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        LocalDateTime last = processes.stream()
                .map(ProcessRow::endTime)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return processes.size() / seconds(first, last);
    }

    private static double steadyRate(List<ProcessRow> processes) {
        List<LocalDateTime> ends =
                processes.stream().map(ProcessRow::endTime).sorted().toList();
        int from = (int) (ends.size() * COLD);
        int to = (int) (ends.size() * (1 - ENDING));
        return (to - from) / seconds(ends.get(from), ends.get(to));
    }

    private static double seconds(LocalDateTime from, LocalDateTime to) {
        return Math.max(1, Duration.between(from, to).toMillis()) / 1e3;
    }
}
