package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.edge.Metrics;
import estiva.control.edge.RawConnection;
import estiva.control.edge.RawConnection.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Test;

/** Clients that take all there is: connections, requests, and answers that they do not read. */
@QuarkusTest
@TestProfile(ImpatientRegistry.Impatient.class)
class GreedyClientsTest extends ImpatientRegistry {
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
            Answer answer =
                    RawConnection.ask(RestAssured.port, "GET / HTTP/1.1\r\nHost: localhost\r\n" + forwarded + "\r\n");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.isProblem()).as(answer.body()).isTrue();
            assertThat(answer.headers()).containsKey("retry-after");
        }
        for (int i = 0; i < 50; i++) {
            // What nobody asks anything over does not take the place of a probe.
            slow.add(new RawConnection(RestAssured.port));
        }
        assertThat(RawConnection.get(Metrics.port(), "/q/health/live").status()).isEqualTo(200);
        assertThat(Metrics.of(Metrics.port())).contains("estiva_http_refused_total{reason=\"connections\"}");
    }

    @Test
    void answersThatNobodyReadsAreBrokenOff() throws IOException {
        long fileId = withRejects();
        double before = refused("answer");
        for (int i = 0; i < 3; i++) {
            RawConnection reader = new RawConnection(RestAssured.port, 4096);
            slow.add(reader.send(
                    "GET /api/v1/files/" + fileId + "/rejects?format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }

        await("three answers are broken off")
                .atMost(LIMIT)
                .pollInterval(LOOK)
                .until(() -> refused("answer"), refused -> refused >= before + 3);

        assertThat(refused("answer")).isEqualTo(before + 3);
    }

    @Test
    void whoAsksAndHangsUpHasItsThreadsUntilTheyAreFree() throws IOException {
        long workerId = workers.start(name("inspector"), 1, 600_000, "test");
        try {
            String body = "{\"fileName\":\"a.csv\",\"target\":\"dbo.Cities\"}";
            String guess =
                    "POST /api/v1/imports/guess HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            for (int i = 0; i < Impatient.REQUESTS; i++) {
                slow.add(new RawConnection(RestAssured.port).send(guess));
            }
            // Before: one that asks for something else may take the place of one of them.
            await("all places are taken")
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK)
                    .until(() -> metric("estiva_http_running"), running -> running == Impatient.REQUESTS);
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

    private static Answer awaitStatus(int status) {
        return await("an answer of " + status)
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> RawConnection.get(RestAssured.port, "/"), answer -> answer.status() == status);
    }

    /** So much of a file was rejected that no buffer on the way to a client holds it. */
    private long withRejects() {
        String client = name("Rejects");
        long processId = registered(client, "a.csv");
        long fileId =
                get("/processes/" + processId + "/files").extract().jsonPath().getLong("items[0].fileId");
        String text = "x".repeat(3_000);
        database.useTransaction(handle -> {
            PreparedBatch rows =
                    handle.prepareBatch("INSERT INTO FileReject (FileID, Fence, RowNumber, Reason, RawText)"
                            + " VALUES (:fileId, 0, :row, 'is no number', :text)");
            for (int row = 1; row <= 5_000; row++) {
                rows.bind("fileId", fileId).bind("row", row).bind("text", text).add();
            }
            rows.execute();
            handle.execute("UPDATE FileParameters SET Fence = 0 WHERE FileID = ?", fileId);
        });
        return fileId;
    }
}
