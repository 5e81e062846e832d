package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.ControlDatabase;
import estiva.control.edge.RawConnection.Answer;
import estiva.control.edge.RawConnection;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that take their time, or take all there is, and one that only wants its answer. */
@QuarkusTest
@TestProfile(SlowClientsTest.Impatient.class)
class SlowClientsTest extends RegistryTest {
    /** More than there are threads for requests. */
    private static final int MANY = 210;
    /** Also on a machine that is busy with other things; whoever waits for slow bodies waits for as long as they trickle. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /** Connections that are open between two stories at most: what the tests ask with, and what asks this. */
    private static final int OTHERS = 10;

    private final List<RawConnection> slow = new ArrayList<>();
    private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();

    @Inject
    ControlDatabase database;

    public static class Impatient implements QuarkusTestProfile {
        static final int CONNECTIONS = 250;
        /** A thread may let go of its request some time after the client has the answer: on a busy machine several do. */
        static final int REQUESTS = 16;

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "estiva.http.connections-per-address", Integer.toString(CONNECTIONS),
                    "estiva.http.connections", "400",
                    "estiva.http.requests-per-address", Integer.toString(REQUESTS),
                    "estiva.registry.patience", "60s",
                    "estiva.http.header-time", "8s",
                    "estiva.http.body-time", "10s",
                    "estiva.http.body-rate", "1k",
                    "estiva.http.slow-for", "5s");
        }
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        trickle.shutdownNow();
        assertThat(trickle.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        hangUp();
        awaitAtMost(OTHERS, "estiva_http_connections");
        awaitAtMost(0, "estiva_http_running");
    }

    /** The service notices later than its clients that they are gone; the next story needs their places. */
    private static void awaitAtMost(int most, String gauge) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        double value = metric(gauge);
        while (value > most && System.nanoTime() < limit) {
            value = metric(gauge);
        }
        assertThat(value).as(gauge).isLessThanOrEqualTo(most);
    }

    private void hangUp() throws IOException {
        for (RawConnection connection : slow) {
            connection.close();
        }
    }

    @Test
    void bodiesThatTrickleKeepNobodyWaiting() throws IOException {
        AtomicInteger taken = trickle(head("Content-Length: 5000\r\n\r\n{"));

        answersOthersAtOnce();

        assertThat(taken).hasPositiveValue();
        for (RawConnection connection : slow) {
            isToldThatItWasTooSlow(connection);
        }
        answersOthersAtOnce();
    }

    @Test
    void headersThatTrickleKeepNobodyWaiting() throws IOException {
        AtomicInteger taken = trickle("POST /api/v1/processes HTTP/1.1\r\nHost: localhost\r\nX-Long: ");

        answersOthersAtOnce();

        assertThat(taken).hasPositiveValue();
        for (RawConnection connection : slow) {
            isToldThatItWasTooSlow(connection);
        }
    }

    @Test
    void aConnectionThatAsksForNothingIsEnded() throws IOException {
        slow.add(new RawConnection(RestAssured.port));

        isToldThatItWasTooSlow(slow.get(0));
    }

    @Test
    void anAddressHasItsConnectionsAndProbesHaveTheirs() throws IOException {
        RawConnection last = connection();
        while (last.answer().status() == 200 && slow.size() < Impatient.CONNECTIONS) {
            slow.add(last);
            last = connection();
        }
        slow.add(last);

        assertThat(slow).hasSizeGreaterThan(Impatient.CONNECTIONS - OTHERS);

        for (String forwarded : List.of("", "X-Forwarded-For: 203.0.113.7\r\n", "Forwarded: for=203.0.113.7\r\n")) {
            Answer answer = RawConnection.ask(RestAssured.port, "GET / HTTP/1.1\r\nHost: localhost\r\n" + forwarded + "\r\n");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.isProblem()).as(answer.body()).isTrue();
            assertThat(answer.headers()).containsKey("retry-after");
        }
        for (int i = 0; i < 50; i++) {
            // What nobody asks anything over does not take the place of a probe.
            slow.add(new RawConnection(RestAssured.port));
        }
        assertThat(RawConnection.get(RestAssured.port, "/q/health/live").status()).isEqualTo(200);
        assertThat(RawConnection.get(RestAssured.port, "/q/metrics").body())
                .contains("estiva_http_refused_total{reason=\"connections\"}");
    }

    @Test
    void answersThatNobodyReadsAreBrokenOff() throws IOException, InterruptedException {
        long fileId = withRejects();
        double before = refused("answer");
        for (int i = 0; i < 3; i++) {
            RawConnection reader = new RawConnection(RestAssured.port, 4096);
            slow.add(reader.send("GET /api/v1/files/" + fileId + "/rejects?format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }

        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        CountDownLatch ended = new CountDownLatch(1);
        trickle.scheduleWithFixedDelay(() -> {
            if (refused("answer") >= before + 3 || System.nanoTime() > limit) {
                ended.countDown();
            }
        }, 0, 200, TimeUnit.MILLISECONDS);

        assertThat(ended.await(90, TimeUnit.SECONDS)).isTrue();
        assertThat(refused("answer")).isEqualTo(before + 3);
    }

    @Test
    void whoAsksAndHangsUpHasItsThreadsUntilTheyAreFree() throws IOException {
        long workerId = workers.start(name("inspector"), 1, 600_000, "test");
        try {
            String body = "{\"fileName\":\"a.csv\",\"target\":\"dbo.Cities\"}";
            String guess = "POST /api/v1/imports/guess HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            for (int i = 0; i < Impatient.REQUESTS; i++) {
                slow.add(new RawConnection(RestAssured.port).send(guess));
            }
            assertThat(awaitStatus(429).isProblem()).isTrue();

            hangUp();

            assertThat(awaitStatus(429).isProblem()).isTrue();
        } finally {
            workers.stop(workerId);
            // Who waited for an answer now waits no more.
            database.useTransaction(handle -> handle.execute("DELETE FROM Inspection"));
        }
        awaitStatus(200);
    }

    private static RawConnection connection() throws IOException {
        return new RawConnection(RestAssured.port).send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private static Answer awaitStatus(int status) throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Answer answer = RawConnection.get(RestAssured.port, "/");
        while (answer.status() != status && System.nanoTime() < limit) {
            answer = RawConnection.get(RestAssured.port, "/");
        }
        assertThat(answer.status()).isEqualTo(status);
        return answer;
    }

    /** So much of a file was rejected that no buffer on the way to a client holds it. */
    private long withRejects() {
        String client = name("Rejects");
        long processId = registered(client, "a.csv");
        long fileId = get("/processes/" + processId + "/files").extract().jsonPath().getLong("items[0].fileId");
        String text = "x".repeat(3_000);
        database.useTransaction(handle -> {
            PreparedBatch rows = handle.prepareBatch("INSERT INTO FileReject (FileID, Fence, RowNumber, Reason, RawText)"
                    + " VALUES (:fileId, 0, :row, 'is no number', :text)");
            for (int row = 1; row <= 5_000; row++) {
                rows.bind("fileId", fileId).bind("row", row).bind("text", text).add();
            }
            rows.execute();
            handle.execute("UPDATE FileParameters SET Fence = 0 WHERE FileID = ?", fileId);
        });
        return fileId;
    }

    private static double refused(String reason) {
        return metric("estiva_http_refused_total{reason=\"" + reason + "\"}");
    }

    private static double metric(String series) {
        String beginning = series + " ";
        try {
            return RawConnection.get(RestAssured.port, "/q/metrics").body().lines()
                    .filter(line -> line.startsWith(beginning))
                    .mapToDouble(line -> Double.parseDouble(line.substring(beginning.length())))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void isToldThatItWasTooSlow(RawConnection connection) throws IOException {
        Answer answer = connection.answer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.isProblem()).as(answer.body()).isTrue();
        assertThat(answer.headers()).containsEntry("connection", "close");
        connection.awaitEnd();
    }

    private void answersOthersAtOnce() throws IOException {
        String importName = imported();
        try (RawConnection other = new RawConnection(RestAssured.port)) {
            for (int i = 0; i < 10; i++) {
                String body = body(name("Client"), importName, "a.csv");
                long begin = System.nanoTime();
                other.send(head("Content-Length: " + body.length() + "\r\n\r\n" + body));
                assertThat(other.answer().status()).isEqualTo(201);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
                assertThat(RawConnection.get(RestAssured.port, "/q/health/ready").status()).isEqualTo(200);
            }
        }
    }

    /** Sends the beginning over many connections and then a byte at a time; the number counts these bytes. */
    private AtomicInteger trickle(String beginning) throws IOException {
        for (int i = 0; i < MANY; i++) {
            slow.add(new RawConnection(RestAssured.port).send(beginning));
        }
        AtomicInteger taken = new AtomicInteger();
        trickle.scheduleWithFixedDelay(
                () -> slow.forEach(connection -> taken.addAndGet(connection.trySend("1") ? 1 : 0)), 0, 100, TimeUnit.MILLISECONDS);
        return taken;
    }

    private static String head(String rest) {
        return "POST /api/v1/processes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + rest;
    }
}
