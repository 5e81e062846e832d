package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import estiva.control.audit.Deed;
import estiva.control.inspect.Inspection;
import estiva.control.inspect.InspectionRequest;
import estiva.control.inspect.Inspections;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who did what, as the registry records and shows it. */
@QuarkusTest
@TestProfile(ClosedTest.WithAdminKey.class)
class AuditTest extends ClosedTest {
    @Inject
    Inspections inspections;

    static ValidatableResponse audit(String query) {
        return admin().get(API + "/audit?" + query).then().statusCode(200);
    }

    private static List<Map<String, Object>> rows(String query) {
        return audit(query).extract().jsonPath().getList("items");
    }

    @Test
    void aChangeTellsWhoByWhichMeansFromWhereAndWhat() {
        String client = name("client");
        String identity = name("operator");
        putIdentity(identity, role("operator")).statusCode(201);
        String key = keyOf(identity);
        for (int twice = 0; twice < 2; twice++) {
            as(key).body("{\"priority\":7}")
                    .put(API + "/clients/" + client)
                    .then()
                    .statusCode(200);
        }

        audit("action=client.change&processName=" + client)
                .body("items", hasSize(1))
                .body("items[0].identityName", equalTo(identity))
                .body("items[0].means", equalTo("key " + key.split("_")[1]))
                .body("items[0].address", equalTo("127.0.0.1"))
                .body("items[0].subject", equalTo(client))
                .body("items[0].before.priority", equalTo(1))
                .body("items[0].after.priority", equalTo(7))
                .body("items[0].outcome", equalTo("done"));
    }

    @Test
    void identitiesAndKeysAreRecordedWithoutSecrets() {
        String name = name("identity");
        putIdentity(name, role("viewer")).statusCode(201);
        putIdentity(name, role("viewer")).statusCode(200);
        putIdentity(name, role("viewer", "A"), role("submitter", "B", "A")).statusCode(200);
        admin().body("{\"roles\":[],\"password\":\"" + PASSWORD + "\"}")
                .put(API + "/identities/" + name)
                .then()
                .statusCode(200);
        String key = keyOf(name);
        String keyId = key.split("_")[1];
        admin().delete(API + "/identities/" + name + "/keys/" + keyId).then().statusCode(204);
        admin().delete(API + "/identities/" + name).then().statusCode(204);

        assertThat(rows("subject=" + name))
                .extracting(row -> row.get("action"))
                .containsExactly("identity.delete", "identity.change", "identity.change", "identity.add");
        audit("subject=" + name + "&action=identity.change")
                .body("items[1].before.roles.viewer", equalTo("all"))
                .body("items[1].after.roles.submitter", equalTo(List.of("A", "B")))
                .body("items[0].after.password", equalTo("changed"));
        assertThat(rows("subject=" + keyId))
                .extracting(row -> row.get("action"))
                .containsExactly("key.revoke", "key.add");
        assertThat(audit("limit=1000").extract().asString()).doesNotContain(PASSWORD, key.split("_")[2]);
    }

