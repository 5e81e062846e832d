package estiva.control.edge;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Limits of a service's HTTP: no client can take so much that other clients are not served. The address of a client is the
 * address of the connection. If the connection comes from a trusted proxy, it is the address that this proxy has seen. All
 * IPv6 addresses of one /64 network count as one address.
 */
@ConfigMapping(prefix = "estiva.http")
public interface HttpConfig {
    /** Open connections of all clients together. More connections get 503, but health probes and metrics are still answered. */
    @WithDefault("1000")
    int connections();

    /** Open connections of one address. More connections get 429. Connections of trusted proxies are not counted. */
    @WithDefault("250")
    int connectionsPerAddress();

    /** Header fields of one request. Their size has its own limit: {@code quarkus.http.limits.max-header-size}. */
    @WithDefault("100")
    int headers();

    /** Time from the start of a connection to the end of the header of its first request. */
    @WithDefault("10s")
    Duration headerTime();

    /**
     * Time from the end of an answer to the end of the header of the next request. The default is longer than most proxies
     * keep idle connections.
     */
    @WithDefault("75s")
    Duration idleTime();

    /** The largest body of a request. At most 512M. Most endpoints of the registry take less. */
    @WithDefault("10M")
    MemorySize body();

    /** Time from the first to the last byte of a body. */
    @WithDefault("60s")
    Duration bodyTime();

    /** Bytes of a body that must arrive each second. */
    @WithDefault("1k")
    MemorySize bodyRate();

    /** Bytes of an answer that the client must read each second. */
    @WithDefault("4k")
    MemorySize answerRate();

    /** How long a body or an answer may be slower than its rate. */
    @WithDefault("10s")
    Duration slowFor();

    /**
     * Memory for the bodies of all requests together. One address can take half of it. It must have room for two bodies of
     * the largest size. Absent: an eighth of the heap, or two bodies if that is more.
     */
    Optional<MemorySize> bodyMemory();

    /** Requests that run at the same time. At least 20 less than {@code quarkus.thread-pool.max-threads}, which is 200. */
    @WithDefault("150")
    int requests();

    /** Requests of one address that run at the same time. */
    @WithDefault("100")
    int requestsPerAddress();

    /** Requests of one address each second, on average. A short burst can have twice as many. */
    @WithDefault("1000")
    int requestsPerSecond();

    /**
     * Addresses or networks (such as {@code 10.0.0.0/8}) of proxies, separated by commas. Their header
     * {@code X-Forwarded-For} is believed, so that the limits count the clients and not the proxy. Absent: no proxy is
     * trusted.
     */
    Optional<List<String>> trustedProxies();
}
