package estiva.registry;

import static org.awaitility.Awaitility.await;

import estiva.control.database.ControlDatabase;
import estiva.control.edge.Metrics;
import estiva.control.edge.RawConnection;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A registry that is impatient by the profile of each test, and the connections that a story holds open to it. */
abstract class ImpatientRegistry extends RegistryTest {
    static final Duration LIMIT = Duration.ofSeconds(90);
    static final Duration LOOK = Duration.ofMillis(50);
    /** Connections that are open between two stories at most: what the tests ask with, and what asks this. */
    static final int OTHERS = 10;

    final List<RawConnection> slow = new ArrayList<>();

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

    /** The service notices later than its clients that they are gone; the next story needs their places. */
    @AfterEach
    void hangUpAndWaitUntilTheServiceKnows() throws IOException {
        hangUp();
        awaitAtMost(OTHERS, "estiva_http_connections");
        awaitAtMost(0, "estiva_http_running");
    }

    static void awaitAtMost(int most, String gauge) {
        await(gauge + " is at most " + most)
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> metric(gauge), value -> value <= most);
    }

    void hangUp() throws IOException {
        for (RawConnection connection : slow) {
            connection.close();
        }
    }

    static double metric(String series) {
        return Metrics.of(Metrics.port(), series);
    }

    static double refused(String reason) {
        return metric("estiva_http_refused_total{reason=\"" + reason + "\"}");
    }
}
