package estiva.registry.access;

import estiva.registry.problem.ProblemException;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What one identity may ask of this registry, so that one that asks without pause leaves something to the others. */
@Provider
public class Quotas implements ContainerRequestFilter {
    private static final double NANOS = 1e9;
    private static final double SECONDS_A_MINUTE = 60;

    /** Filters are made before the configuration of a start is known. */
    private final Instance<AccessConfig> config;

    private final Caller caller;
    /** By the names of identities that were let in: there are no more than that. */
    private final ConcurrentMap<String, Bucket> requests = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, Bucket> bytes = new ConcurrentHashMap<>();

    Quotas(Instance<AccessConfig> config, Caller caller) {
        this.config = config;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (caller.isNobody() || caller.isAnybody()) {
            return;
        }
        long now = System.nanoTime();
        int rate = config.get().requestsPerSecond();
        if (!bucket(requests, 2.0 * rate, now).take(1, 2.0 * rate, rate, now)) {
            throw ProblemException.tooMany(
                    "Identity '" + caller.name() + "' asks more than " + rate + " times a second");
        }
        double most = config.get().bodiesPerMinute().asLongValue();
        double length = Math.max(0, request.getLength());
        if (length > 0 && !bucket(bytes, most, now).take(length, most, most / SECONDS_A_MINUTE, now)) {
            throw ProblemException.tooMany("The bodies of identity '" + caller.name() + "' have more than "
                    + config.get().bodiesPerMinute().asLongValue() / 1024 + " KiB a minute");
        }
    }

    private Bucket bucket(ConcurrentMap<String, Bucket> buckets, double full, long now) {
        return buckets.computeIfAbsent(caller.name(), none -> new Bucket(full, now));
    }

    private static final class Bucket {
        private double left;
        private long at;

        Bucket(double full, long now) {
            this.left = full;
            this.at = now;
        }

        synchronized boolean take(double amount, double full, double perSecond, long now) {
            left = Math.min(full, left + (now - at) / NANOS * perSecond);
            at = now;
            if (left < amount) {
                return false;
            }
            left -= amount;
            return true;
        }
    }
}
