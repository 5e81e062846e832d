package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without any identity everybody on this machine may do everything, and nobody else anything. */
@QuarkusTest
class OpenRegistryTest extends RegistryTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "LOCALHOST", "127.1.2.3"})
    void thisMachineIsLetIn(String host) {
        given().header("Host", host + ":" + RestAssured.port)
                .get(API + "/session")
                .then()
                .statusCode(200)
                .body("means", equalTo("open"));
    }

    /** A name that leads here may have been made by anybody (DNS rebinding). */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"})
    void anotherNameOfThisMachineIsNot(String host) {
        given().header("Host", host + ":" + RestAssured.port)
                .get(API + "/processes")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("loopback"));
    }

    /** A browser sends such a request without asking first. */
    @Test
    void aPageOfAnotherOriginCancelsNothing() {
        long process = registered(name("client"), "a.csv");

        given().header("Origin", "https://evil.example")
                .post(API + "/processes/" + process + "/cancel")
                .then()
                .statusCode(403);
        given().header("Origin", "null")
                .post(API + "/processes/" + process + "/cancel")
                .then()
                .statusCode(403);
        given().header("Sec-Fetch-Site", "cross-site")
                .post(API + "/processes/" + process + "/cancel")
                .then()
                .statusCode(403);
        given().header("Sec-Fetch-Site", "same-site")
                .post(API + "/processes/" + process + "/cancel")
                .then()
                .statusCode(403);
        get("/processes/" + process).body("status", equalTo("Pending"));
    }

    @Test
    void theFirstIdentityIsOneThatCanComeIn() {
        for (String body : new String[] {
            "{\"roles\":[{\"role\":\"viewer\"}],\"password\":\"correct horse battery\"}",
            "{\"roles\":[{\"role\":\"admin\"}]}",
            "{\"roles\":[{\"role\":\"admin\"}],\"password\":\"correct horse battery\",\"disabled\":true}"
        }) {
            given().contentType("application/json")
                    .body(body)
                    .put(API + "/identities/" + name("first"))
                    .then()
                    .statusCode(409);
        }
        get("/identities").statusCode(200).body("items.size()", equalTo(0));
    }

    @Test
    void aKeyThatNobodyHasIsNotLetInThoughTheRegistryIsOpen() {
        given().header("Authorization", "Bearer estiva_nobody_" + "0".repeat(64))
                .get(API + "/processes")
                .then()
                .statusCode(401);
    }
}
