package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each role may do, and that what one may not see is not there. */
@QuarkusTest
@TestProfile(ClosedTest.WithAdminKey.class)
class RolesTest extends ClosedTest {
    private static final Set<String> FOR_EVERYBODY =
            Set.of("GET /api/v1/schemas/import", "POST /api/v1/session", "DELETE /api/v1/session");

    /** The description is where every operation stands. */
    @Test
    void everyOperationNeedsACredentialAndARole() {
        String nobodysKey = keyWith();
        Map<String, Map<String, Object>> paths =
                given().accept("application/json").get("/q/openapi").jsonPath().getMap("paths");
        List<String> open = new ArrayList<>();
        assertThat(paths).hasSizeGreaterThan(15);

        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(Set.of("get", "put", "post", "delete")::contains)
                .forEach(method -> {
                    String operation = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
                    String asked = path.replaceAll("\\{[a-zA-Z]*Id}", "1")
                            .replaceAll("\\{version}", "1")
                            .replaceAll("\\{[a-zA-Z]+}", "x");
                    int without = given().contentType("application/json")
                            .body("{}")
                            .request(method, asked)
                            .statusCode();
                    int withoutRole =
                            as(nobodysKey).body("{}").request(method, asked).statusCode();
                    if (!FOR_EVERYBODY.contains(operation)) {
                        assertThat(without).as(operation).isEqualTo(401);
                        if (!operation.equals("GET /api/v1/session")) {
                            assertThat(withoutRole).as(operation).isEqualTo(403);
                        }
                    } else {
                        open.add(operation);
                    }
                }));
        assertThat(open).containsExactlyInAnyOrderElementsOf(FOR_EVERYBODY);
    }

    @Test
    void whatOneMayNotSeeIsNotThere() {
        String own = name("own");
        String other = name("other");
        long ownProcess = registeredFor(own);
        long othersProcess = registeredFor(other);
        String key = keyWith(role("viewer", own));

        as(key).get(API + "/processes/" + ownProcess).then().statusCode(200);
        assertSameAsMissing(key, "/processes/" + othersProcess, "" + othersProcess, "987654321");
        assertSameAsMissing(key, "/processes/" + othersProcess + "/files", "" + othersProcess, "987654321");
        assertSameAsMissing(key, "/processes/" + othersProcess + "/log", "" + othersProcess, "987654321");
        assertSameAsMissing(key, "/clients/" + other, other, name("missing"));
        as(key).get(API + "/processes?limit=1000&order=newest")
                .then()
                .statusCode(200)
                .body("items.processName", everyItem(equalTo(own)));
        as(key).get(API + "/processes?processName=" + other).then().body("items.size()", equalTo(0));
        as(key).get(API + "/clients?limit=1000")
                .then()
                .body("items.processName", everyItem(equalTo(own)))
                .body("items.size()", equalTo(1));
    }

    private static void assertSameAsMissing(String key, String path, String id, String missing) {
        Response hidden = as(key).get(API + path);
        Response absent = as(key).get(API + path.replace(id, missing));
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.asString().replace(id, missing)).isEqualTo(absent.asString());
    }

    @Test
    void aFileOfAnotherClientIsNotThere() {
        String other = name("other");
        long file = admin().get(API + "/processes/" + registeredFor(other) + "/files")
                .jsonPath()
                .getLong("items[0].fileId");
        String key = keyWith(role("personalData", name("own")));

        as(key).get(API + "/files/" + file).then().statusCode(404);
        as(key).get(API + "/files/" + file + "/log").then().statusCode(404);
        as(key).get(API + "/files/" + file + "/rejects").then().statusCode(404);
    }

    @Test
    void aClientsNameIsTheSameHoweverItIsSpelt() {
        String own = name("ClienteX");
        long process = registeredFor(own);
        String key = keyWith(role("operator", own.toUpperCase(java.util.Locale.ROOT) + " "));

        as(key).get(API + "/processes/" + process).then().statusCode(200);
        as(key).body("").post(API + "/processes/" + process + "/cancel").then().statusCode(200);
    }

    @Test
    void countsAreOfWhatIsSeen() {
        String own = name("own");
        registeredFor(own);
        registeredFor(name("other"));

        as(keyWith(role("viewer", own)))
                .get(API + "/stats")
                .then()
                .statusCode(200)
                .body("processes.Pending", equalTo(1));
    }

    @Test
    void aViewerChangesNothing() {
        String own = name("own");
        long process = registeredFor(own);
        String key = keyWith(role("viewer", own));

        as(key).body("{\"priority\":9}").put(API + "/clients/" + own).then().statusCode(403);
        as(key).post(API + "/processes/" + process + "/cancel").then().statusCode(403);
        as(key).post(API + "/processes/" + process + "/retry").then().statusCode(403);
        as(key).body(body(own, "x", "a.csv")).post(API + "/processes").then().statusCode(403);
        as(key).body("{\"target\":\"dbo.X\",\"processName\":\"" + own + "\"}")
                .put(API + "/imports/" + name("import"))
                .then()
                .statusCode(403);
        as(key).get(API + "/identities").then().statusCode(403);
        admin().get(API + "/processes/" + process).then().body("status", equalTo("Pending"));
    }

    @Test
    void aRoleForOneClientIsNoneForAnother() {
        String own = name("own");
        String seen = name("seen");
        long process = registeredFor(seen);
        String key = keyWith(role("operator", own), role("submitter", own), role("viewer", seen));

        as(key).post(API + "/processes/" + process + "/cancel").then().statusCode(403);
        as(key).body("{\"priority\":9}").put(API + "/clients/" + seen).then().statusCode(403);
        as(key).body("{\"priority\":9}")
                .put(API + "/clients/" + name("third"))
                .then()
                .statusCode(404);
        as(key).body(body(seen, "x", "a.csv")).post(API + "/processes").then().statusCode(403);
        as(key).body("{\"priority\":9}").put(API + "/clients/" + own).then().statusCode(200);
    }
}
