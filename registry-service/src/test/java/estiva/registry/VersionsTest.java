package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import estiva.control.database.ControlDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changes an import, and what the others know of it. */
@QuarkusTest
class VersionsTest extends RegistryTest {
    @Inject
    ControlDatabase database;

    private static ValidatableResponse put(String name, String target, String header, String value) {
        return given().contentType("application/json")
                .header(header, value)
                .body("{\"target\":\"" + target + "\"}")
                .put(API + "/imports/" + name)
                .then();
    }

    @Test
    void eachAnswerBearsTheVersionAsItsTag() {
        String name = name("tag");

        putImport(name, "{\"target\":\"One\"}").statusCode(201).header("ETag", "\"1\"");
        putImport(name, "{\"target\":\"Two\"}").statusCode(200).header("ETag", "\"2\"");
        putImport(name, "{\"target\":\"Two\"}").statusCode(200).header("ETag", "\"2\"");
        get("/imports/" + name).header("ETag", "\"2\"");
        get("/imports/" + name + "/versions/1").header("ETag", "\"1\"").body("definition.target", equalTo("One"));
        post("/imports/" + name + "/rollback", "{\"version\":1}").header("ETag", "\"3\"");
    }

    /** A slash in a name is none of the path, and a semicolon begins no parameter. */
    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a;b=c", "ação 1", "%", "a?b#c", "+", "..x", "guess/"})
    void anImportMayHaveAnyName(String stem) {
        String name = name(stem);

        given().contentType("application/json")
                .body("{\"target\":\"T\"}")
                .put(API + "/imports/{name}", name)
                .then()
                .statusCode(201)
                .body("importName", equalTo(name));
        given().get(API + "/imports/{name}", name).then().statusCode(200).body("importName", equalTo(name));
        given().get(API + "/imports/{name}/versions", name)
                .then()
                .statusCode(200)
                .body("items.importName", equalTo(List.of(name)));
    }

    @Test
    void aChangeIsMadeOnlyToTheVersionThatItWasMadeFor() {
        String name = name("match");
        putImport(name, "{\"target\":\"One\"}");

        put(name, "Two", "If-Match", "\"1\"").statusCode(200).body("version", is(2));
        put(name, "Three", "If-Match", "\"1\"")
                .statusCode(412)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:estiva:problem:precondition-failed"))
                .body("detail", containsString("\"2\""));
        put(name, "Three", "If-Match", "\"7\", \"2\"").statusCode(200).body("version", is(3));
        put(name, "Four", "If-Match", "W/\"3\"").statusCode(412);
        put(name, "Four", "If-Match", "*").statusCode(200).body("version", is(4));
        given().contentType("application/json")
                .header("If-Match", "\"3\"")
                .body("{\"version\":1}")
                .post(API + "/imports/" + name + "/rollback")
                .then()
                .statusCode(412);
        get("/imports/" + name).body("version", is(4));
    }

    @Test
    void aDefinitionIsMadeOnlyIfThereIsNone() {
        String name = name("create");

        put(name, "One", "If-Match", "*").statusCode(412);
        put(name, "One", "If-None-Match", "*").statusCode(201);
        put(name, "One", "If-None-Match", "*").statusCode(412);
        put(name, "Two", "If-None-Match", "\"1\"").statusCode(412);
        put(name, "Two", "If-None-Match", "\"9\"").statusCode(200).body("version", is(2));
    }

    @Test
    void whoKnowsTheCurrentVersionIsNotSentItAgain() {
        String name = imported();

        given().header("If-None-Match", "W/\"1\"")
                .get(API + "/imports/" + name)
                .then()
                .statusCode(304)
                .header("ETag", "\"1\"")
                .body(emptyString());
        given().header("If-None-Match", "\"2\"")
                .get(API + "/imports/" + name)
                .then()
                .statusCode(200);
        given().header("If-None-Match", "*")
                .get(API + "/imports/" + name("none"))
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "\"1\" \"2\"", ", ", "\"1\",x", "W/1", "**"})
    void aTagThatIsNoneIsNamed(String tag) {
        String name = imported();

        put(name, "Two", "If-Match", tag).statusCode(422).body("errors.field", hasItem("If-Match"));
        get("/imports/" + name).body("version", is(1));
    }

    @Test
    void ofManyChangesAtOnceEachIsMadeAndNoneTwice() {
        String name = name("busy");
        List<Integer> versions = atOnce(
                24,
                i -> putImport(name, "{\"target\":\"T" + i + "\"}").extract().path("version"));

        assertThat(versions)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 24).boxed().toList());
    }

    @Test
    void ofManyThatKnowTheSameVersionOneChangesIt() {
        String name = imported();
        List<Integer> answers = atOnce(
                24, i -> put(name, "T" + i, "If-Match", "\"1\"").extract().statusCode());

        assertThat(answers).containsOnly(200, 412).containsOnlyOnce(200);
        get("/imports/" + name).body("version", is(2));
    }

    @Test
    void ofManyThatSayTheSameOneMakesTheVersion() {
        String name = name("same");
        List<Integer> versions =
                atOnce(24, i -> putImport(name, "{\"target\":\"T\"}").extract().path("version"));

        assertThat(versions).containsOnly(1);
    }

    private static List<Integer> atOnce(int times, java.util.function.IntFunction<Integer> request) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            return IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void versionsComeInPagesWithoutTheDefinitions() {
        String name = name("pages");
        for (int i = 1; i <= 5; i++) {
            putImport(name, "{\"target\":\"T" + i + "\"}");
        }

        get("/imports/" + name + "/versions?limit=2")
                .body("items.version", equalTo(List.of(5, 4)))
                .body("items[0]", not(hasKey("definition")))
                .body("next", is(4));
        get("/imports/" + name + "/versions?limit=2&after=4")
                .body("items.version", equalTo(List.of(3, 2)))
                .body("next", is(2));
        get("/imports/" + name + "/versions?limit=2&after=2")
                .body("items.version", equalTo(List.of(1)))
                .body("next", equalTo(null));
        get("/imports/" + name + "/versions?after=1").statusCode(200).body("items.size()", is(0));
        get("/imports/" + name("none") + "/versions").statusCode(404);
        get("/imports/" + name + "/versions/6").statusCode(404);
    }

    /** Stored by a release that knew no limits, or by hand: it is in no one's way, and says what is wrong with it. */
    @Test
    void aStoredDefinitionThatCannotBeUsedIsAConflictAndNoError() {
        String name = name("huge");
        database.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO ImportDefinition (ImportName, Version, ProcessName, FileNames, Definition)
                        VALUES (:name, 1, :name, '*.csv', :text)""")
                .bind("name", name)
                .bind("text", "{\"target\":\"" + "x".repeat(3 << 20) + "\"}")
                .execute());

        get("/imports/" + name).statusCode(409).body("detail", containsString("PUT a new version"));
        post("/imports/" + name + "/rollback", "{\"version\":1}").statusCode(409);
        post("/processes", "{\"processName\":\"" + name + "\",\"files\":[{\"fileName\":\"a.csv\"}]}")
                .statusCode(409);
        get("/imports?limit=1000").statusCode(200).body("items.importName", hasItem(name));
        get("/imports/" + name + "/versions").statusCode(200).body("items.version", equalTo(List.of(1)));
        putImport(name, "{\"target\":\"T\"}").statusCode(200).body("version", is(2));
    }
}
