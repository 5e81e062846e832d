package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Claims.Assignment;
import estiva.worker.claim.Run;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RunsTest {
    private final Assignment assignment = new Assignment(1, "ClienteA", 7, 3, null, false);

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void aRunWhoseLeaseEndedWaitsUntilItIsRenewedBeforeItPublishes() throws Exception {
        Run run = new Run(assignment, List.of(), System.nanoTime() - 1);
        Thread renewal = new Thread(
                () -> run.renewed(System.nanoTime() + Duration.ofMinutes(1).toNanos()));
        renewal.start();

        assertThat(run.awaitLease()).isTrue();
        renewal.join();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void aRunThatIsLostDoesNotPublish() {
        Run run = new Run(assignment, List.of(), System.nanoTime() - 1);
        run.lose();

        assertThat(run.awaitLease()).isFalse();
    }

    @Test
    void aCancellationThatCameBeforeTheStartIsKnown() {
        Run run = new Run(new Assignment(1, "ClienteA", 7, 3, null, true), List.of(), System.nanoTime());

        assertThat(run.shouldStop()).isTrue();
        assertThat(run.isCancelled()).isTrue();
    }
}
