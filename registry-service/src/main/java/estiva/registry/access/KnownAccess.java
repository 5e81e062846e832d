package estiva.registry.access;

import estiva.control.database.DatabaseErrors;
import estiva.control.database.Startup;
import estiva.control.loop.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps {@link Known} in step with the tables: one small statement every two seconds, all of it after a change, and once a minute,
 * for what scripts have changed. What is older than five seconds lets nobody in: a revoked key may be in it.
 */
@Singleton
public class KnownAccess {
    private static final Logger LOG = Logger.getLogger(KnownAccess.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration WHOLE_AGAIN = Duration.ofMinutes(1);
    private static final Duration OLDEST = Duration.ofSeconds(5);
    /** Requests with unknown keys have it read again no more often. */
    private static final Duration AS_GOOD_AS_NEW = Duration.ofMillis(250);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Startup startup;
    private final AccessTables tables;
    private final AdminKey adminKey;
    private final FirstAdmin firstAdmin;
    private final Loop loop = new Loop("estiva-access", this::poll);
    private final OneByOne looks = new OneByOne(System::nanoTime);
    private volatile Reading last;

    private record Reading(Known known, long at, long wholeAt) {

        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - at < age.toNanos();
        }
    }

    KnownAccess(Startup startup, AccessTables tables, AdminKey adminKey, FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
        this.startup = startup;
        this.tables = tables;
        this.adminKey = adminKey;
    }

    void start(@Observes StartupEvent event) {
        startup.whenReady(loop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop(PATIENCE);
    }

    private Duration poll() {
        look();
        return PAUSE;
    }

    /** Without a question to the database; empty: it must be asked first, see {@link #look}. */
    Optional<Known> now() {
        Reading reading = last;
        return reading != null && reading.isYoungerThan(OLDEST) ? Optional.of(reading.known()) : Optional.empty();
    }

    /** Whether something that is not known was perhaps made since the last look. */
    boolean mayBeOutdated() {
        Reading reading = last;
        return reading == null || !reading.isYoungerThan(AS_GOOD_AS_NEW);
    }

    /**
     * Asks the database whether anything has changed.
     *
     * @throws RuntimeException the database does not answer, or its schema is not there yet
     */
    Known look() {
        if (!startup.isReady()) {
            throw new IllegalStateException("The schema is not there yet");
        }
        return looks.ask(this::lookNow);
    }

    private Known lookNow() {
        Reading before = last;
        long now = System.nanoTime();
        if (before != null && before.isYoungerThan(AS_GOOD_AS_NEW)) {
            return before.known();
        }
        return read(before, now);
    }

    /** After a change of its own: nothing that is asked later is answered with what was before. */
    void lookAgain() {
        looks.ask(() -> read(null, System.nanoTime()));
    }

    private void install(ApiKeyText key) {
        try {
            firstAdmin.install(key);
        } catch (RuntimeException e) {
            // Another registry was faster with the same.
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
        }
    }

    private Known read(Reading before, long now) {
        if (before == null) {
            adminKey.key().ifPresent(this::install);
        }
        boolean isWholeDue = before == null || now - before.wholeAt() > WHOLE_AGAIN.toNanos();
        if (!isWholeDue && tables.version() == before.known().version()) {
            last = new Reading(before.known(), now, before.wholeAt());
        } else {
            last = new Reading(tables.read(), now, now);
            LOG.debug("It was read again who may come in");
        }
        return last.known();
    }
}
