package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Requests that are put together by chance from what the description names and from what it does not, with and without an
 * identity: none is answered with a 5xx, and none shows or changes anything of a client that the identity may not see. {@code
 * -Destiva.generated.requests=30000} asks more of them, {@code -Destiva.generated.seed} others.
 */
@QuarkusTest
@TestProfile(ClosedTest.WithAdminKey.class)
class GeneratedRequestsTest extends ClosedTest {
    private static final int REQUESTS = Integer.getInteger("estiva.generated.requests", 2_000);
    private static final long SEED = Long.getLong("estiva.generated.seed", 15);
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    /** In the names of all that is hidden; no request has it but as the name itself. */
    private final String hidden = name("hidden");

    private final Random random = new Random(SEED);
    private final HttpClient http = HttpClient.newHttpClient();

    private record Operation(String method, String path) {}

    @Test
    void noneFailsAndNoneReachesWhatItsIdentityMayNotSee() throws Exception {
        String own = name("own");
        long ownProcess = registeredFor(own);
        long hiddenProcess = registeredFor(hidden);
        long hiddenFile = admin().get(API + "/processes/" + hiddenProcess + "/files")
                .jsonPath()
                .getLong("items[0].fileId");
        String hiddenImport = hidden + "-import";
        admin().body("{\"target\":\"dbo.Cities\",\"processName\":\"" + hidden + "\"}")
                .put(API + "/imports/" + hiddenImport)
                .then()
                .statusCode(201);
        List<String> keys = new ArrayList<>();
        keys.add(null);
        keys.add("estiva_nobody_" + "0".repeat(64));
        for (String role : List.of("viewer", "submitter", "operator", "designer", "personalData")) {
            keys.add(keyWith(role(role, own)));
        }
        String before = state(hiddenProcess, hiddenImport);
        List<String> values = List.of(
                own,
                hidden,
                hiddenImport,
                "" + ownProcess,
                "" + hiddenProcess,
                "" + hiddenFile,
                "admin",
                "1",
                "0",
                "-1",
                "9223372036854775807",
                "99999999999999999999",
                "x",
                " ",
                "%",
                "..",
                "a/b",
                "' OR 1=1 --",
                "\u00e7\u0000",
                "\ud83d\ude00",
                "true",
                "null",
                "1e400");

        List<Operation> operations = operations();
        for (int i = 0; i < REQUESTS; i++) {
            ask(pick(operations), pick(keys), values, own, hiddenImport);
        }

        assertThat(state(hiddenProcess, hiddenImport)).isEqualTo(before);
    }

    /** What an admin sees of all that is hidden. */
    private String state(long process, String definition) {
        return admin().get(API + "/processes/" + process).asString()
                + admin().get(API + "/processes/" + process + "/log").asString()
                + admin().get(API + "/processes?processName=" + hidden).asString()
                + admin().get(API + "/clients/" + hidden).asString()
                + admin().get(API + "/imports/" + definition).asString();
    }

    private static List<Operation> operations() {
        Map<String, Map<String, Object>> paths =
                given().accept("application/json").get("/q/openapi").jsonPath().getMap("paths");
        List<Operation> operations = new ArrayList<>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> operations.add(new Operation(method.toUpperCase(Locale.ROOT), path))));
        operations.add(new Operation("PATCH", "/api/v1/processes/{processId}"));
        return operations;
    }

    private void ask(Operation operation, String key, List<String> values, String own, String hiddenImport)
            throws IOException, InterruptedException {
        String path = operation.path();
        while (path.contains("{")) {
            path = path.replaceFirst("\\{[^}]+}", encoded(pick(values)));
        }
        if (random.nextInt(3) == 0) {
            String name =
                    pick(List.of("limit", "after", "status", "processName", "identity", "format", "order", "all", "x"));
            path += "?" + name + "=" + encoded(pick(values));
        }
        String body = operation.method().equals("GET") ? null : body(pick(values), own, hiddenImport);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", random.nextInt(20) == 0 ? "text/plain" : "application/json")
                .method(operation.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());

        String asked = operation.method() + " " + path + " " + body + " by " + key + ": " + answer.statusCode() + " "
                + answer.body();
        assertThat(answer.statusCode()).as(asked).isLessThan(500);
        // Whoever designs may give an import of its own any name that is free.
        boolean isOwnImport = path.startsWith("/api/v1/imports/" + hidden) && !path.contains(hiddenImport);
        if (answer.statusCode() < 300 && !isOwnImport) {
            assertThat(answer.body()).as(asked).doesNotContain(hidden);
        }
        if (path.contains(hiddenImport) && !path.contains("?")) {
            assertThat(answer.statusCode()).as(asked).isBetween(400, 499);
        }
        boolean isNamed = path.contains(hidden) || body != null && body.contains(hidden) || isOwnImport;
        if (!isNamed && !path.startsWith("/api/v1/imports")) {
            assertThat(answer.body()).as(asked).doesNotContain(hidden);
        }
    }

    private String body(String value, String own, String hiddenImport) {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0000", "\\u0000");
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> "{\"" + quoted + "\": 1}";
            case 2 -> "[]";
            case 3 -> "{\"processName\":\"" + quoted + "\",\"files\":[{\"fileName\":\"a.csv\"}]}";
            case 4 ->
                "{\"processName\":\"" + own + "\",\"importName\":\"" + quoted
                        + "\",\"files\":[{\"fileName\":\"a.csv\"}]}";
            case 5 ->
                "{\"processName\":\"" + own + "\",\"files\":[{\"fileName\":\"a.csv\",\"importName\":\"" + hiddenImport
                        + "\"}]}";
            case 6 -> "{\"target\":\"dbo.Cities\",\"processName\":\"" + quoted + "\"}";
            case 7 -> "{\"priority\": " + (random.nextInt(3) == 0 ? "1E99999999999999" : "3") + "}";
            case 8 -> "{\"roles\":[{\"role\":\"admin\"}],\"password\":\"correct horse battery\"}";
            default -> "{\"fileName\":\"a.csv\",\"version\":1,\"name\":\"" + quoted + "\",\"password\":\"x\"}";
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
