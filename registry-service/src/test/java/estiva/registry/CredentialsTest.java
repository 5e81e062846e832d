package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which credentials let somebody in, and that all others change nothing. */
@QuarkusTest
@TestProfile(ClosedTest.WithAdminKey.class)
class CredentialsTest extends ClosedTest {
    private static final String COOKIE = "__Host-estiva";

    @Test
    void nobodyGetsInWithoutACredential() {
        given().get(API + "/processes")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("type", equalTo("urn:estiva:problem:unauthenticated"));
    }

    @Test
    void whatIsTheSameForEverybodyNeedsNoCredential() {
        given().get(API + "/schemas/import").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/").then().statusCode(200);
        given().get(API + "/session").then().statusCode(401).body("detail", containsString("Nobody is signed in"));
    }

    static Stream<String> badHeaders() {
        String secret = ADMIN_KEY.substring("estiva_admin_".length());
        return Stream.of(
                "Bearer estiva_admin_" + "f".repeat(64),
                "Bearer estiva_nobody_" + secret,
                "Bearer " + ADMIN_KEY.toUpperCase(java.util.Locale.ROOT),
                "Bearer " + ADMIN_KEY + "0",
                "Bearer " + secret,
                "Bearer",
                "Bearer ",
                "Basic " + java.util.Base64.getEncoder().encodeToString(("admin:" + ADMIN_KEY).getBytes()),
                "Digest username=\"admin\"",
                "Token " + ADMIN_KEY,
                ADMIN_KEY,
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
                "Bearer " + ADMIN_KEY + " " + ADMIN_KEY,
                "Bearer " + "a".repeat(4000));
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void aCredentialThatIsNotValidChangesNothing(String header) {
        String client = name("client");

        given().header("Authorization", header)
                .contentType("application/json")
                .body("{\"priority\":7}")
                .put(API + "/clients/" + client)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("status", equalTo(401));

        admin().get(API + "/clients/" + client).then().statusCode(404);
    }

    @Test
    void twoCredentialsAtOnceAreRefusedThoughOneIsValid() {
        given().header("Authorization", "Bearer " + ADMIN_KEY)
                .header("Authorization", "Bearer " + ADMIN_KEY)
                .get(API + "/processes")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + ADMIN_KEY)
                .header("Cookie", COOKIE + "=" + "0".repeat(64))
                .get(API + "/processes")
                .then()
                .statusCode(401);
        given().header("Cookie", COOKIE + "=a; " + COOKIE + "=b")
                .get(API + "/processes")
                .then()
                .statusCode(401);
    }

    @Test
    void aKeyInTheAddressOpensNothing() {
        given().get(API + "/processes?access_token=" + ADMIN_KEY).then().statusCode(401);
        given().get(API + "/processes?key=" + ADMIN_KEY).then().statusCode(401);
    }

    @Test
    void aKeyThatIsRevokedOpensNothingMore() {
        String identity = name("loader");
        putIdentity(identity, role("viewer")).statusCode(201);
        String key = keyOf(identity);
        as(key).get(API + "/processes").then().statusCode(200);

        admin().delete(API + "/identities/" + identity + "/keys/" + key.split("_")[1])
                .then()
                .statusCode(204);

        as(key).get(API + "/processes").then().statusCode(401);
    }

    @Test
    void twoKeysAreValidWhileOneTakesThePlaceOfTheOther() {
        String identity = name("loader");
        putIdentity(identity, role("viewer")).statusCode(201);
        String first = keyOf(identity);
        String second = keyOf(identity);

        as(first).get(API + "/processes").then().statusCode(200);
        as(second).get(API + "/processes").then().statusCode(200);
        admin().body("{}")
                .post(API + "/identities/" + identity + "/keys")
                .then()
                .statusCode(409)
                .body("detail", containsString("revoke one first"));
    }

    @Test
    void theKeysOfAnIdentityThatIsGoneOpenNothing() {
        String identity = name("loader");
        putIdentity(identity, role("viewer")).statusCode(201);
        String key = keyOf(identity);

        admin().delete(API + "/identities/" + identity).then().statusCode(204);

        as(key).get(API + "/processes").then().statusCode(401);
        putIdentity(identity, role("viewer")).statusCode(201);
        as(key).get(API + "/processes").then().statusCode(401);
    }

    @Test
    void theKeysOfAnIdentityThatIsDisabledOpenNothing() {
        String identity = name("loader");
        putIdentity(identity, role("viewer")).statusCode(201);
        String key = keyOf(identity);

        admin().body("{\"roles\":[" + role("viewer") + "],\"disabled\":true}")
                .put(API + "/identities/" + identity)
                .then()
                .statusCode(200);

        as(key).get(API + "/processes").then().statusCode(401);
    }

    @Test
    void theFormOfASecretIsAllThatIsStored() {
        String identity = name("loader");
        putIdentity(identity, role("viewer")).statusCode(201);
        String key = keyOf(identity);

        String shown = admin().get(API + "/identities/" + identity).asString();
        assertThat(shown).contains(key.split("_")[1]).doesNotContain(key.split("_")[2]);
    }
}
