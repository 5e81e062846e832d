package estiva.control.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.vertx.core.http.impl.Http1xOrH2CHandler;
import io.vertx.core.http.impl.Http1xUpgradeToH2CHandler;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Puts a {@link ConnectionGuard} into every connection to a server of this Vert.x. Its HTTP server offers
 * no place between accept and a request's whole header, which is where a slow client stays; so the
 * transport it stands on is where to begin.
 */
public final class GuardedTransport implements VertxServiceProvider {
    @Override
    public void init(VertxBuilder vertx) {
        if (!(vertx.findTransport() instanceof JDKTransport)) {
            throw new IllegalStateException(
                    "quarkus.vertx.prefer-native-transport must be false: its connections would have no limits");
        }
        vertx.findTransport(new JDKTransport() {
            @Override
            public void configure(NetServerOptions options, boolean isDomainSocket, ServerBootstrap server) {
                super.configure(options, isDomainSocket, server);
                server.handler(new Acceptor());
            }
        });
    }

    /** Sees each connection before it reads. */
    private static final class Acceptor extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            Channel channel = (Channel) accepted;
            ArcContainer beans = Arc.container();
            if (beans == null || !beans.isRunning()) {
                // The service stops.
                channel.unsafe().closeForcibly();
                return;
            }
            channel.pipeline()
                    .addLast(new Installer(beans.instance(Connections.class).get(), channel));
            context.fireChannelRead(accepted);
        }
    }

    /** Waits until Vert.x has put up its pipeline: at once, or after the handshake of TLS. */
    private static final class Installer extends ChannelInboundHandlerAdapter {
        private static final byte[] EMPTY_LINE = {'\r', '\n'};

        private final Connections connections;
        private final ConnectionGuard guard;

        Installer(Connections connections, Channel channel) {
            this.connections = connections;
            this.guard = connections.accept(channel);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ChannelPipeline pipeline = context.pipeline();
            pipeline.remove(this);
            if (guard.isTurnedAway()) {
                connections.keep(context.channel());
            }
            if (pipeline.get(SslHandler.class) == null) {
                install(pipeline);
            } else {
                pipeline.addAfter(pipeline.context(SslHandler.class).name(), null, new AfterHandshake());
            }
            context.fireChannelActive();
        }

        private void install(ChannelPipeline pipeline) {
            if (pipeline.get(Http1xOrH2CHandler.class) != null) {
                // quarkus.http.http2 does not reach the management port. An empty line, which a server passes by before
                // a request
                // (RFC 9112, 2.2), is no beginning of HTTP/2: with it Vert.x takes the connection for one of HTTP/1.1.
                pipeline.fireChannelRead(Unpooled.wrappedBuffer(EMPTY_LINE));
            }
            if (pipeline.get(HttpRequestDecoder.class) == null) {
                pipeline.close();
            } else {
                ChannelHandlerContext upgrade = pipeline.context(Http1xUpgradeToH2CHandler.class);
                pipeline.addBefore(upgrade == null ? "handler" : upgrade.name(), null, guard);
            }
        }

        private final class AfterHandshake extends ChannelInboundHandlerAdapter {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                context.fireUserEventTriggered(event);
                if (event instanceof SslHandshakeCompletionEvent handshake) {
                    context.pipeline().remove(this);
                    if (handshake.isSuccess()) {
                        install(context.pipeline());
                    }
                }
            }
        }
    }
}
