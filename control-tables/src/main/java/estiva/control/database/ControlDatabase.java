package estiva.control.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * The database of the control tables: short transactions, retried when another one was in the way.
 *
 * <p>Statements are text blocks beside the method that runs them. In them {@code <now>} stands for the database's own
 * clock in UTC, {@code <skipLocked>} and {@code <dirty>} for the vendor's hints; {@code :name} is a bound value. Times
 * are {@link java.time.Instant} in Java and DATETIME2(3) in UTC in the tables, whatever the zone of the JVM.
 */
@Singleton
public class ControlDatabase {
    private static final Logger LOG = Logger.getLogger(ControlDatabase.class);
    /** A conflict that took this long to show was a wait for a lock: its holder may hold it for minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration BRIEF = Duration.ofMillis(500);
    /** What a look may take: a third of a lease as it is by default, so that two may fail before a lease ends. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    /** The driver gives a statement up after {@link #queryTimeout}, and the connection if nobody answers to that either. */
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Duration queryTimeout;
    private volatile Jdbi jdbi;
    private volatile Vendor vendor;
    private volatile LockTimeout lockTimeout;

    @jakarta.inject.Inject
    public ControlDatabase(DataSource dataSource) {
        this(dataSource, Duration.ofSeconds(60));
    }

    /** @param queryTimeout after which the driver gives a statement up; whole seconds, at least 1 */
    public ControlDatabase(DataSource dataSource, Duration queryTimeout) {
        this.dataSource = dataSource;
        this.queryTimeout = queryTimeout;
    }

    /**
     * Runs the work in one transaction. A deadlock victim, a lock time-out or a snapshot conflict rolls back and starts
     * the work again for some seconds, so the work must not leave traces outside the transaction.
     */
    public <T> T inTransaction(Function<Handle, T> work) {
        return retried(PATIENCE, () -> jdbi().inTransaction(work::apply));
    }

    /**
     * As {@link #inTransaction}, but waits for no lock longer than half a second, and tries for no longer than that: for those
     * who have others to serve, and come again.
     */
    public <T> T briefly(Function<Handle, T> work) {
        return briefly(BRIEF, work);
    }

    /** @param patience for a lock, and for all tries together */
    public <T> T briefly(Duration patience, Function<Handle, T> work) {
        return retried(
                patience,
                () -> jdbi().withHandle(handle ->
                        lockTimeout.within(hurried(handle), patience, () -> handle.inTransaction(work::apply))));
    }

