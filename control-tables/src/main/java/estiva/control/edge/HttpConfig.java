package estiva.control.edge;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one client may take of a service's HTTP before the others would miss it. An address is that of the peer, or, where
 * the peer is a trusted proxy, the one that this proxy has seen; IPv6 addresses of one /64 are one address.
 */
@ConfigMapping(prefix = "estiva.http")
public interface HttpConfig {
    /** Open connections in all. A few more are kept for health probes and metrics. */
    @WithDefault("1000")
    int connections();

    /** Open connections of one address; those of trusted proxies are not counted. */
    @WithDefault("250")
    int connectionsPerAddress();

    /** Header fields of a request; their size is {@code quarkus.http.limits.max-header-size}. */
    @WithDefault("100")
    int headers();

    /** From a connection's beginning to the end of its first request's header. */
    @WithDefault("10s")
    Duration headerTime();

    /** From the end of an answer to the end of the next request's header; longer than proxies keep idle connections. */
    @WithDefault("75s")
    Duration idleTime();

    /** The largest body. */
    @WithDefault("10M")
    MemorySize body();

    /** From a body's beginning to its end. */
    @WithDefault("60s")
    Duration bodyTime();

    /** What of a body has to arrive, per second. */
    @WithDefault("1k")
    MemorySize bodyRate();

    /** What of an answer has to be taken, per second. */
    @WithDefault("4k")
    MemorySize answerRate();

    /** For how long a body or an answer may be slower than that. */
    @WithDefault("10s")
    Duration slowFor();

    /** What all bodies may take of the heap, one address at most half of it. Absent: an eighth, but room for two bodies. */
    Optional<MemorySize> bodyMemory();

    /** Requests that are carried out at once; fewer than {@code quarkus.thread-pool.max-threads}. */
    @WithDefault("150")
    int requests();

    /** Requests of one address that are carried out at once. */
    @WithDefault("100")
    int requestsPerAddress();

    /** Requests of one address per second, on average; twice as many at once. */
    @WithDefault("1000")
    int requestsPerSecond();

    /** Addresses, or networks as {@code 10.0.0.0/8}, whose header {@code X-Forwarded-For} is believed. */
    Optional<List<String>> trustedProxies();
}
