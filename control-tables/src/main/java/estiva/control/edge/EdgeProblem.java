package estiva.control.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * A problem document (RFC 9457) of a request that no resource answers, in the shape of the registry's own.
 *
 * @param path as it was asked; only what a URI may consist of is shown of it
 * @param retryAfter in seconds; 0: it says nothing about that
 */
record EdgeProblem(int status, String detail, String path, int retryAfter) {
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final int LONGEST_PATH = 200;

    static EdgeProblem of(int status, String detail, String path) {
        return new EdgeProblem(status, detail, path, 0);
    }

    /** It may be asked again after a second. */
    static EdgeProblem later(int status, String detail, String path) {
        return new EdgeProblem(status, detail, path, 1);
    }

    String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance())
                .toString();
    }

    /** Nothing of a request comes back as markup, and what stands here is a URI reference. */
    private String instance() {
        StringBuilder shown = new StringBuilder();
        for (char each :
                path.substring(0, Math.min(path.length(), LONGEST_PATH)).toCharArray()) {
            shown.append(RequestTarget.isUriCharacter(each) ? each : '_');
        }
        return shown.toString();
    }

    /** The answer after which the connection is closed. */
    FullHttpResponse closing() {
        DefaultFullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.copiedBuffer(json(), StandardCharsets.UTF_8));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        SecurityHeaders.put(answer.headers()::set);
        if (retryAfter > 0) {
            answer.headers().set(HttpHeaderNames.RETRY_AFTER, retryAfter);
        }
        return answer;
    }

    Future<Void> answer(HttpServerResponse response) {
        SecurityHeaders.put(response.headers()::set);
        response.setStatusCode(status).putHeader(HttpHeaderNames.CONTENT_TYPE, MEDIA_TYPE);
        if (retryAfter > 0) {
            response.putHeader(HttpHeaderNames.RETRY_AFTER, Integer.toString(retryAfter));
        }
        return response.end(json());
    }
}