    /**
     * As {@link #briefly}, for somebody who can do without: what this one needs is locked, and others are served first.
     *
     * @return empty: a conflict with another transaction, nothing was done
     */
    public <T> Optional<T> unlessLocked(Function<Handle, T> work) {
        try {
            return Optional.of(briefly(work));
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isConflict(e)) {
                throw e;
            }
            LOG.debugf(e, "Left for later, something of it is locked");
            return Optional.empty();
        }
    }

    /**
     * As {@link #inTransaction}, but commits only if the work returns true; otherwise all that it wrote is rolled back.
     *
     * @return what the work returned
     */
    public boolean commitIf(Predicate<Handle> work) {
        return retried(PATIENCE, () -> jdbi().withHandle(handle -> commitIf(handle, work)));
    }

    /** As {@link #commitIf}, and waits for locks as {@link #briefly}; not for an answer: long statements take long to parse. */
    public boolean commitBrieflyIf(Predicate<Handle> work) {
        return retried(
                BRIEF,
                () -> jdbi().withHandle(handle -> lockTimeout.within(handle, BRIEF, () -> commitIf(handle, work))));
    }

    private static boolean commitIf(Handle handle, Predicate<Handle> work) {
        handle.begin();
        boolean mayCommit = false;
        try {
            mayCommit = work.test(handle);
            return mayCommit;
        } finally {
            if (mayCommit) {
                handle.commit();
            } else {
                handle.rollback();
            }
        }
    }

    private <T> T retried(Duration patience, Supplier<T> transaction) {
        return Conflicts.retried(patience, () -> watched(transaction));
    }

    /**
     * A broken connection is seldom the only one, and the pool tries none that was in use a moment ago: it would hand the
     * same one out again and again. So all are made again, each as soon as nobody uses it.
     */
    private <T> T watched(Supplier<T> access) {
        try {
            return access.get();
        } catch (RuntimeException e) {
            if (DatabaseErrors.isBroken(e)) {
                renewConnections();
            }
            throw e;
        }
    }

    /** Has all connections made again, each as soon as nobody uses it. */
    public void renewConnections() {
        PooledConnections.renew(dataSource);
    }

    /** Counts a statement that reached this database by another way than through here. */
    public static void countStatement() {
        Statements.increment();
    }

    public void useTransaction(Consumer<Handle> work) {
        inTransaction(handle -> {
            work.accept(handle);
            return null;
        });
    }

    /**
     * Runs reads outside a transaction, each statement seeing what is committed by then. Tried again after a conflict, as when a
     * reader that waits for a writer was chosen as the victim of a deadlock: the work starts from nothing each time.
     */
    public <T> T read(Function<Handle, T> work) {
        return retried(PATIENCE, () -> jdbi().withHandle(work::apply));
    }

    /** As {@link #read}, for a loop that others wait for: gives up in time, whether the database or the way to it is slow. */
    public <T> T look(Function<Handle, T> work) {
        return retried(LOOK_AGAIN, () -> jdbi().withHandle(handle -> work.apply(hurried(handle))));
    }

    /** Once, without the retries of a short transaction: for those who would keep their caller from everything else. */
    public void once(Consumer<Handle> work) {
        watched(() -> {
            jdbi().useTransaction(work::accept);
            return null;
        });
    }

    /** A handle of the caller's own, over which no answer is too late; the caller closes it. */
    public Handle open() {
        return open(Duration.ZERO);
    }

    /** @param patience for one answer; zero: no limit */
    public Handle open(Duration patience) {
        return patient(jdbi().open(), patience);
    }

    private Handle hurried(Handle handle) {
        Duration patience = queryTimeout.compareTo(LOOK) < 0 ? queryTimeout : LOOK;
        long seconds = Math.max(1, patience.toSeconds());
        handle.getConfig(SqlStatements.class).setQueryTimeout((int) Math.max(1, seconds - 1));
        return patient(handle, Duration.ofSeconds(seconds));
    }

    /**
     * The driver probes a silent connection (TCP keepalive, after 30 s). A proxy that has lost the server answers that all the same:
     * there this limit ends the wait. It is none for a write, which waits only if the proxy itself stands still.
     *
     * @param patience for one answer over this handle; zero: no limit
     */
    public static Handle patient(Handle handle, Duration patience) {
        try {
            LimitedConnections.limit(handle.getConnection(), patience);
            return handle;
        } catch (SQLException e) {
            handle.close();
            throw new org.jdbi.v3.core.ConnectionException(e);
        }
    }

    public Vendor vendor() {
        jdbi();
        return vendor;
    }

    public Duration queryTimeout() {
        return queryTimeout;
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Made at the first use that reaches the database, since a service may start before its database does. */
    private Jdbi jdbi() {
        Jdbi made = jdbi;
        if (made != null) {
            return made;
        }
        int networkMillis;
        try (Connection connection = dataSource.getConnection()) {
            vendor = Vendor.of(connection);
            networkMillis = connection.getNetworkTimeout();
            lockTimeout = new LockTimeout(LockTimeout.of(connection, vendor), this::renewConnections);
        } catch (SQLException e) {
            throw new org.jdbi.v3.core.ConnectionException(e);
        }
        made = Statements.over(
                new LimitedConnections(dataSource, networkMillis, queryTimeout.plus(LAST_WORD)), vendor, queryTimeout);
        jdbi = made;
        return made;
    }
}
