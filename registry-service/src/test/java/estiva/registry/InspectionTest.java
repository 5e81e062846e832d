package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import estiva.control.database.ControlDatabase;
import estiva.control.inspect.Inspection;
import estiva.control.inspect.InspectionRequest;
import estiva.control.inspect.Inspections;
import estiva.control.inspect.Preview;
import estiva.control.process.Looks;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InspectionTest extends RegistryTest {
    @Inject
    ControlDatabase database;

    private Inspections inspections;
    private long workerId;

    @BeforeEach
    void aWorker() {
        inspections = new Inspections(database);
        workerId = workers.start(name("inspector"), 1, 600_000, "test");
    }

    @AfterEach
    void noWorker() {
        workers.stop(workerId);
        database.useTransaction(handle -> handle.execute("DELETE FROM Inspection"));
    }

    @Test
    void aPreviewIsAnsweredWithWhatAWorkerFound() {
        CompletableFuture<InspectionRequest> asked = answering(taken -> inspections.answer(
                taken,
                new Preview(
                        "Cities",
                        List.of(new Preview.Column("Name", "nvarchar", "nome")),
                        List.of(new Preview.Row(1, 2, List.of("São Paulo"), List.of())),
                        null,
                        true)));

        post("/imports/" + imported() + "/preview", "{\"fileName\":\"a.csv\",\"directory\":\"in\",\"rows\":3}")
                .statusCode(200)
                .contentType("application/json")
                .body("columns[0].source", equalTo("nome"))
                .body("rows[0].values", equalTo(List.of("São Paulo")))
                .body("isWhole", is(true));

        assertThat(asked.join().definition().target()).isEqualTo("dbo.Cities");
        assertThat(asked.join())
                .extracting(InspectionRequest::directory, InspectionRequest::rows)
                .containsExactly("in", 3);
    }

    @Test
    void aDefinitionInTheBodyNeedNotBeSaved() {
        CompletableFuture<InspectionRequest> asked = answering(taken -> inspections.refuse(taken, "a.csv: is empty"));

        post("/imports/none/preview", "{\"fileName\":\"a.csv\",\"definition\":{\"target\":\"dbo.Unsaved\"}}")
                .statusCode(422)
                .body("errors.field", hasItem("fileName"))
                .body("detail", containsString("a.csv: is empty"));

        assertThat(asked.join().definition().target()).isEqualTo("dbo.Unsaved");
        post("/imports/none/preview", "{\"fileName\":\"a.csv\",\"definition\":{\"target\":\"T\",\"x\":1}}")
                .statusCode(422)
                .body("errors.field", hasItem("definition.x"))
                .body("errors.pointer", hasItem("/definition/x"));
        post("/imports/none/preview", "{\"fileName\":\"a.csv\"}").statusCode(404);
    }

    @Test
    void aGuessIsAskedOfAWorkerToo() {
        CompletableFuture<InspectionRequest> asked =
                answering(taken -> inspections.answer(taken, java.util.Map.of("kind", taken.kind())));

        post("/imports/guess", "{\"fileName\":\"a.csv\",\"target\":\"dbo.Cities\"}")
                .statusCode(200)
                .body("kind", equalTo("Guess"));

        assertThat(asked.join().target()).isEqualTo("dbo.Cities");
    }

    @Test
    void whatTakesLongerIsToBeAskedForAgain() {
        String location = post("/imports/guess", "{\"fileName\":\"slow.csv\"}")
                .statusCode(202)
                .extract()
                .header("Location");
        String path = location.substring(location.indexOf(API) + API.length());
        get(path).statusCode(202);

        Inspection taken = inspections
                .take(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)), workerId)
                .orElseThrow();
        inspections.answer(taken, java.util.Map.of("notes", List.of()));

        get(path).statusCode(200).body("notes", equalTo(List.of()));
        get("/inspections/999999").statusCode(404);
    }

    @Test
    void withoutALiveWorkerTheAnswerSaysSo() {
        database.useTransaction(
                handle -> handle.execute("UPDATE Worker SET StoppedAt = <now> WHERE StoppedAt IS NULL"));

        post("/imports/guess", "{\"fileName\":\"a.csv\"}")
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:estiva:problem:no-worker"));
    }

    @Test
    void badRequestsAreRefusedBeforeAWorkerIsAsked() {
        for (String fileName : List.of("../secret.csv", "/etc/passwd", "a/../../b.csv")) {
            post("/imports/guess", "{\"fileName\":\"" + fileName + "\"}")
                    .statusCode(422)
                    .body("errors.field", hasItem("fileName"));
        }
        post("/imports/guess", "{}").statusCode(422).body("errors.field", hasItem("fileName"));
        post("/imports/guess", "").statusCode(400);
        post("/imports/" + imported() + "/preview", "{\"fileName\":\"a.csv\",\"rows\":101}")
                .statusCode(422)
                .body("errors.field", hasItem("rows"));
        assertThat(new Looks(database).look(workerId).inspectionId()).isEmpty();
    }

    /** Stands for a worker: takes the next question and answers it. */
    private CompletableFuture<InspectionRequest> answering(Consumer<Inspection> answer) {
        Looks looks = new Looks(database);
        return CompletableFuture.supplyAsync(() -> {
            OptionalLong id = await("a question to the worker")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> looks.look(workerId).inspectionId(), OptionalLong::isPresent);
            Inspection taken = inspections.take(id.orElseThrow(), workerId).orElseThrow();
            answer.accept(taken);
            return Inspections.request(taken);
        });
    }
}
