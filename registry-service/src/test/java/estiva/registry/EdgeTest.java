package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import estiva.control.worker.Worker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json").contains("\"status\":413");
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefused() throws IOException {
        String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";

        String answer = raw("Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(11) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json").contains("\"status\":413");
    }

    /** The answer to a POST whose headers end, and whose body begins, as given. */
    private static String raw(String rest) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            String head = "POST /api/v1/processes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("}") < 0) {
                answer.append((char) socket.getInputStream().read());
            }
            return answer.toString();
        }
    }

    @Test
    void theTotalsCountWorkersAndProcesses() {
        String client = name("Totals");
        registered(client, "a.csv");
        claimed(client);

        get("/stats")
                .statusCode(200)
                .body("processes.InProgress", greaterThanOrEqualTo(1))
                .body("processes", hasKey("Cancelled"))
                .body("countedTo", equalTo(10_000))
                .body("workersAlive", greaterThanOrEqualTo(1))
                .body("slots", greaterThanOrEqualTo(1000))
                .body("running", greaterThanOrEqualTo(1));
    }

    /** Small processes are held beyond the slots: the page shows both, and neither as a part of the other. */
    @Test
    void aWorkerMayHoldMoreProcessesThanItHasSlots() {
        long workerId = workers.start(name("holder"), 1, 600_000, "test");
        workers.prefetch(workerId, 8);
        String client = name("Held");
        for (int i = 0; i < 3; i++) {
            registered(client + i, "a.csv");
        }
        Worker holder = workers.available().stream()
                .filter(each -> each.workerId() == workerId)
                .findFirst()
                .orElseThrow();
        assign(holder, dispatch.startable(dispatch.turns(1_000)).stream()
                .filter(turn -> turn.processName().startsWith(client))
                .toList());

        get("/workers?limit=1000")
                .body("items.find { it.workerId == " + workerId + " }.running", equalTo(3))
                .body("items.find { it.workerId == " + workerId + " }.slots", equalTo(1));
        given().get("/overview.js").then().body(containsString("'Held by workers': stats.running"), not(containsString("' of '")));
    }

    @Test
    void workersThatStoppedAreShownWhenAsked() {
        String stopped = name("stopped");
        workers.stop(workers.start(stopped, 2, 15_000, "test"));

        get("/workers?limit=1000").statusCode(200).body("items.workerName", not(hasItem(stopped)));
        get("/workers?limit=1000&all=true").body("items.workerName", hasItem(stopped));
        get("/workers?all=perhaps").statusCode(422).body("errors.field", hasItem("all"));
    }

    @Test
    void thePageIsServedWithItsParts() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", equalTo("default-src 'self'"))
                .body("html.head.title", equalTo("Estiva"));
        for (String part : new String[] {"/overview.js", "/overview.css", "/favicon.svg", "/q/swagger-ui/"}) {
            given().get(part).then().statusCode(200);
        }
    }

    @Test
    void theInterfaceDescribesItself() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Estiva"))
                .body("paths", hasKey("/api/v1/processes/{processId}/cancel"))
                .body("components.schemas.Status.enum", hasItem("InProgress"))
                .body("components.schemas.FileControl.properties.fence.description", notNullValue())
                .body("components.schemas.FileControl.properties.fence.type", equalTo("integer"))
                .body("components.responses.Problem", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void theProbesAnswer(String probe) {
        given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }
}
