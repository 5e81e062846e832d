package estiva.control.database;

import estiva.control.text.VisibleText;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Waits for the database and brings its schema up to date, beside the service's own start: a service that starts during
 * an outage stays up, live and unready, and begins its work when the schema is current.
 */
@Singleton
public class Startup {
    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final long LONGEST_PAUSE_SECONDS = 10;

    /** What a service does about the schema. */
    public enum Migrate {
        AT_START,
        /** Migrates and exits: for a job that runs before the services do. */
        ONLY,
        /** Waits until somebody else has migrated. */
        NEVER;

        /** Not left to the injection: its error names neither the value nor what may be said. */
        static Migrate of(String text) {
            return Arrays.stream(values())
                    .filter(it -> it.name().equalsIgnoreCase(text.strip().replace('-', '_')))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "estiva.migrate is '" + VisibleText.of(text) + "'; it can be at-start, only or never"));
        }
    }

    private final Schema schema;
    private final AgroalDataSource dataSource;
    private final Migrate migrate;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean ready;

    public Startup(
            Schema schema, AgroalDataSource dataSource, @ConfigProperty(name = "estiva.migrate") String migrate) {
        this.schema = schema;
        this.dataSource = dataSource;
        this.migrate = Migrate.of(migrate);
    }

    void start(@Observes StartupEvent event) {
        refuseWrongProfile();
        Thread thread = new Thread(this::prepare, "estiva-startup");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /** Whether the schema has been found to be what this build needs. */
    public synchronized boolean isReady() {
        return ready;
    }

    /** Runs the work once the schema is current: at once if it is by now. */
    public void whenReady(Runnable work) {
        synchronized (this) {
            if (!ready) {
                waiting.add(work);
                return;
            }
        }
        work.run();
    }

    /** The kind of database is fixed at build time; with the other kind's configuration nothing would work. */
    private void refuseWrongProfile() {
        boolean builtForSqlServer = dataSource
                .getConfiguration()
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .connectionProviderClass()
                .getName()
                .startsWith("com.microsoft.");
        boolean profile = ConfigUtils.getProfiles().contains("sqlserver");
        if (builtForSqlServer && !profile) {
            throw new IllegalStateException("This is the SQL Server build of the service; it must be started with its"
                    + " profile: set QUARKUS_PROFILE=prod,sqlserver");
        }
        if (!builtForSqlServer && profile) {
            throw new IllegalStateException("This is the embedded H2 build of the service; with the profile sqlserver"
                    + " start the one in quarkus-app-sqlserver");
        }
    }

    private void prepare() {
        boolean prepared = false;
        long pause = 0;
        while (!prepared && !isStopping(pause)) {
            prepared = tryToPrepare();
            pause = Math.min(pause * 2 + 1, LONGEST_PAUSE_SECONDS);
        }
        if (migrate == Migrate.ONLY) {
            Quarkus.asyncExit(prepared ? 0 : 1);
        } else if (prepared) {
            begin();
        }
    }

    private boolean tryToPrepare() {
        try {
            if (migrate == Migrate.ONLY || migrate == Migrate.AT_START && !schema.isCurrent()) {
                schema.migrate();
            }
            if (schema.isCurrent()) {
                LOG.info("The schema is current");
                schema.isolation().ifPresent(isolation -> LOG.info(isolation.describe()));
                return true;
            }
            LOG.warn("The schema is older than this build needs; waiting for its migration");
        } catch (RuntimeException e) {
            if (stopping.getCount() == 0) {
                LOG.debugf(e, "Stopped while waiting for the database");
            } else if (migrate == Migrate.ONLY && !isWorthWaiting(e)) {
                LOG.error("The schema cannot be migrated", e);
                Quarkus.asyncExit(1);
                stopping.countDown();
            } else if (isWorthWaiting(e)) {
                LOG.warnf("Waiting for the database: %s", e.getMessage());
            } else {
                LOG.errorf("The schema cannot be used yet: %s", e.getMessage());
            }
        }
        return false;
    }

    /** A job that waited for another password would say nothing to the person who started it. */
    static boolean isWorthWaiting(RuntimeException e) {
        return DatabaseErrors.isTransient(e) && !DatabaseErrors.isLoginRefused(e);
    }

    private boolean isStopping(long seconds) {
        try {
            return stopping.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void begin() {
        List<Runnable> begun;
        synchronized (this) {
            ready = true;
            begun = List.copyOf(waiting);
            waiting.clear();
        }
        begun.forEach(Runnable::run);
    }
}
