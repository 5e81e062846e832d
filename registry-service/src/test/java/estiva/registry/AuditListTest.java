package estiva.registry;

import static estiva.registry.AuditTest.audit;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of who did what. */
@QuarkusTest
@TestProfile(ClosedTest.WithAdminKey.class)
class AuditListTest extends ClosedTest {

    @Test
    void pagesGoBackFromTheNewestAndFiltersNarrowThem() {
        String client = name("client");
        Instant before = Instant.now().minusSeconds(60);
        for (int priority = 2; priority <= 4; priority++) {
            admin().body("{\"priority\":" + priority + "}")
                    .put(API + "/clients/" + client)
                    .then()
                    .statusCode(200);
        }
        String filter = "processName=" + client + "&action=client.change&outcome=done&identity=ADMIN&from=" + before;

        audit(filter + "&to=" + before.plusSeconds(3_600)).body("items.after.priority", equalTo(List.of(4, 3, 2)));
        Number next = audit(filter + "&limit=2")
                .body("items.after.priority", equalTo(List.of(4, 3)))
                .extract()
                .path("next");
        audit(filter + "&limit=2&after=" + next)
                .body("items.after.priority", equalTo(List.of(2)))
                .body("next", nullValue());
        audit(filter + "&to=" + before).body("items", hasSize(0));
        audit(filter + "&subject=other").body("items", hasSize(0));
    }

    @Test
    void aFilterThatCannotBeUsedIsNamed() {
        for (String query : List.of(
                "from=yesterday", "to=2026-01-01T00:00:00", "outcome=well", "identity=", "from=0001-01-01T00:00:00Z")) {
            admin().get(API + "/audit?" + query)
                    .then()
                    .statusCode(422)
                    .body("errors[0].field", equalTo(query.substring(0, query.indexOf('='))));
        }
    }

    @Test
    void onlyAnAdminSeesIt() {
        as(keyWith(role("operator"), role("designer"), role("personalData")))
                .get(API + "/audit")
                .then()
                .statusCode(403);
        given().get(API + "/audit").then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void theFirstKeyComesFromTheConfiguration() {
        audit("action=key.add&subject=admin").body("items[0].identityName", equalTo("configuration"));
        audit("action=identity.change&subject=admin").body("items[0].after.roles.admin", equalTo("all"));
    }
}
