package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistrationTest extends RegistryTest {
    @Test
    void aRegistrationAnswersTheProcessAndItsPlace() {
        String client = name("ACME");

        post("/processes", body(client, imported(), "a.csv", "b.csv"))
                .statusCode(201)
                .header("Location", containsString("/api/v1/processes/"))
                .body("processName", equalTo(client))
                .body("status", equalTo("Pending"))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"))
                .body("importVersion", is(1))
                .body("workerAssigned", nullValue());
    }

    @Test
    void everyMemberOfARegistrationIsKept() {
        String importName = imported();
        long id = post("/processes", """
                        {"processName": "  %s ", "priority": -7, "notBefore": "2031-05-01T10:00:00-03:00",
                         "maxAttempts": 9, "files": [{"fileName": "são.csv", "directory": "entrada/2031",
                         "importName": "%s", "parameter1": "um", "parameter2": "dois\\nlinhas"}]}""".formatted(name("Café"), importName))
                .statusCode(201)
                .body("processName", matchesPattern("Café-\\w+"))
                .body("priority", is(-7))
                .body("notBefore", equalTo("2031-05-01T13:00:00Z"))
                .body("maxAttempts", is(9))
                .body("registeredBy", notNullValue())
                .extract()
                .jsonPath()
                .getLong("processId");

        get("/processes/" + id + "/files")
                .statusCode(200)
                .body("next", nullValue())
                .body("items", hasSize(1))
                .body("items[0].fileName", equalTo("são.csv"))
                .body("items[0].directory", equalTo("entrada/2031"))
                .body("items[0].importName", equalTo(importName))
                .body("items[0].importVersion", is(1))
                .body("items[0].parameter1", equalTo("um"))
                .body("items[0].parameter2", equalTo("dois\nlinhas"))
                .body("items[0].rowsRead", nullValue());
    }

    @Test
    void aFileWithoutAnImportFindsTheOneOfItsClientByItsPattern() {
        String client = name("Pattern");
        String importName = name("cidades");
        putImport(importName, "{\"target\":\"t\",\"processName\":\"" + client + "\",\"fileNames\":\"cid*.csv\"}");

        JsonPath process = post(
                        "/processes", "{\"processName\":\"" + client + "\",\"files\":[{\"fileName\":\"CIDADES.csv\"}]}")
                .statusCode(201)
                .body("importName", nullValue())
                .extract()
                .jsonPath();

        get("/processes/" + process.getLong("processId") + "/files").body("items[0].importName", equalTo(importName));
    }

    @Test
    void aNameOfTheGreatestLengthIsMatchedAtOnceWhateverThePattern() {
        String client = name("Stars");
        putImport(
                name("stars"),
                "{\"target\":\"t\",\"processName\":\"" + client + "\",\"fileNames\":\"*a*a*a*a*a*a*b\"}");
        String file = "{\"fileName\":\"" + "a".repeat(400) + "\"}";

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> post("/processes", "{\"processName\":\"" + client + "\",\"files\":[" + file + "]}")
                        .statusCode(422));
    }

    @Test
    void aFileKeepsTheVersionThatWasCurrentAtItsRegistration() {
        String importName = imported();
        long id = post("/processes", body(name("Versions"), importName, "a.csv"))
                .extract()
                .jsonPath()
                .getLong("processId");

        putImport(importName, "{\"target\":\"dbo.Elsewhere\"}").statusCode(200).body("version", is(2));

        get("/processes/" + id + "/files").body("items[0].importVersion", is(1));
    }

    @Test
    void tenThousandFilesAreOneRegistration() {
        String[] names =
                IntStream.range(0, 10_000).mapToObj(i -> "f" + i + ".csv").toArray(String[]::new);

        long id = registered(name("Many"), names);

        JsonPath last = get("/processes/" + id + "/files?limit=1000").extract().jsonPath();
        assertThat(last.getList("items")).hasSize(1000);
        assertThat(last.getLong("next")).isEqualTo(last.getLong("items[999].fileId"));
    }

    @Test
    void aRepeatedRequestWithItsKeyIsAnsweredWithTheSameProcess() {
        String body = body(name("Again"), imported(), "a.csv");
        String key = name("key");
        Response first = keyed(key, body);

        Response again = keyed(key, body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.getHeader("Location")).isEqualTo(first.getHeader("Location"));
        assertThat(again.asString()).isEqualTo(first.asString());
    }

    @Test
    void blanksAndTheOrderOfMembersMakeNoOtherRequest() {
        String importName = imported();
        String key = name("key");
        Response first = keyed(
                key,
                "{\"processName\":\"Blanks\",\"importName\":\"" + importName + "\",\"files\":[{\"fileName\":\"a\"}]}");

        Response again = keyed(
                key,
                "{ \"files\": [ {\"fileName\":\"a\"} ], \"importName\":\"" + importName
                        + "\", \"processName\":\"Blanks \"}");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.getHeader("Location")).isEqualTo(first.getHeader("Location"));
        assertThat(again.jsonPath().getLong("processId"))
                .isEqualTo(first.jsonPath().getLong("processId"));
    }

    @Test
    void aKeyThatComesWithAnotherBodyIsRefused() {
        String importName = imported();
        String key = name("key");
        String client = name("Reuse");
        keyed(key, body(client, importName, "a.csv"));

        keyed(key, body(client, importName, "b.csv"))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith("idempotency-key-reused"))
                .body("status", is(409));
        get("/processes?processName=" + client).body("items", hasSize(1));
    }

    @Test
    void manyRequestsWithOneKeyAtOnceRegisterOneProcess() throws Exception {
        String client = name("Race");
        String body = body(client, imported(), "a.csv");
        String key = name("key");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Response>> requests = Stream.generate(() -> (Callable<Response>) () -> keyed(key, body))
                    .limit(6)
                    .toList();
            List<Response> answers = threads.invokeAll(requests).stream()
                    .map(RegistrationTest::got)
                    .toList();

            assertThat(answers.stream().map(Response::statusCode).collect(Collectors.toList()))
                    .containsOnlyOnce(201)
                    .allMatch(status -> status == 200 || status == 201);
            assertThat(answers.stream()
                            .map(answer -> answer.getHeader("Location"))
                            .distinct())
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        get("/processes?processName=" + client).body("items", hasSize(1));
    }

    private static Response got(Future<Response> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRepeatedRequestMayWriteItsClientInAnyWayThatTheDatabaseTakesForEqual() {
        String client = name("Repeated");
        String importName = imported();
        String key = name("key");
        Response first = keyed(key, body(client, importName, "a.csv"));

        Response again = keyed(key, body(client.toUpperCase(java.util.Locale.ROOT), importName, "a.csv"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getLong("processId"))
                .isEqualTo(first.jsonPath().getLong("processId"));
    }

    private static Response keyed(String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(API + "/processes");
    }
}
