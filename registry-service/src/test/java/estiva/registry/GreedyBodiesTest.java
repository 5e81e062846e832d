package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that cost little to send and much to look at: each is refused at once, and in few words. */
@QuarkusTest
class GreedyBodiesTest extends RegistryTest {
    /** A hundred findings with long names have their room. */
    private static final int LONGEST_ANSWER = 200_000;
    /** Far more than the second that it takes on a machine of its own, and far less than these bodies once took. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int MEBIBYTE = 1024 * 1024;

    private static String joined(int times, IntFunction<String> each) {
        return IntStream.range(0, times).mapToObj(each).collect(Collectors.joining(","));
    }

    private static String columns(int times, IntFunction<String> each) {
        return "{\"target\":\"T\",\"columns\":[" + joined(times, each) + "]}";
    }

    private static String regex(String text) {
        return columns(1, i -> "{\"source\":\"a\",\"checks\":{\"regex\":\"" + text + "\"}}");
    }

    enum Definition {
        UNKNOWN_MEMBERS_740000(413, () -> "{\"target\":\"T\"," + joined(740_000, i -> "\"m" + i + "\":1") + "}"),
        UNKNOWN_MEMBERS_60000(422, () -> "{\"target\":\"T\"," + joined(60_000, i -> "\"m" + i + "\":1") + "}"),
        UNKNOWN_MEMBERS_90000(413, () -> "{\"target\":\"T\"," + joined(90_000, i -> "\"" + i + "\":1") + "}"),
        UNKNOWN_MEMBERS_IN_COLUMNS(422, () -> columns(2_000, c -> "{" + joined(30, i -> "\"m" + i + "\":1") + "}")),
        NINE_MEGABYTES(413, () -> "{\"target\":\"" + "T".repeat(9_000_000) + "\"}"),
        ONE_LONG_TEXT(422, () -> "{\"target\":\"" + "T".repeat(MEBIBYTE - 100) + "\"}"),
        ONE_LONG_BLANK(422, () -> "{\"target\":\"" + " ".repeat(MEBIBYTE - 100) + "\"}"),
        ONE_LONG_ALMOST_PLAIN_TEXT(422, () -> "{\"target\":\"" + "T".repeat(MEBIBYTE - 100) + "\\u0001\"}"),
        ONE_LONG_CHOICE(422, () -> "{\"target\":\"T\",\"mode\":\"" + "T".repeat(MEBIBYTE - 100) + "\"}"),
        ONE_LONG_CHARSET(
                422, () -> "{\"target\":\"T\",\"format\":{\"encoding\":\"" + "T".repeat(MEBIBYTE - 100) + "\"}}"),
        ONE_LONG_NAME(413, () -> "{\"target\":\"T\",\"" + "T".repeat(MEBIBYTE - 100) + "\":1}"),
        MANY_LONG_NAMES(
                422, () -> "{\"target\":\"T\"," + joined(100, i -> "\"" + i + "T".repeat(9_000) + "\":1") + "}"),
        LONG_PATTERNS(
                422, () -> columns(1, i -> "{\"source\":\"a\",\"format\":\"" + "[".repeat(MEBIBYTE - 200) + "\"}")),
        NESTED_ARRAYS(413, () -> "{\"target\":\"T\",\"x\":" + "[".repeat(400_000) + "]".repeat(400_000) + "}"),
        NESTED_OBJECTS(
                413, () -> "{\"target\":\"T\",\"x\":" + "{\"x\":".repeat(150_000) + "1" + "}".repeat(150_000) + "}"),
        MANY_EMPTY_COLUMNS(413, () -> columns(300_000, i -> "{}")),
        MANY_WRONG_COLUMNS(413, () -> columns(500_000, i -> "0")),
        TOO_MANY_COLUMNS(422, () -> columns(20_000, i -> "{\"source\":\"a\"}")),
        MANY_FAULTS(422, () -> columns(10_000, i -> "{\"source\":0,\"target\":1,\"trim\":2}")),
        MANY_CONTRADICTIONS(422, () -> columns(10_000, i -> "{\"target\":\"A\",\"locale\":\"_\"}")),
        MANY_VALUES(
                413,
                () -> columns(
                        300, c -> "{\"source\":\"a\",\"checks\":{\"values\":[" + joined(1_000, i -> "1") + "]}}")),
        TOO_MANY_VALUES(
                422,
                () -> columns(1, c -> "{\"source\":\"a\",\"checks\":{\"values\":[" + joined(90_000, i -> "1") + "]}}")),
        TOO_MANY_KEYS(
                422,
                () -> "{\"target\":\"T\",\"mode\":\"upsert\",\"keys\":[" + joined(50_000, i -> "\"k" + i + "\"")
                        + "]}"),
        TOO_WIDE_A_SCOPE(
                422,
                () -> "{\"target\":\"T\",\"mode\":\"replace\",\"scope\":{" + joined(50_000, i -> "\"k" + i + "\":1")
                        + "}}"),
        NULL_TOKENS(422, () -> "{\"target\":\"T\",\"format\":{\"nullTokens\":[" + joined(100_000, i -> "\"\"") + "]}}"),
        REPETITIONS_300(422, () -> regex("(".repeat(62) + "a" + "){1000}".repeat(62))),
        REPETITIONS_OF_NOTHING(422, () -> regex("((){1000}){1000}")),
        REPETITIONS_BESIDE_EACH_OTHER(422, () -> regex("a{1000}".repeat(71))),
        CASE_WITHOUT_END(422, () -> regex("(?i)[a-\\\\x{1e900}]")),
        NESTED_GROUPS(422, () -> regex("(".repeat(250_000) + ")".repeat(250_000))),
        MANY_REGEXES(
                422, () -> columns(5_000, i -> "{\"source\":\"a\",\"checks\":{\"regex\":\"" + i + "[a-z]{900}\"}}")),
        HUGE_NUMBER(422, () -> "{\"target\":\"T\",\"parallelFiles\":1e999999999}"),
        LONG_NUMBER(413, () -> "{\"target\":\"T\",\"parallelFiles\":" + "1".repeat(500_000) + "}");

        final int status;
        private final Supplier<String> body;

        Definition(int status, Supplier<String> body) {
            this.status = status;
            this.body = body;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGreedyDefinitionIsRefused(Definition definition) {
        String name = name("greedy");

        refused(definition.status, "PUT", "/imports/" + name, definition.body.get());
        refused(
                definition.status,
                "POST",
                "/imports/" + name + "/preview",
                "{\"fileName\":\"a.csv\",\"definition\":" + definition.body.get() + "}");
        get("/imports/" + name).statusCode(404);
    }

    @Test
    void aGreedyRegistrationIsRefused() {
        String name = imported();
        String head = "{\"processName\":\"P\",\"importName\":\"" + name + "\",\"files\":[";
        for (String body : List.of(
                head + joined(3_000_000, i -> "{}") + "]}",
                head + joined(70_000, i -> "{}") + "]}",
                head + joined(10_000, i -> "{\"fileName\":\"\",\"importName\":\"\",\"directory\":\"\\u0001\"}") + "]}",
                head + joined(10_000, i -> "{\"fileName\":\"../" + i + "\"}") + "]}",
                head + joined(10_000, i -> "null") + "]}",
                head + "{\"fileName\":\"" + "x".repeat(9_000_000) + "\"}]}",
                head + "],\"" + "x".repeat(9_000) + "\":1}",
                head + "[".repeat(5_000_000))) {
            refused(0, "POST", "/processes", body);
        }
    }

    /** All that the threads of the service can be given at once. */
    @Test
    void manyGreedyBodiesAtOnceAreRefusedLikeOne() {
        List<Definition> heaviest = List.of(
                Definition.TOO_MANY_VALUES,
                Definition.MANY_FAULTS,
                Definition.UNKNOWN_MEMBERS_60000,
                Definition.NULL_TOKENS);
        ExecutorService senders = Executors.newFixedThreadPool(32);
        try {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 64)
                    .mapToObj(i -> heaviest.get(i % heaviest.size()))
                    .map(each -> CompletableFuture.supplyAsync(() -> put("/imports/greedy", each), senders))
                    .toList();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(422));
        } finally {
            senders.shutdownNow();
        }
    }

    /** @return the status of the answer */
    private static int put(String path, Definition definition) {
        return send("PUT", path, definition.body.get()).statusCode();
    }

    /** Not through RestAssured, which prints each body prettily before it sends it. */
    private static HttpResponse<String> send(String method, String path, String body) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + API + path))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param status 0: 400, 413 or 422 */
    private static void refused(int status, String method, String path, String body) {
        long begun = System.nanoTime();
        HttpResponse<String> answer = send(method, path, body);
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(answer.statusCode()).as(answer.body()).isIn(status == 0 ? List.of(400, 413, 422) : List.of(status));
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body().length()).isLessThan(LONGEST_ANSWER);
        List<Object> errors = JsonPath.from(answer.body()).getList("errors");
        assertThat(errors == null ? List.of() : errors).hasSizeLessThanOrEqualTo(100);
        assertThat(taken).isLessThan(PATIENCE);
    }
}
