package estiva.system;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks into the control tables all the time: whether a client ever runs two processes, and how much is open. */
final class ChaosWatch implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    private static final int LOOKS_A_COUNT = 5;
    private static final String TWICE = """
            SELECT ProcessName, COUNT(*) FROM FileControl WHERE WorkerID > 0 AND Status = 'InProgress'
             GROUP BY ProcessName HAVING COUNT(*) > 1""";
    private static final String OPEN = """
            SELECT (SELECT COUNT(*) FROM FileControl WHERE Status = 'Pending')
                 + (SELECT COUNT(*) FROM FileControl WHERE Status = 'InProgress')""";

    private final RunningDatabase database;
    private final Thread thread = new Thread(this::watch, "watch");
    private final Map<String, Integer> clientsSeenTwice = new TreeMap<>();
    private volatile boolean closed;
    private volatile long looks;
    private volatile long open;

    ChaosWatch(RunningDatabase database) {
        this.database = database;
    }

    ChaosWatch start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Processes Pending or InProgress, a moment ago. */
    long open() {
        return open;
    }

    long looks() {
        return looks;
    }

    synchronized Map<String, Integer> clientsSeenTwice() {
        return new TreeMap<>(clientsSeenTwice);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!closed) {
            try (Connection connection = database.connect();
                    PreparedStatement twice = connection.prepareStatement(TWICE);
                    PreparedStatement count = connection.prepareStatement(OPEN)) {
                while (!closed) {
                    look(twice);
                    if (looks % LOOKS_A_COUNT == 0) {
                        count(count);
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (SQLException e) {
                LockSupport.parkNanos(PAUSE_NANOS); // the database is away; so is everybody else's
            }
        }
    }

    private synchronized void look(PreparedStatement twice) throws SQLException {
        try (ResultSet row = twice.executeQuery()) {
            while (row.next()) {
                clientsSeenTwice.merge(row.getString(1), 1, Integer::sum);
            }
        }
        looks++;
    }

    private void count(PreparedStatement count) throws SQLException {
        try (ResultSet row = count.executeQuery()) {
            row.next();
            open = row.getLong(1);
        }
    }
}
