package estiva.control.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who may open a connection, on each port for itself: a client that takes all connections of one takes none of the other. Beyond the
 * limits there is a reserve in which only probes are answered, so that nobody who takes all connections makes the service look
 * dead; it is full for nobody, because the oldest in it makes room. How many are open: {@code estiva_http_connections}.
 */
@Singleton
@Unremovable
class Connections {
    private static final int RESERVE = 32;

    private final HttpConfig config;
    private final HttpLimits limits;
    private final Refusals refusals;
    private final AtomicInteger open = new AtomicInteger();
    /** By its number: two of them at most, for clients and for those who watch. */
    private final ConcurrentMap<Integer, Port> ports = new ConcurrentHashMap<>();

    Connections(HttpConfig config, HttpLimits limits, Refusals refusals, MeterRegistry registry) {
        this.config = config;
        this.limits = limits;
        this.refusals = refusals;
        Gauge.builder("estiva.http.connections", open, AtomicInteger::get)
                .description("Connections that are open, those beyond the limits among them")
                .register(registry);
    }

    /** @return what watches over the connection, for its pipeline */
    ConnectionGuard accept(Channel channel) {
        open.incrementAndGet();
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        EdgeProblem problem = port(channel).count(channel);
        if (problem != null) {
            refusals.count(Refusals.Reason.connections);
        }
        return new ConnectionGuard(config, refusals, problem);
    }

    /** Keeps one that is beyond the limits, until it has asked, or until there are too many of them. */
    void keep(Channel channel) {
        port(channel).keep(channel);
    }

    private Port port(Channel channel) {
        int number = channel.localAddress() instanceof InetSocketAddress own ? own.getPort() : 0;
        return ports.computeIfAbsent(number, none -> new Port());
    }

    private final class Port {
        private final AtomicInteger openHere = new AtomicInteger();
        private final ConcurrentMap<InetAddress, Integer> openBy = new ConcurrentHashMap<>();
        private final Set<Channel> reserve = new LinkedHashSet<>();

        EdgeProblem count(Channel channel) {
            int all = openHere.incrementAndGet();
            channel.closeFuture().addListener(closed -> openHere.decrementAndGet());
            if (channel.remoteAddress() instanceof InetSocketAddress peer
                    && !limits.proxies().trusts(peer.getAddress())) {
                InetAddress address = TrustedProxies.share(peer.getAddress());
                int own = openBy.merge(address, 1, Integer::sum);
                channel.closeFuture()
                        .addListener(closed ->
                                openBy.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1));
                if (own > config.connectionsPerAddress()) {
                    return EdgeProblem.later(429, "Too many connections are open from this address", "");
                }
            }
            return all > config.connections() ? EdgeProblem.later(503, "Too many connections are open", "") : null;
        }

        void keep(Channel channel) {
            synchronized (reserve) {
                reserve.add(channel);
                if (reserve.size() > RESERVE) {
                    Channel oldest = reserve.iterator().next();
                    reserve.remove(oldest);
                    oldest.close();
                }
            }
            channel.closeFuture().addListener(closed -> {
                synchronized (reserve) {
                    reserve.remove(channel);
                }
            });
        }
    }
}
