package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** People who sign in with a password. */
@QuarkusTest
@TestProfile(ClosedTest.WithAdminKey.class)
class SessionsTest extends ClosedTest {
    private static final String COOKIE = "__Host-estiva";

    @Test
    void aPersonSignsInAndOut() {
        String name = person(role("viewer"), role("operator"));
        Response signedIn = signIn(name, PASSWORD);
        assertThat(signedIn.statusCode()).isEqualTo(200);
        // The page shows who is signed in, and the way out, by what this answer says.
        assertThat(signedIn.jsonPath().getString("means")).isEqualTo("session");
        assertThat(signedIn.jsonPath().getString("name")).isEqualTo(name);
        String setCookie = signedIn.header("Set-Cookie");
        assertThat(setCookie)
                .contains("HttpOnly")
                .contains("Secure")
                .contains("SameSite=Strict")
                .contains("Path=/");
        String cookie = cookie(signedIn);

        withCookie(cookie)
                .get(API + "/session")
                .then()
                .statusCode(200)
                .body("name", equalTo(name))
                .body("means", equalTo("session"))
                .body("roles", hasItem("operator"))
                .body("csrfToken", equalTo(signedIn.jsonPath().getString("csrfToken")));
        withCookie(cookie).delete(API + "/session").then().statusCode(204);
        withCookie(cookie).get(API + "/session").then().statusCode(401);
    }

    @Test
    void aChangeByASessionNeedsTheTokenThatOnlyThePageHasRead() {
        String client = name("client");
        Response signedIn = signIn(person(role("operator")), PASSWORD);
        String cookie = cookie(signedIn);

        changed(cookie, null, client).statusCode(403).contentType("application/problem+json");
        changed(cookie, "0".repeat(64), client).statusCode(403);
        admin().get(API + "/clients/" + client).then().statusCode(404);
        changed(cookie, signedIn.jsonPath().getString("csrfToken"), client).statusCode(200);
    }

    @Test
    void anUnknownNameAndAWrongPasswordGetTheSameAnswer() {
        Response wrong = signIn(person(role("viewer")), "wrong horse battery staple");
        Response unknown = signIn(name("nobody"), PASSWORD);

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
        assertThat(unknown.headers().hasHeaderWithName("Set-Cookie")).isFalse();
    }

    @Test
    void anIdentityWithoutAPasswordSignsInWithNone() {
        String name = name("loader");
        putIdentity(name, role("viewer")).statusCode(201);

        assertThat(signIn(name, PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOne() {
        String name = person(role("viewer"));
        String cookie = cookie(signIn(name, PASSWORD));

        admin().body("{\"roles\":[" + role("viewer") + "],\"password\":\"another horse, another staple\"}")
                .put(API + "/identities/" + name)
                .then()
                .statusCode(200);

        withCookie(cookie).get(API + "/session").then().statusCode(401);
        assertThat(signIn(name, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(signIn(name, "another horse, another staple").statusCode()).isEqualTo(200);
    }

    @Test
    void tooManyTriesAreRefusedEvenWithTheRightPassword() {
        String name = person(role("viewer"));
        for (int i = 0; i < 10; i++) {
            assertThat(signIn(name, "wrong horse " + i).statusCode()).isEqualTo(401);
        }

        signIn(name, PASSWORD).then().statusCode(429).header("Retry-After", notNullValue());
    }

    @Test
    void oneHasTwentySessionsAtMostAndTheOldestEnds() {
        String name = person(role("viewer"));
        String first = cookie(signIn(name, PASSWORD));
        for (int i = 1; i < 20; i++) {
            assertThat(signIn(name, PASSWORD).statusCode()).isEqualTo(200);
        }
        withCookie(first).get(API + "/session").then().statusCode(200);

        assertThat(signIn(name, PASSWORD).statusCode()).isEqualTo(200);

        withCookie(first).get(API + "/session").then().statusCode(401);
    }

    private static ValidatableResponse changed(String cookie, String token, String client) {
        var request = withCookie(cookie).contentType("application/json").body("{\"priority\":3}");
        return (token == null ? request : request.header("X-CSRF-Token", token))
                .put(API + "/clients/" + client)
                .then();
    }

    private static String person(String... roles) {
        String name = name("maria");
        admin().body("{\"roles\":[" + String.join(",", roles) + "],\"password\":\"" + PASSWORD + "\"}")
                .put(API + "/identities/" + name)
                .then()
                .statusCode(201);
        return name;
    }

    private static Response signIn(String name, String password) {
        return given().contentType("application/json")
                .body("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}")
                .post(API + "/session");
    }

    private static String cookie(Response signedIn) {
        return signedIn.header("Set-Cookie").split(";")[0].split("=", 2)[1];
    }

    private static io.restassured.specification.RequestSpecification withCookie(String cookie) {
        return given().header("Cookie", COOKIE + "=" + cookie);
    }
}
