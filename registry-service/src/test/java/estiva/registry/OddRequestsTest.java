package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Requests as no client library would send them, put together by chance from pieces that each have been a fault somewhere:
 * each gets an answer that is no 5xx, and if it is an error, a problem document that is not long. The chance is always the
 * same one.
 */
@QuarkusTest
class OddRequestsTest extends RegistryTest {
    private static final int REQUESTS = 2_500;

    private final OddRequests requests = new OddRequests(API, new Random(20261128));

    @Test
    void noRequestIsAnsweredWithAnError() throws IOException {
        imported();
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String request = requests.next();
            String answer = answer(request);
            int status = Integer.parseInt(answer.substring(9, 12));
            statuses.merge(status, 1, Integer::sum);
            boolean isRight = status < 500 && (status < 400 || isProblem(request, answer, status));
            if (!isRight) {
                wrong.add(request.replace("\r\n", "\n") + "\n-> " + answer);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(statuses.keySet()).contains(200, 400, 404, 405, 406, 415, 422);
    }

    /** A worker is missing here, and the server itself answers what is no request line or path. */
    private static boolean isProblem(String request, String answer, int status) {
        boolean isHead = request.startsWith("HEAD");
        boolean isOfTheServer = status == 400 && !answer.contains("Content-Type");
        return isOfTheServer
                || answer.length() < 5_000
                        && (isHead || answer.contains("\"status\":" + status))
                        && answer.toLowerCase(java.util.Locale.ROOT).contains("content-type: application/problem+json");
    }

    private static String answer(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
