package estiva.control.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.edge.RawConnection.Answer;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a service tells those who watch it. They have a rate too, which a test may have used up for a moment. */
public final class Metrics {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    private Metrics() {}

    /** Of the service under test. */
    public static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }

    public static String of(int port) {
        Answer answer = await("an answer other than 429 of /q/metrics")
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> RawConnection.get(port, "/q/metrics"), found -> found.status() != 429);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The series' value, or the sum if it is there more than once; 0 if it is not there. */
    public static double of(int port, String series) {
        String beginning = series + " ";
        return of(port).lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(beginning.length())))
                .sum();
    }
}
