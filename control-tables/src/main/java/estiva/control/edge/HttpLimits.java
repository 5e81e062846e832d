package estiva.control.edge;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The limits of {@link HttpConfig}, checked when the service starts. */
@Singleton
@Startup
class HttpLimits {
    private static final int FREE_THREADS = 20;
    /** Programs that watch the service ask several times a second at most. */
    private static final int PROBES = 20;

    private static final int PROBES_PER_SECOND = 50;

    private final TrustedProxies proxies;
    private final Lane requests;
    private final Lane probes = new Lane(PROBES, PROBES, PROBES_PER_SECOND);
    private final BodyMemory bodies;

    HttpLimits(
            HttpConfig config,
            @ConfigProperty(name = "quarkus.http.http2") boolean http2,
            @ConfigProperty(name = "quarkus.http.proxy.use-proxy-protocol") boolean proxyProtocol,
            @ConfigProperty(name = "quarkus.thread-pool.max-threads", defaultValue = "200") int threads) {
        require(!http2, "quarkus.http.http2", "must be false: no limit here knows the streams of HTTP/2");
        require(
                !proxyProtocol,
                "quarkus.http.proxy.use-proxy-protocol",
                "must be false: see estiva.http.trusted-proxies");
        require(config.connections() > 0, "estiva.http.connections", "must be positive");
        require(config.connectionsPerAddress() > 0, "estiva.http.connections-per-address", "must be positive");
        require(config.headers() > 0, "estiva.http.headers", "must be positive");
        requirePositive(config.headerTime(), "estiva.http.header-time");
        requirePositive(config.idleTime(), "estiva.http.idle-time");
        requirePositive(config.bodyTime(), "estiva.http.body-time");
        requirePositive(config.slowFor(), "estiva.http.slow-for");
        require(
                config.body().asLongValue() > 0 && config.body().asLongValue() <= Integer.MAX_VALUE / 4,
                "estiva.http.body",
                "must be between 1 and 512M");
        require(
                config.requests() > 0 && config.requests() <= threads - FREE_THREADS,
                "estiva.http.requests",
                "must be positive, and " + FREE_THREADS + " less than quarkus.thread-pool.max-threads, which is "
                        + threads);
        require(config.requestsPerAddress() > 0, "estiva.http.requests-per-address", "must be positive");
        require(config.requestsPerSecond() > 0, "estiva.http.requests-per-second", "must be positive");
        proxies = proxies(config.trustedProxies().orElse(List.of()));
        requests = new Lane(config.requests(), config.requestsPerAddress(), config.requestsPerSecond());
        bodies = bodies(config);
    }

    private static TrustedProxies proxies(List<String> networks) {
        try {
            return new TrustedProxies(networks);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("estiva.http.trusted-proxies: " + e.getMessage(), e);
        }
    }

    private static BodyMemory bodies(HttpConfig config) {
        long body = config.body().asLongValue();
        long all = config.bodyMemory()
                .map(MemorySize::asLongValue)
                .orElse(Math.max(2 * body, Runtime.getRuntime().maxMemory() / 8));
        require(all >= 2 * body, "estiva.http.body-memory", "must be at least twice estiva.http.body");
        return new BodyMemory(all, all / 2);
    }

    private static void requirePositive(Duration duration, String key) {
        require(!duration.isNegative() && !duration.isZero(), key, "must be positive");
    }

    private static void require(boolean isMet, String key, String what) {
        if (!isMet) {
            throw new IllegalArgumentException(key + " " + what);
        }
    }

    TrustedProxies proxies() {
        return proxies;
    }

    /** How many requests are carried out just now, probes not counted. */
    int running() {
        return requests.running();
    }

    Lane lane(String path) {
        return RequestTarget.isProbe(path) ? probes : requests;
    }

    Lane probes() {
        return probes;
    }

    BodyMemory bodies() {
        return bodies;
    }
}
