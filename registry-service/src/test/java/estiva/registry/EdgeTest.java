package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no resource takes as they are. */
@QuarkusTest
class EdgeTest extends RegistryTest {
    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/api/v2/processes", "/api", "/q/nothing", "/overview.html"})
    void aRouteThatThereIsNotIsAProblemDocument(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", is(404))
                .body("instance", equalTo(path));
    }

    @Test
    void aMethodThatIsNotAllowedIsToldWhichAre() {
        given().delete(API + "/processes")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"))
                .body("status", is(405));
    }

    /** Also where a method is tried that only a neighbour of the path has. */
    @ParameterizedTest
    @CsvSource({
        "/processes, 'GET, HEAD, OPTIONS, POST'", "/processes/1, 'GET, HEAD, OPTIONS'",
                "/processes/1/retry, 'OPTIONS, POST'",
        "/imports/a, 'GET, HEAD, OPTIONS, PUT'", "/imports/a/preview, 'OPTIONS, POST'",
                "/clients, 'GET, HEAD, OPTIONS'",
        "/imports/a/versions/1, 'GET, HEAD, OPTIONS'", "/imports/guess, 'OPTIONS, POST'",
                "/schemas/import, 'GET, HEAD, OPTIONS'"
    })
    void aPathTellsItsMethods(String path, String methods) {
        given().options(API + path).then().statusCode(200).header("Allow", equalTo(methods));
        for (String method : new String[] {"DELETE", "PATCH", "PROPFIND", "TRACE"}) {
            given().request(method, API + path)
                    .then()
                    .statusCode(405)
                    .contentType("application/problem+json")
                    .header("Allow", equalTo(methods));
        }
        given().get(API + "/processes/1/retry").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }

    @Test
    void aPathThatThereIsNotHasNoMethods() {
        given().options(API + "/nothing").then().statusCode(404);
        given().delete(API + "/nothing").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/processes?statsu=Failed, statsu",
        "/imports?limit=1&limit=2, limit",
        "/stats?all=true, all",
        "/workers?limit=, limit",
        "/processes?status=, status",
        "/processes?order=, order",
        "/workers?all=, all",
        "/imports?after=, after",
        "/files/1/rejects?format=, format",
        "/processes?limit=1e1, limit",
        "/processes?limit=6.0, limit",
        "/processes?after=1e999999999, after",
        "/imports?after=%FF, after"
    })
    void aQueryParameterThatWouldBePassedOverIsNamed(String path, String field) {
        given().urlEncodingEnabled(false)
                .get(API + path)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
    }

    /** 6.0 and 1e1 are whole numbers to JSON. */
    @ParameterizedTest
    @CsvSource({
        "6.0, 200",
        "1e1, 200",
        "60e-1, 200",
        "6.5, 400",
        "1e999999999, 400",
        "1e-999999999, 400",
        "1e99999999999, 400",
        "-1e999999999, 400",
        "6.0e3, 422",
        "'\"6\"', 400",
        "true, 400",
        "[6], 400"
    })
    void aWholeNumberMayBeWrittenAsAFloat(String number, int status) {
        for (String field : new String[] {"priority", "maxAttempts"}) {
            given().contentType("application/json")
                    .body("{\"" + field + "\":" + number + "}")
                    .put(API + "/clients/" + name("number"))
                    .then()
                    .statusCode(status);
        }
    }

    @Test
    void aContentTypeThatIsEmptyIsUnsupported() throws IOException {
        assertThat(raw("Content-Type: \r\nContent-Length: 2\r\n\r\n{}", ""))
                .startsWith("HTTP/1.1 415")
                .contains("application/problem+json");
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        given().contentType("text/plain")
                .body("processName=P")
                .post(API + "/processes")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("application/json"));
    }

    @Test
    void anAnswerOfAnotherTypeCannotBeHad() {
        given().accept("application/xml")
                .get(API + "/stats")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedUnread() throws IOException {
        String answer = raw("Content-Length: 10485761\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .contains("\"status\":413");
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefused() throws IOException {
        String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";

        String answer = raw("Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(11) + "0\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .contains("\"status\":413");
    }

    /** Only registrations have as much to say. */
    @Test
    void aBodyOfAnotherKindIsTooLargeEarlier() {
        for (String path : new String[] {"/imports/" + name("large"), "/clients/" + name("large")}) {
            given().contentType("application/json")
                    .body("{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}")
                    .put(API + path)
                    .then()
                    .statusCode(413)
                    .contentType("application/problem+json")
                    .body("detail", equalTo("The body must not be larger than 1 MiB"));
        }
    }

    /** The answer to a POST whose headers end, and whose body begins, as given. */
    private static String raw(String rest) throws IOException {
        return raw(rest, "Content-Type: application/json\r\n");
    }

    private static String raw(String rest, String type) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            String head = "POST /api/v1/processes HTTP/1.1\r\nHost: localhost\r\n" + type;
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("}") < 0) {
                answer.append((char) socket.getInputStream().read());
            }
            return answer.toString();
        }
    }
}
