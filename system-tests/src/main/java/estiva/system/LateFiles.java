package estiva.system;

import estiva.system.ControlRows.ProcessRow;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Somebody who brings the missing files of a chaos run later and asks for a retry, and removes those that are loaded. */
final class LateFiles implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final ChaosCluster cluster;
    private final BlockingQueue<Late> late = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::bringAll, "late files");
    private LocalDateTime sweptUntil = LocalDateTime.of(2000, 1, 1, 0, 0);
    private volatile boolean closed;

    private record Late(long processId, ChaosProcess process) {}

    LateFiles(ChaosCluster cluster) {
        this.cluster = cluster;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void add(long processId, ChaosProcess process) {
        late.add(new Late(processId, process));
    }

    /** Processes whose missing file is still to be brought. */
    int waiting() {
        return late.size();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PAUSE.multipliedBy(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bringAll() {
        long swept = System.nanoTime();
        while (!closed) {
            if (System.nanoTime() - swept > SWEEP.toNanos()) {
                removeLoadedFiles();
                swept = System.nanoTime();
            }
            for (Late waiting : late) {
                try {
                    if (bring(waiting)) {
                        late.remove(waiting);
                    }
                } catch (IOException | SQLException | RuntimeException e) {
                    // Whoever is away comes back; the next look tries again.
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The small disk holds what is under way, not all of a long run. */
    private void removeLoadedFiles() {
        try {
            List<String> loaded = cluster.database()
                    .sql()
                    .rows(
                            row -> {
                                sweptUntil = row.getObject(2, LocalDateTime.class);
                                return row.getString(1);
                            },
                            """
                    SELECT FileName, EndTime FROM FileParameters
                     WHERE Status = 'Completed' AND EndTime >= ? ORDER BY EndTime""",
                            sweptUntil.minus(SWEEP));
            for (String name : loaded) {
                Files.deleteIfExists(cluster.files().resolve(name));
            }
        } catch (IOException | SQLException e) {
            // The database is away; the next sweep finds them.
        }
    }

    private boolean bring(Late waiting) throws IOException, SQLException {
        ProcessRow row = ControlRows.of(cluster.database()).process(waiting.processId());
        boolean isOver = row.isOver();
        if (isOver && !row.status().equals("Completed")) {
            waiting.process().last().write(cluster.files()); // also for whoever retries a cancelled one
        }
        if (row.status().equals("Failed")) {
            cluster.registry().retry(waiting.processId());
            return false; // it may fail once more by what is under way; the next look tells
        }
        return isOver;
    }
}
