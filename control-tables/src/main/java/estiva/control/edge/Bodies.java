package estiva.control.edge;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/** Reads bodies on the event loop, so that no thread waits for a client. */
@Singleton
class Bodies {
    private static final int FIRST_BYTES = 4 * 1024;

    private final HttpConfig config;
    private final HttpLimits limits;
    private final Refusals refusals;

    Bodies(HttpConfig config, HttpLimits limits, Refusals refusals) {
        this.config = config;
        this.limits = limits;
        this.refusals = refusals;
    }

    static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length(request) > 0;
    }

    /** What the header says; Netty has refused what is no number. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    /** @param whenRead runs when the body is here, or there is none; not if the request was refused for its body */
    void read(RoutingContext context, InetAddress client, Runnable whenRead) {
        HttpServerRequest request = context.request();
        if (!hasBody(request)) {
            whenRead.run();
        } else if (length(request) > config.body().asLongValue()) {
            Requests.refuse(context, tooLarge(request));
        } else {
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                context.response().writeContinue();
            }
            new Reading(context, client, whenRead).begin();
        }
    }

    /** Where nothing takes one. */
    EdgeProblem unwanted(HttpServerRequest request) {
        return length(request) > config.body().asLongValue()
                ? tooLarge(request)
                : EdgeProblem.of(404, "There is nothing here that takes a body", request.path());
    }

    private EdgeProblem tooLarge(HttpServerRequest request) {
        String detail = "The body must not be larger than " + config.body().asLongValue() / 1024 + " KiB";
        return EdgeProblem.of(413, detail, request.path());
    }

    private final class Reading {
        private final RoutingContext context;
        private final BodyMemory.Part memory;
        private final Runnable whenRead;
        private final Buffer body = Buffer.buffer(FIRST_BYTES);
        private boolean isRefused;

        Reading(RoutingContext context, InetAddress client, Runnable whenRead) {
            this.context = context;
            this.memory = limits.bodies().part(client);
            this.whenRead = whenRead;
        }

        void begin() {
            // The context that Quarkus made for this request, which may not be the one that its body arrives in.
            Context own = Vertx.currentContext();
            Requests.guard(context).afterAnswer(memory::giveBack);
            context.request().handler(this::take).endHandler(end -> own.runOnContext(here -> done()));
        }

        private void take(Buffer part) {
            if (isRefused) {
                return;
            }
            long bytes = (long) body.length() + part.length();
            if (bytes > config.body().asLongValue()) {
                refuse(tooLarge(context.request()));
            } else if (!memory.grow(bytes)) {
                refusals.count(Refusals.Reason.memory);
                refuse(EdgeProblem.later(
                        503,
                        "Too many large bodies are under way",
                        context.request().path()));
            } else {
                body.appendBuffer(part);
            }
        }

        private void refuse(EdgeProblem problem) {
            isRefused = true;
            memory.giveBack();
            Requests.refuse(context, problem);
        }

        private void done() {
            if (!isRefused) {
                ((RoutingContextInternal) context).setBody(body);
                whenRead.run();
            }
        }
    }
}
