package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.edge.Metrics;
import estiva.control.edge.RawConnection;
import estiva.control.edge.RawConnection.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that take their time, and one that only wants its answer. */
@QuarkusTest
@TestProfile(ImpatientRegistry.Impatient.class)
class SlowClientsTest extends ImpatientRegistry {
    /** More than there are threads for requests. */
    private static final int MANY = 210;
    /** Also on a machine that is busy with other things; whoever waits for slow bodies waits for as long as they trickle. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() throws InterruptedException {
        trickle.shutdownNow();
        assertThat(trickle.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
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
                assertThat(RawConnection.get(Metrics.port(), "/q/health/ready").status())
                        .isEqualTo(200);
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
                () -> slow.forEach(connection -> taken.addAndGet(connection.trySend("1") ? 1 : 0)),
                0,
                100,
                TimeUnit.MILLISECONDS);
        return taken;
    }

    private static String head(String rest) {
        return "POST /api/v1/processes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + rest;
    }
}
