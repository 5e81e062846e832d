package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import estiva.control.database.ControlDatabase;
import estiva.control.load.LoadSessions;
import estiva.control.load.LoadTransactions;
import estiva.control.load.LoadedRows;
import estiva.control.load.RejectedRow;
import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProcessesTest extends RegistryTest {
    @Inject
    ControlDatabase database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/processes/999999", "/processes/999999/files", "/processes/999999/log", "/processes/-1",
                        "/processes/abc",
                "/files/999999", "/files/999999/log", "/files/999999/rejects", "/files/99999999999999999999",
                        "/clients/nobody",
                "/imports/none", "/imports/none/versions", "/nothing", "/processes/1/nothing"
            })
    void whatThereIsNotIsAProblemDocument(String path) {
        get(path)
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", is(404))
                .body("detail", notNullValue())
                .body("instance", equalTo(API + path));
    }

    /** As a worker has them. */
    private LoadTransactions loads() {
        return new LoadTransactions(database, new LoadSessions(database));
    }

    @Test
    void aPendingProcessIsCancelledAtOnce() {
        long id = registered(name("Cancel"), "a.csv");

        post("/processes/" + id + "/cancel", "").statusCode(200).body("status", equalTo("Cancelled"));

        get("/processes/" + id + "/files").body("items.status", everyItem(equalTo("Cancelled")));
        get("/processes/" + id + "/log").body("items.message", hasItem(containsString("Cancelled")));
    }

    @Test
    void aRunningProcessIsAskedToStop() {
        String client = name("Stop");
        long id = registered(client, "a.csv");
        claimed(client);

        given().post(API + "/processes/" + id + "/cancel")
                .then()
                .statusCode(202)
                .body("status", equalTo("InProgress"))
                .body("cancelRequestedAt", notNullValue());
    }

    @Test
    void whatHasEndedCannotBeCancelled() {
        long id = registered(name("Ended"), "a.csv");
        post("/processes/" + id + "/cancel", "").statusCode(200);

        post("/processes/" + id + "/cancel", "")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith("state-conflict"))
                .body("detail", containsString("is Cancelled"));
    }

    @Test
    void aCancelledProcessRunsAgainWithTheCurrentImport() {
        long id = registered(name("Retry"), "a.csv");
        post("/processes/" + id + "/cancel", "");

        given().post(API + "/processes/" + id + "/retry").then().statusCode(200).body("status", equalTo("Pending"));

        get("/processes/" + id + "/files")
                .body("items[0].status", equalTo("Pending"))
                .body("items[0].importVersion", nullValue());
    }

    @Test
    void aRetryKeepsTheVersionWhenAsked() {
        long id = registered(name("Same"), "a.csv");
        post("/processes/" + id + "/cancel", "");

        post("/processes/" + id + "/retry", "{\"sameVersion\":true}").statusCode(200);

        get("/processes/" + id + "/files").body("items[0].importVersion", is(1));
    }

    @Test
    void aRetryIsForcedAndDiscardsIfItSaysSoAndThatIsInTheLog() {
        long id = registered(name("Force"), "a.csv");
        post("/processes/" + id + "/cancel", "");

        post("/processes/" + id + "/retry", "{\"force\":true,\"discard\":true}").statusCode(200);

        assertThat(asked(id)).isEqualTo("1 1");
        get("/processes/" + id + "/log")
                .body("items.message", hasItem(allOf(containsString("forced"), containsString("discarded"))));
        post("/processes/" + id + "/cancel", "");
        assertThat(asked(id)).isEqualTo("0 0");
        post("/processes/" + id + "/retry", "{\"force\":\"yes\"}").statusCode(400);
    }

    private String asked(long processId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT CONCAT(CASE WHEN Forced = 1 THEN 1 ELSE 0 END, ' ', CASE WHEN Discards = 1 THEN 1 ELSE 0 END)
                          FROM FileControl WHERE ProcessID = :id""")
                .bind("id", processId)
                .mapTo(String.class)
                .one());
    }

    @Test
    void aPendingProcessCannotBeRetried() {
        long id = registered(name("NoRetry"), "a.csv");

        post("/processes/" + id + "/retry", "{}").statusCode(409).body("detail", containsString("is Pending"));
        post("/processes/" + id + "/retry", "{\"sameversion\":true}")
                .statusCode(422)
                .body("errors.field", hasItem("sameversion"));
        given().contentType("text/plain")
                .body("{}")
                .post(API + "/processes/" + id + "/retry")
                .then()
                .statusCode(415);
        post("/processes/999999/retry", "{}").statusCode(404);
    }

    @Test
    void aFailedFileShowsItsReasonAndItsRejectedRows() {
        String client = name("Rejects");
        long id = registered(client, "a.csv");
        Claim claim = claimed(client);
        ClaimedFile file = claims.openFiles(id).get(0);
        claims.begin(claim, file.fileId(), file.importName(), 1);
        ClaimedFile begun = claims.openFiles(id).get(0);
        loads().fail(
                        claim,
                        begun,
                        new LoadedRows(2, 0, 2, 10L, "hash"),
                        List.of(
                                new RejectedRow(1, 2L, "Lat", "x", "is no number", "a;x"),
                                new RejectedRow(2, 3L, "Lat", "y", "is no number", "b;y")),
                        List.of(),
                        "2 rows rejected");
        claims.finish(claim);

        get("/files/" + file.fileId())
                .body("status", equalTo("Failed"))
                .body("lastError", containsString("2 rows rejected"));
        get("/files/" + file.fileId() + "/log").body("items.message", hasItem(containsString("2 rows rejected")));
        JsonPath page = get("/files/" + file.fileId() + "/rejects?limit=1")
                .body("items[0].columnName", equalTo("Lat"))
                .body("items[0].reason", equalTo("is no number"))
                .body("next", not(nullValue()))
                .extract()
                .jsonPath();
        get("/files/" + file.fileId() + "/rejects?after=" + page.getLong("next"))
                .body("items[0].rawText", equalTo("b;y"));
        get("/processes/" + id).body("status", equalTo("Failed"));
    }

    @Test
    void rejectsAreGivenAsAFileThatCanBeCorrectedAndRegisteredAgain() {
        String client = name("Export");
        putImport(client, "{\"target\":\"dbo.Cities\",\"format\":{\"delimiter\":\";\"}}");
        long id = post("/processes", body(client, client, "a.csv"))
                .extract()
                .jsonPath()
                .getLong("processId");
        Claim claim = claimed(client);
        ClaimedFile file = claims.openFiles(List.of(id)).get(id).get(0);
        claims.begin(claim, file.fileId(), client, 1);
        List<RejectedRow> rejects = new ArrayList<>(List.of(RejectedRow.header(List.of("Name", "Lat"))));
        for (int i = 1; i <= 600; i++) {
            String raw = i == 599 ? "y".repeat(4000) : "=n" + i + ";x";
            rejects.add(new RejectedRow(i, i + 1L, "Lat", "x", "is no number", i == 598 ? null : raw));
        }
        loads().fail(claim, file, new LoadedRows(700, 0, 610, 10L, "hash"), rejects, List.of(), "610 rows rejected");
        claims.finish(claim);

        byte[] csv = get("/files/" + file.fileId() + "/rejects?format=csv")
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", containsString("rejects-" + file.fileId() + ".csv"))
                .extract()
                .asByteArray();

        List<String> lines =
                new String(csv, java.nio.charset.StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(602);
        assertThat(lines.get(0)).isEqualTo("\uFEFF\"Name\";\"Lat\";\"EstivaRow\";\"EstivaColumn\";\"EstivaReason\"");
        assertThat(lines.get(600)).isEqualTo("'=n600;x;\"600\";\"Lat\";\"is no number\"");
        assertThat(lines.get(598))
                .isEqualTo(
                        "\"Row 598 of the source: its text was not kept; it was rejected because column Lat is no number\"");
        assertThat(lines.get(599)).startsWith("\"Row 599 of the source is not here in full");
        assertThat(lines.get(601)).isEqualTo("\"10 more rows were rejected, whose text was not kept\"");
        get("/files/" + file.fileId() + "/rejects?limit=2").body("items.rowNumber", equalTo(List.of(1, 2)));
        get("/files/" + file.fileId() + "/rejects?format=xml").statusCode(422).body("errors.field", hasItem("format"));
    }
}
