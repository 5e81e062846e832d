package estiva.registry.access;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** When keys were last used: noted by each request, written once a minute. */
@Singleton
class KeyUse {
    private static final Logger LOG = Logger.getLogger(KeyUse.class);

    private final Map<String, Instant> noted = new ConcurrentHashMap<>();
    private final AccessTables tables;

    KeyUse(AccessTables tables) {
        this.tables = tables;
    }

    /** @param keyId of a key that is valid: there are never more than that */
    void note(String keyId) {
        noted.put(keyId, AccessClock.now());
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        try {
            for (Map.Entry<String, Instant> use : Map.copyOf(noted).entrySet()) {
                tables.used(use.getKey(), use.getValue().truncatedTo(ChronoUnit.MINUTES));
                noted.remove(use.getKey(), use.getValue());
            }
            tables.forgetEnded();
        } catch (RuntimeException e) {
            LOG.debugf(e, "When keys were last used is written later");
        }
    }
}
