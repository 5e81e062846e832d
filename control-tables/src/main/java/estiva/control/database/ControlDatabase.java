package estiva.control.database;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The database of the control tables: short transactions, retried when another one was in the way.
 *
 * <p>Statements are text blocks beside the method that runs them. In them {@code <now>} stands for the database's own
 * clock in UTC, {@code <skipLocked>} and {@code <dirty>} for the vendor's hints; {@code :name} is a bound value. Times
 * are {@link Instant} in Java and DATETIME2(3) in UTC in the tables, whatever the zone of the JVM.
 */
@Singleton
public class ControlDatabase {
    private static final Logger LOG = Logger.getLogger(ControlDatabase.class);
    private static final int TRIES = 8;
    /** A conflict that took this long to show was a wait for a lock: its holder may hold it for minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration BRIEF = Duration.ofMillis(500);
    private static final LongAdder CONFLICTS = new LongAdder();
    private static final LongAdder STATEMENTS = new LongAdder();

    private final DataSource dataSource;
    private final Duration queryTimeout;
    private volatile Jdbi jdbi;
    private volatile Vendor vendor;

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
        return retried(
                BRIEF,
                () -> jdbi().withHandle(handle -> {
                    int usual = handle.createQuery("SELECT " + vendor.lockTimeout())
                            .mapTo(Integer.class)
                            .one();
                    handle.execute("SET LOCK_TIMEOUT " + BRIEF.toMillis());
                    try {
                        return handle.inTransaction(work::apply);
                    } finally {
                        handle.execute("SET LOCK_TIMEOUT " + usual);
                    }
                }));
    }

    /**
     * As {@link #inTransaction}, but commits only if the work returns true; otherwise all that it wrote is rolled back.
     *
     * @return what the work returned
     */
    public boolean commitIf(Predicate<Handle> work) {
        return retried(PATIENCE, () -> {
            try (Handle handle = jdbi().open()) {
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
        });
    }

    private <T> T retried(Duration patience, Supplier<T> transaction) {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return watched(transaction);
            } catch (RuntimeException e) {
                boolean isLate = System.nanoTime() - begun >= patience.toNanos();
                if (attempt >= TRIES || isLate || !DatabaseErrors.isConflict(e)) {
                    throw e;
                }
                CONFLICTS.increment();
                LOG.debugf(e, "Transaction in conflict, try %d of %d", attempt, TRIES);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(5_000_000L * attempt));
            }
        }
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
        if (dataSource instanceof AgroalDataSource pool) {
            pool.flush(AgroalDataSource.FlushMode.GRACEFUL);
        }
    }

    /** Transactions of this process that were tried again because another one was in the way, since its start. */
    static long conflicts() {
        return CONFLICTS.sum();
    }

    /** Statements of this process since its start; a batch counts as one. */
    static long statements() {
        return STATEMENTS.sum();
    }

    /** Counts a statement that reached this database by another way than through here. */
    public static void countStatement() {
        STATEMENTS.increment();
    }

    public void useTransaction(Consumer<Handle> work) {
        inTransaction(handle -> {
            work.accept(handle);
            return null;
        });
    }

    /** Runs reads outside a transaction, each statement seeing what is committed by then. */
    public <T> T read(Function<Handle, T> work) {
        return watched(() -> jdbi().withHandle(work::apply));
    }

    /** A handle of the caller's own, for a transaction that lasts as long as a load; the caller closes it. */
    public Handle open() {
        return jdbi().open();
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
        try (Connection connection = dataSource.getConnection()) {
            vendor = Vendor.of(connection);
        } catch (SQLException e) {
            throw new org.jdbi.v3.core.ConnectionException(e);
        }
        made = Jdbi.create(dataSource);
        made.getConfig(SqlStatements.class)
                .setQueryTimeout((int) Math.max(1, queryTimeout.toSeconds()))
                .setUnusedBindingAllowed(true);
        made.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                STATEMENTS.increment();
            }
        });
        made.define("now", vendor.now());
        made.define("skipLocked", vendor.skipLocked());
        made.define("dirty", vendor.dirty());
        made.registerArgument(new InstantArgument());
        made.registerColumnMapper(Instant.class, (row, column, context) -> Times.instant(row, column));
        jdbi = made;
        return made;
    }

    private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
        InstantArgument() {
            super(Types.TIMESTAMP);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            LocalDateTime time = LocalDateTime.ofInstant(value, ZoneOffset.UTC);
            return (position, statement, context) -> statement.setObject(position, time);
        }
    }
}
