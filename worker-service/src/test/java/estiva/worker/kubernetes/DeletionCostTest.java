package estiva.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.Configured;
import estiva.worker.config.WorkerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionCostTest {
    @TempDir
    Path home;

    private final AtomicInteger running = new AtomicInteger();
    private Path account;
    private FakeApiServer api;
    private OwnPod pod;

    @BeforeEach
    void aPodWithAnAccount() throws IOException {
        api = new FakeApiServer(home);
        account = Files.createDirectory(home.resolve("account"));
        Files.writeString(account.resolve("namespace"), "loads");
        Files.writeString(account.resolve("name"), "estiva-worker-1");
        Files.writeString(account.resolve("token"), "first\n");
        trust();
        pod = new OwnPod(api.uri(), account);
    }

    @AfterEach
    void end() {
        api.close();
    }

    @Test
    void thePodIsToldHowManyProcessesItRuns() {
        running.set(3);

        cost("0s").look(pod);

        assertThat(api.requests)
                .containsExactly(new FakeApiServer.Request(
                        "PATCH /api/v1/namespaces/loads/pods/estiva-worker-1",
                        "application/merge-patch+json",
                        "Bearer first",
                        "{\"metadata\":{\"annotations\":{\"controller.kubernetes.io/pod-deletion-cost\":\"3\"}}}"));
    }

    @Test
    void aPodIsToldAtItsStartAndThenOnlyWhatIsNew() {
        DeletionCost cost = cost("0s");

        for (int processes : new int[] {0, 0, 2, 2, 1}) {
            running.set(processes);
            cost.look(pod);
        }

        assertThat(api.requests)
                .extracting(FakeApiServer.Request::body)
                .extracting(body -> body.replaceAll("\\D", ""))
                .containsExactly("0", "2", "1");
    }

    @Test
    void changesThatComeSoonerThanTheIntervalWait() {
        DeletionCost cost = cost("1h");
        cost.look(pod);

        running.set(5);
        cost.look(pod);

        assertThat(api.requests).hasSize(1);
    }

    @Test
    void whatWasRefusedIsToldAgain() {
        DeletionCost cost = cost("0s");
        api.status = 403;
        cost.look(pod);
        api.status = 200;

        cost.look(pod);
        cost.look(pod);

        assertThat(api.requests).hasSize(2);
    }

    @Test
    void tokenAndAuthorityMayRotate() throws IOException {
        DeletionCost cost = cost("0s");
        cost.look(pod);
        Files.writeString(account.resolve("token"), "second");
        api.restart();
        trust();
        running.set(1);

        cost.look(pod); // the connection is gone
        cost.look(pod);

        assertThat(api.requests)
                .extracting(FakeApiServer.Request::authorization)
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void aServerThatTheAuthorityDoesNotKnowGetsNoToken() throws IOException {
        api.restart();

        cost("0s").look(pod);

        assertThat(api.requests).isEmpty();
    }

    @Test
    void aWorkerWithAnAccountLooksByItself() throws InterruptedException {
        DeletionCost cost = cost("0s");
        cost.start(null);
        try {
            assertThat(api.requests.poll(10, TimeUnit.SECONDS)).isNotNull();
        } finally {
            cost.stop(null);
        }
    }

    @Test
    void noWorkerHasAnAccountUnlessItIsGivenOne() {
        assertThat(Configured.of(WorkerConfig.class).deletionCost().account()).isEmpty();
    }

    private DeletionCost cost(String interval) {
        return new DeletionCost(
                running::get,
                Configured.of(
                                WorkerConfig.class,
                                "estiva.worker.deletion-cost.account",
                                account.toString(),
                                "estiva.worker.deletion-cost.api",
                                api.uri().toString(),
                                "estiva.worker.deletion-cost.interval",
                                interval)
                        .deletionCost());
    }

    private void trust() throws IOException {
        Files.copy(api.authority(), account.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);
    }
}
