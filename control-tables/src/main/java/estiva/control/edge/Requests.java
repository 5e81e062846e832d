package estiva.control.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What each request passes before anything carries it out: the share of its address, its body, and a place among those
 * that are carried out at once. The body comes before the place: who sends slowly takes none, and no thread either.
 */
@Singleton
class Requests {
    private static final int BEFORE_ALL_OTHERS = 100_000;
    private static final int FIRST = Integer.MIN_VALUE;

    private final HttpLimits limits;
    private final Bodies bodies;
    private final Refusals refusals;

    Requests(HttpLimits limits, Bodies bodies, Refusals refusals, MeterRegistry registry) {
        this.limits = limits;
        this.bodies = bodies;
        this.refusals = refusals;
        Gauge.builder("estiva.http.running", limits, HttpLimits::running)
                .description("Requests that are carried out, probes not counted")
                .register(registry);
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, BEFORE_ALL_OTHERS);
    }

    void registerManagement(@Observes ManagementInterface management) {
        management.router().route().order(FIRST).handler(this::admitWatcher);
    }

    /** On the port for probes and metrics, which take no body. */
    private void admitWatcher(RoutingContext context) {
        HttpServerRequest request = context.request();
        SecurityHeaders.put(context.response().headers(), request.path(), request.isSSL());
        InetAddress client = client(request);
        Lane lane = limits.probes();
        if (!lane.mayAsk(client, System.nanoTime())) {
            refusals.count(Refusals.Reason.rate);
            refuse(context, EdgeProblem.later(429, "Too many requests come from this address", request.path()));
        } else if (Bodies.hasBody(request)) {
            refuse(context, bodies.unwanted(request));
        } else {
            enter(context, client, lane);
        }
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        SecurityHeaders.put(context.response().headers(), request.path(), request.isSSL());
        InetAddress client = client(request);
        Lane lane = limits.lane(request.path());
        if (lane.mayAsk(client, System.nanoTime())) {
            bodies.read(context, client, () -> enter(context, client, lane));
        } else {
            refusals.count(Refusals.Reason.rate);
            refuse(context, EdgeProblem.later(429, "Too many requests come from this address", request.path()));
        }
    }

    private void enter(RoutingContext context, InetAddress client, Lane lane) {
        if (!channel(context.request()).isActive()) {
            // Nobody waits for the answer, and nothing has been done for it.
            return;
        }
        String path = context.request().path();
        switch (lane.enter(client, System.nanoTime())) {
            case OPEN -> {
                Place place = new Place(context, () -> lane.leave(client));
                place.hold();
                guard(context).afterAnswer(place::letGo);
                context.next();
                place.letGo();
            }
            case ADDRESS_IS_FULL -> {
                refusals.count(Refusals.Reason.busy);
                refuse(context, EdgeProblem.later(429, "Too many requests of this address are under way", path));
            }
            case LANE_IS_FULL -> {
                refusals.count(Refusals.Reason.busy);
                refuse(context, EdgeProblem.later(503, "Too many requests are under way", path));
            }
        }
    }

    /** The peer as it is, whatever Quarkus makes of forwarded addresses: which of them are true is decided here. */
    private InetAddress client(HttpServerRequest request) {
        InetSocketAddress peer = (InetSocketAddress) channel(request).remoteAddress();
        return limits.proxies().client(peer.getAddress(), request.headers().getAll("X-Forwarded-For"));
    }

    /** Answers, and hangs up if there is a body which nobody has read. */
    static void refuse(RoutingContext context, EdgeProblem problem) {
        boolean isRead = !Bodies.hasBody(context.request()) || context.request().isEnded();
        if (!isRead) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        problem.answer(context.response());
        if (!isRead) {
            Channel channel = channel(context.request());
            guard(context).hangUpAfter(channel.writeAndFlush(Unpooled.EMPTY_BUFFER));
        }
    }

    static ConnectionGuard guard(RoutingContext context) {
        return channel(context.request()).pipeline().get(ConnectionGuard.class);
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }
}
