package estiva.control.edge;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.edge.RawConnection.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the HTTP of every service: each service's tests run it. */
public abstract class EdgeContract {
    private static final Pattern SERIES =
            Pattern.compile("http_server_requests_seconds_count\\{([^}]*(?:\\{[^}]*}[^}]*)*)}");

    /** Where probes and metrics are. */
    protected static int management() {
        return Metrics.port();
    }

    /** Where the service serves something else; by default it does not. */
    protected int port() {
        return management();
    }

    /** Status and request of what no resource ever sees. */
    static Stream<List<Object>> refused() {
        String end = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        return Stream.of(
                List.of(400, "no request at all\r\n\r\n"),
                List.of(400, "GET" + end),
                List.of(400, "GET nowhere" + end),
                List.of(400, "GET /q/health HTTP/1.1\r\nHost localhost\r\n: x\r\n\r\n"),
                List.of(400, "POST /q/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: minus one\r\n\r\n"),
                List.of(
                        400,
                        "POST /q/health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n\r\n"),
                List.of(400, "GET /%" + end),
                List.of(400, "GET /%zz" + end),
                List.of(400, "GET /q/health?x=%f" + end),
                List.of(400, "GET /<script>alert(1)</script>" + end),
                List.of(400, "GET /q/health?<b>" + end),
                List.of(400, "GET /caf\u00e9" + end),
                List.of(404, "GET /nothing" + end),
                List.of(404, "GET /..%2f..%2fetc%2fpasswd" + end),
                List.of(404, "GET /%3Cscript%3Ealert(1)%3C/script%3E" + end),
                List.of(404, "GET /q/nothing" + end),
                List.of(404, "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"),
                List.of(413, "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n"),
                List.of(413, "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999\r\n\r\n"),
                List.of(414, "GET /" + "a".repeat(9_000) + end),
                List.of(431, "GET /q/health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(50_000) + "\r\n\r\n"),
                List.of(431, "GET /q/health HTTP/1.1\r\nHost: localhost\r\n" + "a:b\r\n".repeat(200) + "\r\n"),
                List.of(501, "BREW /q/health" + end),
                List.of(501, "CONNECT localhost:22" + end),
                List.of(501, "TRACE /q/health" + end),
                List.of(505, "GET /q/health HTTP/3.7\r\nHost: localhost\r\n\r\n"),
                List.of(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatNoResourceSeesIsAnsweredByAProblemDocument(List<Object> statusAndRequest) throws IOException {
        String request = (String) statusAndRequest.get(1);

        Answer answer = RawConnection.ask(port(), request);

        assertThat(answer.status()).as(answer.body()).isEqualTo(statusAndRequest.get(0));
        assertThat(answer.isProblem())
                .as("%s %s", answer.headers(), answer.body())
                .isTrue();
        assertThat(answer.body())
                .contains("\"type\":\"about:blank\"", "\"title\":\"", "\"detail\":\"", "\"instance\":\"")
                .doesNotContain("<", "Exception", "\\tat ", "io.netty", "io.vertx");
        assertThat(answer.body().length()).isLessThan(1_000);
        assertThat(answer.headers()).containsEntry("x-content-type-options", "nosniff");
    }

    /** HTTP/2 would want limits of its own, and what stands before a service speaks 1.1 to it. */
    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket"})
    void aConnectionIsNotUpgraded(String protocol) throws IOException {
        Answer answer = RawConnection.ask(
                management(),
                "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: "
                        + protocol
                        + "\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("UP");
    }

    @Test
    void whateverIsAskedForMakesOnlyAHandfulOfSeries() throws IOException {
        RawConnection.get(management(), "/q/health/live");
        Set<String> before = series();

        for (int i = 0; i < 500; i++) {
            String odd = Integer.toHexString(i);
            askAndHangUp("POST /reset" + odd + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n");
            RawConnection.get(port(), "/nothing" + odd);
            RawConnection.get(management(), "/q/health/" + odd);
            RawConnection.get(management(), "/q/health/group/" + odd);
            RawConnection.get(port(), "/%" + odd + "x");
            RawConnection.get(port(), "/api/v1/processes/" + odd + "/" + odd + "?" + odd);
            RawConnection.get(management(), "/" + encoded("q/health/live", i));
            RawConnection.get(management(), "/q" + "/".repeat(1 + i) + "health/live");
            RawConnection.ask(
                    port(), "X" + odd.toUpperCase() + " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            RawConnection.ask(
                    port(), "PATCH /q/health/" + odd + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }

        Set<String> added = series();
        added.removeAll(before);
        assertThat(added).hasSizeLessThan(30);
    }

    /** The same path with other ones of its letters percent-encoded: bit for bit. */
    private static String encoded(String path, int which) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char letter = path.charAt(i);
            boolean isEncoded = letter != '/' && (which >> i % 9 & 1) == 1;
            encoded.append(isEncoded ? "%" + Integer.toHexString(letter) : String.valueOf(letter));
        }
        return encoded.toString();
    }

    private void askAndHangUp(String request) throws IOException {
        try (RawConnection connection = new RawConnection(port())) {
            connection.send(request);
        }
    }

    private static Set<String> series() {
        Set<String> series = new TreeSet<>();
        Matcher matcher = SERIES.matcher(Metrics.of(management()));
        while (matcher.find()) {
            series.add(matcher.group(1));
        }
        return series;
    }
}
