package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told with every answer, of resources and of the edge. */
@QuarkusTest
class HeadersTest extends RegistryTest {

    @Test
    void everyOperationTellsBrowsersToKeepAndRunNothing() {
        Map<String, Map<String, Object>> paths =
                given().accept("application/json").get("/q/openapi").jsonPath().getMap("paths");
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(Set.of("get", "put", "post", "delete")::contains)
                .forEach(method -> {
                    String asked = path.replaceAll("\\{[^}]+}", "987654321");
                    assertHeaders(given().contentType("application/json").request(method, asked), method + " " + path);
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/q/nothing", "/q/openapi", "/api/v1/nothing", "/api/v1/processes?limit=x"})
    void pathsThatAreNoOperationsDoSoToo(String path) {
        assertHeaders(given().get(path), path);
    }

    @Test
    void whatIsRefusedBeforeAnybodySeesItDoesSoToo() {
        assertHeaders(given().header("X-Long", "a".repeat(50_000)).get("/"), "431");
    }

    private static void assertHeaders(Response answer, String what) {
        assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).as(what).isEqualTo("same-origin");
        assertThat(answer.header("Cache-Control").toLowerCase(Locale.ROOT))
                .as(what)
                .isEqualTo("no-store");
        assertThat(answer.header("Content-Security-Policy"))
                .as(what)
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("Strict-Transport-Security")).as(what).isNull();
        assertThat(answer.header("Access-Control-Allow-Origin")).as(what).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html"})
    void thePageRunsItsOwnFilesAndNothingElse(String page) {
        given().get(page)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Cache-Control", equalTo("no-cache"));
    }

    @Test
    void noOtherOriginIsLetIn() {
        given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "PUT")
                .options(API + "/clients/x")
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Methods", nullValue());
    }
}
