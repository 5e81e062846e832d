package estiva.system;

import estiva.system.ControlTables.ProcessRow;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Whole processes a second: a backlog of one-row files of 100 clients, registered over HTTP by eight connections
 * while nothing dispatches, then run by one dispatcher and two workers, first StartTime to last EndTime. Compared
 * with a bare loop on the same database: two connections, each process two guarded updates (Pending to InProgress to
 * Completed), each committed.
 */
record ProcessesBench(ControlDatabase database, Path home, Figures figures) {

    private static final String NAME = "processes";
    private static final int CLIENTS = 100;
    private static final int REGISTERING = 8;
    private static final int WORKERS = 2;

    void run(int processes) throws IOException, SQLException {
        try (Cluster cluster = new Cluster(Bench.asShipped(database, home))) {
            cluster.launchRegistry();
            cluster.awaitReady();
            database.sql().execute(BulkFile.createTable("OneRow"));
            cluster.client().putImport("OneRow", BulkFile.definition("OneRow"));
            for (int i = 0; i < processes; i++) {
                BulkFile.write(cluster.files().resolve(fileName(i)), i, 1);
            }
            figures.add(NAME, database.engine(), "registered over HTTP", register(cluster, processes), "processes/s");

            double bare = bareLoop(processes);
            figures.add(NAME, database.engine(), "bare guarded-update loop", bare, "processes/s");

            cluster.launchDispatcher();
            IntStream.rangeClosed(1, WORKERS).forEach(i -> cluster.launchWorker("worker-" + i));
            cluster.awaitReady();
            Await.until("all processes are over", Duration.ofMinutes(30), () -> database.sql()
                            .number("SELECT COUNT(*) FROM FileControl WHERE Status IN ('Pending', 'InProgress')")
                    == 0);
            double whole = processes / seconds(ControlTables.of(database).processes());
            figures.add(NAME, database.engine(), "Estiva, whole processes", whole, "processes/s");
            figures.add(NAME, database.engine(), "Estiva / bare loop", whole / bare, "ratio");
        }
        long loaded = database.sql().number("SELECT COUNT(DISTINCT Id) FROM OneRow");
        if (loaded != processes || database.sql().number("SELECT COUNT(*) FROM OneRow") != processes) {
            throw new IllegalStateException("Rows lost or doubled: " + loaded + " different of " + processes);
        }
    }

    private static String fileName(int i) {
        return "client_" + i % CLIENTS + "/one_row_" + i + ".csv";
    }

    private double register(Cluster cluster, int processes) {
        RegistryClient registry = cluster.client();
        long start = System.nanoTime();
        inParallel(REGISTERING, part -> {
            for (int i = part; i < processes; i += REGISTERING) {
                registry.register(Registration.of("Client " + i % CLIENTS, "OneRow", fileName(i)));
            }
        });
        return processes / ((System.nanoTime() - start) / 1e9);
    }

    private double bareLoop(int processes) throws SQLException {
        database.sql().execute("""
                CREATE TABLE BareLoop (Id INT NOT NULL PRIMARY KEY, Status NVARCHAR(20) NOT NULL, Owner NVARCHAR(300))""");
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO BareLoop VALUES (?, 'Pending', '')")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < processes; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
        long start = System.nanoTime();
        inParallel(WORKERS, part -> {
            try (Connection connection = database.connect();
                    PreparedStatement claim = connection.prepareStatement("""
                            UPDATE BareLoop SET Status = 'InProgress', Owner = ?
                            WHERE Id = ? AND Status = 'Pending'""");
                    PreparedStatement finish = connection.prepareStatement("""
                            UPDATE BareLoop SET Status = 'Completed'
                            WHERE Id = ? AND Status = 'InProgress' AND Owner = ?""")) {
                for (int i = part; i < processes; i += WORKERS) {
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

    private static double seconds(List<ProcessRow> processes) {
        List<ProcessRow> failed =
                processes.stream().filter(row -> !row.status().equals("Completed")).toList();
        if (!failed.isEmpty()) {
            throw new IllegalStateException("Not Completed: " + failed.size() + ", for example " + failed.get(0));
        }
        LocalDateTime first = processes.stream().map(ProcessRow::startTime).min(Comparator.naturalOrder()).orElseThrow();
        LocalDateTime last = processes.stream().map(ProcessRow::endTime).max(Comparator.naturalOrder()).orElseThrow();
        return Duration.between(first, last).toMillis() / 1e3;
    }

    /** A part of work that may fail. */
    @FunctionalInterface
    private interface Part {
        void run(int part) throws Exception;
    }

    private static void inParallel(int threads, Part work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int part = i;
                parts.add(() -> {
                    work.run(part);
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(parts)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdown();
        }
    }
}
