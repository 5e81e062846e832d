package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.Cluster.Settings;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A registry of 256 MiB is asked by many at once to look at bodies that become as many objects as bodies may. */
class GreedyBodiesIT {
    private static final int SENDERS = 24;
    private static final int ROUNDS = 4;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void itRefusesThemAllAndOthersRegisterMeanwhile() throws Exception {
        Path home = TestCluster.home(GreedyBodiesIT.class);
        try (RunningDatabase database = TestCluster.database(home);
                Cluster cluster = new Cluster(new Settings(
                        database,
                        home,
                        1,
                        0,
                        List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
                        Settings.small(database, home).environment()))) {
            cluster.launchRegistry();
            cluster.awaitReady();
            URI api = cluster.registry().uri("/api/v1/");
            cluster.client().putImport("any", "{\"target\":\"AnyTable\"}");
            List<Long> before = registered(cluster, 100, new AtomicBoolean(true));

            AtomicBoolean isUnderWay = new AtomicBoolean(true);
            ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
            try {
                Future<List<Long>> meanwhile = threads.submit(() -> registered(cluster, 100_000, isUnderWay));
                List<Future<List<Integer>>> greedy = new ArrayList<>();
                for (int i = 0; i < SENDERS; i++) {
                    int first = i;
                    greedy.add(threads.submit(() -> send(api, first)));
                }
                for (Future<List<Integer>> each : greedy) {
                    assertThat(each.get()).isSubsetOf(413, 422, 429, 503);
                }
                isUnderWay.set(false);
                System.out.printf(
                        "Registrations of another client, p99: %d ms before, %d ms meanwhile (%d of them)%n",
                        p99(before), p99(meanwhile.get()), meanwhile.get().size());
                assertThat(meanwhile.get()).hasSizeGreaterThan(10);
            } finally {
                threads.shutdownNow();
            }
            assertThat(Files.readString(home.resolve("logs/registry.log"))).doesNotContain("OutOfMemory", " ERROR ");
        }
    }

    /** Milliseconds of each registration; a single one that fails fails the test. */
    private static List<Long> registered(Cluster cluster, int most, AtomicBoolean goesOn) {
        List<Long> taken = new ArrayList<>();
        while (goesOn.get() && taken.size() < most) {
            long begun = System.nanoTime();
            cluster.client().register(Registration.of("Other", "any", "a.csv"));
            taken.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
        return taken;
    }

    private List<Integer> send(URI api, int first) throws IOException, InterruptedException {
        List<String> bodies = List.of(
                "{\"target\":\"T\"," + joined(60_000, i -> "\"m" + i + "\":1") + "}",
                "{\"target\":\"T\",\"columns\":[" + joined(10_000, i -> "{\"source\":0,\"target\":1,\"trim\":2}")
                        + "]}",
                "{\"target\":\"T\",\"columns\":["
                        + joined(
                                1,
                                c -> "{\"source\":\"a\",\"checks\":{\"values\":[" + joined(100_000, i -> "1") + "]}}")
                        + "]}",
                "{\"processName\":\"P\",\"importName\":\"any\",\"files\":[" + joined(70_000, i -> "{}") + "]}");
        List<Integer> statuses = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String body = bodies.get((first + round) % bodies.size());
            boolean isRegistration = body.startsWith("{\"processName\"");
            HttpRequest request = HttpRequest.newBuilder(api.resolve(isRegistration ? "processes" : "imports/greedy"))
                    .header("Content-Type", "application/json")
                    .method(isRegistration ? "POST" : "PUT", BodyPublishers.ofString(body))
                    .timeout(Duration.ofMinutes(2))
                    .build();
            statuses.add(http.send(request, BodyHandlers.ofString()).statusCode());
        }
        return statuses;
    }

    private static String joined(int times, IntFunction<String> each) {
        return IntStream.range(0, times).mapToObj(each).collect(Collectors.joining(","));
    }

    private static long p99(List<Long> millis) {
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted.get((int) (sorted.size() * 0.99));
    }
}
