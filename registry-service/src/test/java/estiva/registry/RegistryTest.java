package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.ControlDatabaseResource;
import estiva.control.database.Startup;
import estiva.control.process.Claim;
import estiva.control.process.Claims;
import estiva.control.process.Dispatch;
import estiva.control.process.ProcessChanges;
import estiva.control.worker.Worker;
import estiva.control.worker.Workers;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;

/** The running service and what every test of it begins with. Each test uses clients of its own. */
@WithTestResource(ControlDatabaseResource.class)
abstract class RegistryTest {
    protected static final String API = "/api/v1";

    @Inject
    protected Startup startup;

    @Inject
    protected ProcessChanges processes;

    @Inject
    protected Workers workers;

    @Inject
    protected Dispatch dispatch;

    @Inject
    protected Claims claims;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        startup.whenReady(ready::countDown);
        assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** A name that no other test uses. */
    static String name(String stem) {
        return stem + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static String imported() {
        String name = name("import");
        putImport(name, "{\"target\": \"dbo.Cities\"}").statusCode(201);
        return name;
    }

    static ValidatableResponse putImport(String name, String definition) {
        return given().contentType("application/json")
                .body(definition)
                .put(API + "/imports/" + name)
                .then();
    }

    static ValidatableResponse putClient(String name, String settings) {
        return given().contentType("application/json")
                .body(settings)
                .put(API + "/clients/{name}", name)
                .then();
    }

    static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json")
                .body(body)
                .post(API + path)
                .then();
    }

    static ValidatableResponse get(String path) {
        return given().get(API + path).then();
    }

    static String body(String processName, String importName, String... fileNames) {
        StringBuilder files = new StringBuilder();
        for (String fileName : fileNames) {
            files.append(files.isEmpty() ? "" : ",").append("{\"fileName\":\"" + fileName + "\"}");
        }
        return "{\"processName\":\"" + processName + "\",\"importName\":\"" + importName + "\",\"files\":[" + files
                + "]}";
    }

    static long registered(String processName, String... fileNames) {
        return post("/processes", body(processName, imported(), fileNames))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("processId");
    }

    void assign(Worker worker, List<Dispatch.Turn> turns) {
        dispatch.assign(
                turns.stream().map(turn -> new Dispatch.Match(turn, worker)).toList());
    }

    /** Gives the client's next process to a worker, as a dispatcher would. */
    Claim claimed(String processName) {
        long workerId = workers.start(name("worker"), 1_000, 600_000, "test");
        Worker worker = workers.available().stream()
                .filter(each -> each.workerId() == workerId)
                .findFirst()
                .orElseThrow();
        assign(worker, dispatch.startable(dispatch.turns(1_000)));
        return claims.of(workerId).stream()
                .map(Claims.Assignment::claim)
                .filter(claim -> claim.processName().equals(processName))
                .findFirst()
                .orElseThrow();
    }
}
