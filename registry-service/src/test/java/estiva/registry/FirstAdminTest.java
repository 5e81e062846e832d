package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way from open to closed. In an application, and a database, of its own. */
@QuarkusTest
@TestProfile(FirstAdminTest.Alone.class)
class FirstAdminTest extends RegistryTest {
    public static class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("estiva.access.requests-per-second", "3", "estiva.access.bodies-per-minute", "2K");
        }
    }

    @Test
    void withTheFirstAdminTheRegistryIsClosedAndWhatEachMayAskIsBounded() {
        get("/processes").statusCode(200);
        given().contentType("application/json")
                .body("{\"roles\":[{\"role\":\"admin\"}],\"password\":\"correct horse battery\"}")
                .put(API + "/identities/maria")
                .then()
                .statusCode(201);

        get("/processes").statusCode(401);

        var signedIn = given().contentType("application/json")
                .body("{\"name\":\"Maria\",\"password\":\"correct horse battery\"}")
                .post(API + "/session");
        String cookie = signedIn.header("Set-Cookie").split(";")[0];
        String token = signedIn.jsonPath().getString("csrfToken");
        given().header("Cookie", cookie)
                .header("X-CSRF-Token", token)
                .contentType("application/json")
                .body("{\"roles\":[{\"role\":\"operator\"}]}")
                .put(API + "/identities/maria")
                .then()
                .statusCode(409);

        // More than in the time that they take: only the quota can refuse one.
        boolean isRefused = false;
        for (int i = 0; i < 1_000 && !isRefused; i++) {
            isRefused = given().header("Cookie", cookie).get(API + "/session").statusCode() == 429;
        }
        assertThat(isRefused).isTrue();
    }
}
