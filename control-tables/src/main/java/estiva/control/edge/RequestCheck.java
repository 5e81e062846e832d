package estiva.control.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Set;

/** What is wrong with a request's header before anybody looks for what it asks. */
final class RequestCheck {
    /** RFC 9110, 9.3, and PATCH; without TRACE, which repeats what it was sent, and CONNECT, which is for proxies. */
    static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final int maxHeaders;

    RequestCheck(int maxHeaders) {
        this.maxHeaders = maxHeaders;
    }

    /** The answer that it gets, or null: it is one that can be looked at. */
    EdgeProblem problem(HttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return unreadable(request.decoderResult().cause());
        }
        String path = RequestTarget.path(request.uri());
        if (!HttpVersion.HTTP_1_1.equals(request.protocolVersion())
                && !HttpVersion.HTTP_1_0.equals(request.protocolVersion())) {
            return EdgeProblem.of(505, "This service speaks HTTP/1.1", path);
        }
        // A resource says itself which methods it has (405); health and
        // metrics would answer whatever they are asked by.
        String method = request.method().name();
        if (method.equals("CONNECT") || !METHODS.contains(method) && path.startsWith("/q/")) {
            return EdgeProblem.of(501, "This service does not know the method", path);
        }
        if (!RequestTarget.isWellFormed(request.uri())) {
            return EdgeProblem.of(
                    400, "The request's target is not a URI; other characters must be percent-encoded", path);
        }
        if (request.headers().entries().size() > maxHeaders) {
            return EdgeProblem.of(431, "A request must not have more than " + maxHeaders + " header fields", path);
        }
        return null;
    }

    private static EdgeProblem unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return EdgeProblem.of(414, "The request's first line is too long", "");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return EdgeProblem.of(431, "The request's header is too large", "");
        }
        return EdgeProblem.of(400, "This is not a request of HTTP/1.1", "");
    }

    /** Takes away what nobody here is to act on. */
    static void passBy(HttpRequest head, String path) {
        // A server may pass an upgrade by (RFC 9110, 7.8): there is no other protocol here.
        head.headers().remove(HttpHeaderNames.UPGRADE);
        if (RequestTarget.isProbe(path)) {
            // On the management port Quarkus lets every origin in, by a filter that no key reaches.
            head.headers().remove(HttpHeaderNames.ORIGIN);
        }
    }
}
