package estiva.registry;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A registry that lets in only who has a key or a password; one application for all tests of it. */
abstract class ClosedTest extends RegistryTest {
    protected static final String ADMIN_KEY = "estiva_admin_" + "0a1b2c3d".repeat(8);
    protected static final String PASSWORD = "correct horse battery staple";

    public static class WithAdminKey implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "estiva.access.admin-key", ADMIN_KEY,
                    "estiva.registry.patience", "1s",
                    "estiva.http.requests-per-second", "100000");
        }
    }

    static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }

    static RequestSpecification admin() {
        return as(ADMIN_KEY);
    }

    static String role(String role, String... clients) {
        String names =
                List.of(clients).stream().map(client -> "\"" + client + "\"").collect(Collectors.joining(","));
        return "{\"role\":\"" + role + "\"" + (clients.length == 0 ? "" : ",\"clients\":[" + names + "]") + "}";
    }

    static ValidatableResponse putIdentity(String name, String... roles) {
        return admin().body("{\"roles\":[" + String.join(",", roles) + "]}")
                .put(API + "/identities/" + name)
                .then();
    }

    /** A key of a new identity with these roles. */
    static String keyWith(String... roles) {
        String name = name("identity");
        putIdentity(name, roles).statusCode(201);
        return keyOf(name);
    }

    static String keyOf(String identity) {
        return admin().body("{}")
                .post(API + "/identities/" + identity + "/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("key");
    }

    /** A process of the client, registered by the admin with a definition of the client's own. */
    static long registeredFor(String client) {
        String definition = name("import");
        admin().body("{\"target\":\"dbo.Cities\",\"processName\":\"" + client + "\"}")
                .put(API + "/imports/" + definition)
                .then()
                .statusCode(201);
        return admin().body(body(client, definition, "a.csv"))
                .post(API + "/processes")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("processId");
    }
}