    @Test
    void whoSignsInAndOutIsRecorded() {
        String name = name("person");
        admin().body("{\"roles\":[" + role("viewer") + "],\"password\":\"" + PASSWORD + "\"}")
                .put(API + "/identities/" + name)
                .then()
                .statusCode(201);
        String cookie = given().contentType("application/json")
                .body("{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}")
                .post(API + "/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("__Host-estiva");
        for (int twice = 0; twice < 2; twice++) {
            given().header("Cookie", "__Host-estiva=" + cookie)
                    .delete(API + "/session")
                    .then()
                    .statusCode(204);
        }

        assertThat(rows("identity=" + name))
                .extracting(row -> row.get("action") + " by " + row.get("means"))
                .containsExactly("session.end by session", "session.begin by password");
    }

    @Test
    void aChangeThatIsUndoneLeavesNoRowButThatItWasRefused() {
        String name = name("identity");
        putIdentity(name, role("viewer")).statusCode(201);
        keyOf(name);
        keyOf(name);
        long before = rows("action=key.add&limit=1000").size();
        String path = API + "/identities/" + name + "/keys";

        assertThat(refused("POST " + path, admin().body("{}"), 409)).containsEntry("identityName", "admin");
        assertThat(rows("action=key.add&limit=1000")).hasSize((int) before);
    }

    /** Asks until it is written: other tests from this address may have been refused so often that it takes a minute. */
    private static Map<String, Object> refused(String what, RequestSpecification request, int status) {
        String[] line = what.split(" ");
        String query = status < 404 ? "?token=secret" : "";
        String recorded = "outcome=refused&subject=" + line[0] + " " + line[1];
        AtomicInteger asked = new AtomicInteger();
        await().alias("the refusal of " + what)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    asked.incrementAndGet();
                    request.request(line[0], line[1] + query).then().statusCode(status);
                    return !rows(recorded).isEmpty();
                });
        List<Map<String, Object>> found = rows(recorded);
        assertThat(found).hasSizeLessThanOrEqualTo(asked.get());
        Map<String, Object> row = found.get(0);
        assertThat(row).containsEntry("after", Map.of("status", status)).containsEntry("action", "request");
        return row;
    }

    @Test
    void whatWasRefusedIsRecordedWithoutItsQuery() {
        String path = API + "/clients/" + name("client");
        RequestSpecification viewer = as(keyWith(role("viewer"))).body("{\"priority\":7}");
        RequestSpecification unknown = as("estiva_none_" + "0".repeat(64));

        assertThat(refused("PUT " + path, viewer, 403)).containsEntry("before", null);
        assertThat(refused("GET " + path + "x", given(), 401))
                .containsEntry("identityName", "anonymous")
                .containsEntry("means", "none")
                .containsEntry("address", "127.0.0.1");
        refused("GET " + path + "y", unknown, 401);
        admin().get(path + "safe").then().statusCode(404);
        refused("PUT " + path + "z", admin().body("{\"priority\":0}"), 422);
        refused("POST " + API + "/processes/999999999/cancel", admin().body("{}"), 404);
        assertThat(rows("subject=GET " + path + "safe")).isEmpty();
    }

    @Test
    void whoLooksAtRejectedRowsIsRecorded() {
        String client = name("client");
        long file = admin().get(API + "/processes/" + registeredFor(client) + "/files")
                .then()
                .extract()
                .jsonPath()
                .getLong("items[0].fileId");
        admin().get(API + "/files/" + file + "/rejects").then().statusCode(200);
        admin().get(API + "/files/" + file + "/rejects?format=csv").then().statusCode(200);
        admin().get(API + "/files/" + file + "/rejects?limit=0").then().statusCode(422);

        assertThat(rows("processName=" + client + "&subject=" + file))
                .filteredOn(row -> row.get("subjectKind").equals("file"))
                .extracting(row -> row.get("action"))
                .containsExactly("rejects.export", "rejects.read");
        assertThat(rows("processName=" + client))
                .extracting(row -> row.get("action"))
                .contains("process.register", "import.put", "client.add");
    }

    @Test
    void anAnswerIsForWhoAskedAlone() {
        String one = name("identity");
        putIdentity(one, role("personalData")).statusCode(201);
        String other = keyWith(role("personalData"));
        long id = inspections.ask(
                Inspection.Kind.Guess,
                new InspectionRequest("a.csv", null, null, null, null, null, "T", 5),
                new Deed(one, "key k1", "192.0.2.1"));

        as(keyOf(one)).get(API + "/inspections/" + id).then().statusCode(202);
        as(other).get(API + "/inspections/" + id).then().statusCode(404);
        admin().get(API + "/inspections/" + id).then().statusCode(404);
    }

    @Test
    void aDefinitionShowsWhoMadeIt() {
        String name = name("import");
        admin().body("{\"target\":\"dbo.Cities\"}")
                .put(API + "/imports/" + name)
                .then()
                .statusCode(201)
                .body("createdBy", equalTo("admin"));

        admin().get(API + "/imports/" + name + "/versions").then().body("items[0].createdBy", equalTo("admin"));
        audit("subject=" + name).body("items[0].after.version", equalTo(1)).body("items[0].before", nullValue());
    }
}
