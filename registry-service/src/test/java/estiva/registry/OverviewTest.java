package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import estiva.control.edge.Metrics;
import estiva.control.worker.Worker;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry shows of itself: totals, workers, its page, its description and its probes. */
@QuarkusTest
class OverviewTest extends RegistryTest {
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
        assign(
                holder,
                dispatch.startable(dispatch.turns(1_000)).stream()
                        .filter(turn -> turn.processName().startsWith(client))
                        .toList());

        get("/workers?limit=1000")
                .body("items.find { it.workerId == " + workerId + " }.running", equalTo(3))
                .body("items.find { it.workerId == " + workerId + " }.slots", equalTo(1));
        given().get("/overview.js")
                .then()
                .body(containsString("'Held by workers': stats.running"), not(containsString("' of '")));
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
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .body("html.head.title", equalTo("Estiva"));
        for (String part :
                new String[] {"/overview.js", "/session.js", "/overview.css", "/favicon.svg", "/q/swagger-ui/"}) {
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
                .body("components.schemas.FileControl.required", hasItem("lastError"))
                .body("components.schemas.FileControl.properties.lastError.type", equalTo(List.of("string", "null")))
                .body("components.schemas.FileControl.properties.endTime.anyOf[1].type", equalTo("null"))
                .body("components.schemas.ClientRequest.additionalProperties", is(false))
                .body("components.schemas.ClientRequest.properties.onFailure.anyOf[0].enum", hasItem("pause"))
                .body("components.schemas.ClientRequest.properties.onFailure.anyOf[1].type", equalTo("null"))
                .body(
                        "paths.'/api/v1/imports/{importName}'.put.responses.keySet()",
                        hasItems("200", "201", "400", "406", "409", "412", "413", "415", "422", "503"))
                .body("paths.'/api/v1/imports/{importName}'.put.responses.'200'.headers", hasKey("ETag"))
                .body("components.responses.Problem", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void theProbesAnswer(String probe) {
        given().port(Metrics.port())
                .header("Origin", "https://evil.example")
                .get("/q/health/" + probe)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue())
                .body("status", equalTo("UP"));
        given().get("/q/health/" + probe).then().statusCode(404);
    }
}
