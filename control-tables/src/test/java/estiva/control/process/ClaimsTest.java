package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.TableRows.ProcessRow;
import estiva.control.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What may become of a claim. */
class ClaimsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static final Duration OBSERVED = Duration.ofSeconds(15);

    @Test
    void aProcessDoesNotEndWhileAFileIsOpen() {
        Claim claim = tables.claimed("ClienteA", "a.csv", "b.csv");
        tables.sql("UPDATE FileParameters SET Status = 'Completed' WHERE FileName = 'a.csv'");

        assertThat(tables.claims.finish(claim)).isEmpty();
        assertThat(tables.status(claim.processId())).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void ofProcessesThatEndTogetherOneThatCannotEndDoesNotHoldTheOthersUp() {
        Claim first = tables.claimed("ClienteA", "a.csv");
        Claim lost = tables.claimed("ClienteB", "b.csv");
        Claim open = tables.claimed("ClienteC", "c.csv");
        tables.sql("UPDATE FileParameters SET Status = 'Completed' WHERE FileName <> 'c.csv'");
        tables.lapse(lost);
        tables.rescueLapsed(OBSERVED);

        assertThat(tables.claims.finish(List.of(first, lost, open)))
                .containsOnly(Map.entry(first.processId(), Status.COMPLETED));

        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
        assertThat(tables.status(open.processId())).isEqualTo(Status.IN_PROGRESS);
        assertThat(tables.client("ClienteC").runningProcessId()).isEqualTo(open.processId());
    }

    @Test
    void aReleaseSpendsNoAttemptAndAFailureThatMayPassDoes() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        begin(claim);

        assertThat(tables.claims.release(claim, "draining")).contains(Status.PENDING);

        ProcessRow released = tables.process(claim.processId());
        assertThat(released.attempt()).isZero();
        assertThat(released.fence()).isEqualTo(claim.fence());
        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.PENDING);

        Worker worker = tables.worker("W2", 1);
        tables.round(worker, 1);
        Claim again = tables.running(worker).get(0);
        tables.claims.retryLater(again, Duration.ofMinutes(1), "connection lost");

        ProcessRow waiting = tables.process(claim.processId());
        assertThat(waiting.attempt()).isEqualTo(1);
        assertThat(waiting.notBefore()).isAfter(Instant.now().plusSeconds(30));
        assertThat(tables.round(worker, 1)).isZero();
    }

    @Test
    void aCancelledProcessEndsWhenItsWorkerAcknowledges() {
        Claim claim = tables.claimed("ClienteA", "a.csv");

        assertThat(tables.processes.cancel(claim.processId())).isEqualTo(ProcessChanges.Change.REQUESTED);
        assertThat(tables.claims.of(claim.workerId()))
                .singleElement()
                .satisfies(
                        assignment -> assertThat(assignment.cancelRequested()).isTrue());
        assertThat(tables.claims.acknowledgeCancel(claim)).contains(Status.CANCELLED);
        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.CANCELLED);
        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
    }

    @Test
    void aHeartbeatRenewsWhatTheWorkerHoldsAndTellsWhatItLost() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.lapse(claim);

        assertThat(tables.leases.renew(claim.workerId(), 15_000, List.of(claim)))
                .hasSize(1);
        assertThat(tables.rescueLapsed(OBSERVED)).isEmpty();

        tables.lapse(claim);
        tables.rescueLapsed(OBSERVED);
        assertThat(tables.leases.renew(claim.workerId(), 15_000, List.of(claim)))
                .isEmpty();
        assertThat(tables.status(claim.processId())).isEqualTo(Status.PENDING);
    }

    @Test
    void nothingIsRescuedByADispatcherThatHasNotSeenTheDatabaseForOneWholeLease() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.lapse(claim);

        assertThat(tables.rescueLapsed(Duration.ofSeconds(14))).isEmpty();
        assertThat(tables.rescueLapsed(Duration.ofSeconds(15))).hasSize(1);
    }

    @Test
    void aProcessWhoseWorkerIsLostTooOftenFails() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.sql("UPDATE FileControl SET MaxAttempts = 1");
        tables.lapse(claim);

        assertThat(tables.rescueLapsed(OBSERVED))
                .extracting(Rescue.Rescued::status)
                .containsExactly(Status.FAILED);

        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.FAILED);
        assertThat(tables.file(claim.processId(), 0).lastError()).contains("lapsed");
        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
    }

    /** Between the end of a lost process and that of its files somebody may have set it back. */
    @Test
    void filesOfAProcessThatWasRetriedMeanwhileAreNotEnded() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.claims.begin(claim, tables.file(claim.processId(), 0).fileId(), null, null);
        tables.sql("UPDATE FileControl SET MaxAttempts = 1");
        tables.lapse(claim);

        tables.rescue.rescueLapsed(
                OBSERVED, 10, lost -> tables.processes.retry(lost.processId(), false, ControlTables.DEED));

        assertThat(tables.status(claim.processId())).isEqualTo(Status.PENDING);
        assertThat(tables.file(claim.processId(), 0).status()).isNotEqualTo(Status.FAILED);
    }

    @Test
    void aFailedProcessIsReprocessedWhenItsClientsTimeForItHasComeAndNoMoreOftenThanItSays() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.endAllFiles(claim, "Failed");
        assertThat(tables.processes.dueForReprocessing(10)).isEmpty();
        tables.sql("UPDATE Client SET ReprocessMinutes = 30, ReprocessTimes = 1");
        assertThat(tables.processes.dueForReprocessing(10)).isEmpty();
        assertThat(tables.processes.reprocess(claim.processId())).isFalse();

        tables.sql("UPDATE FileControl SET EndTime = DATEADD(MINUTE, -31, <now>)");
        assertThat(tables.processes.dueForReprocessing(10)).containsExactly(claim.processId());
        assertThat(tables.processes.reprocess(claim.processId())).isTrue();

        assertThat(tables.status(claim.processId())).isEqualTo(Status.PENDING);
        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.PENDING);
        assertThat(tables.client("ClienteA").nextDue()).isNotNull();
        tables.sql("UPDATE FileControl SET Status = 'Failed', Tracking = 2, EndTime = DATEADD(MINUTE, -31, <now>)");
        assertThat(tables.processes.dueForReprocessing(10)).isEmpty();
        assertThat(tables.processes.reprocess(claim.processId())).isFalse();
    }

    @Test
    void aRetryLoadsOnlyWhatIsNotCompleted() {
        Claim claim = tables.claimed("ClienteA", "a.csv", "b.csv");
        tables.sql("UPDATE FileParameters SET Status = 'Completed', Tracking = 2 WHERE FileName = 'a.csv'");
        tables.sql("UPDATE FileParameters SET Status = 'Failed', Tracking = 2 WHERE FileName = 'b.csv'");
        tables.claims.finish(claim);

        assertThat(tables.processes.retry(claim.processId(), false, ControlTables.DEED))
                .isEqualTo(ProcessChanges.Change.DONE);

        assertThat(tables.claims.openFiles(claim.processId()))
                .extracting(ClaimedFile::fileName)
                .containsExactly("b.csv");
        assertThat(tables.round(tables.worker("W2", 1), 1)).isEqualTo(1);
    }

    private ClaimedFile begin(Claim claim) {
        ClaimedFile file = tables.claims.openFiles(claim.processId()).get(0);
        assertThat(tables.claims.begin(claim, file.fileId(), "any", 1)).isTrue();
        return file;
    }
}
