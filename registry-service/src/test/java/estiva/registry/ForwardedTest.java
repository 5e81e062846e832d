package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.edge.RawConnection;
import estiva.control.edge.RawConnection.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a trusted proxy, which is this machine. */
@QuarkusTest
@TestProfile(ForwardedTest.BehindProxy.class)
class ForwardedTest extends RegistryTest {
    private static final int PER_SECOND = 1;

    public static class BehindProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "estiva.http.trusted-proxies", "127.0.0.0/8,::1",
                    "estiva.http.requests-per-second", Integer.toString(PER_SECOND),
                    "estiva.http.connections-per-address", "5");
        }
    }

    /** What stands before the proxy's own entry is what the client wrote. */
    @Test
    void eachClientHasItsShareWhateverItWritesBeforeTheProxysEntry() throws IOException {
        List<Answer> greedy = new ArrayList<>();
        for (int i = 0; i < 100 && greedy.stream().noneMatch(answer -> answer.status() == 429); i++) {
            greedy.add(asked("192.0.2." + i + ", 198.51.100.1"));
        }

        Answer last = greedy.get(greedy.size() - 1);
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.isProblem()).as(last.body()).isTrue();
        assertThat(last.headers()).containsEntry("retry-after", "1");
        assertThat(greedy.size()).isGreaterThan(2 * PER_SECOND);
        assertThat(asked("198.51.100.2").status()).isEqualTo(200);
    }

    @Test
    void theProxysConnectionsAreNotCounted() throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                connections.add(new RawConnection(RestAssured.port));
            }
            assertThat(asked("198.51.100.3").status()).isEqualTo(200);
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    private static Answer asked(String forwardedFor) throws IOException {
        return RawConnection.ask(
                RestAssured.port, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + forwardedFor + "\r\n\r\n");
    }
}
