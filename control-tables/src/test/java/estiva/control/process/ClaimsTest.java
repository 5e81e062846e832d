package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.load.LedgerEntry;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadTransaction.Publication;
import estiva.control.load.LoadedRows;
import estiva.control.load.RejectedRow;
import estiva.control.worker.Worker;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static final Duration OBSERVED = Duration.ofSeconds(15);

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Cities (Name NVARCHAR(100) NOT NULL)");
    }

    @BeforeEach
    void emptyTarget() {
        tables.sql("DELETE FROM Cities");
    }

    @Test
    void rowsLedgerLogAndStatusBecomeVisibleTogether() throws SQLException {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        FileParameters file = begin(claim);

        Publication outcome = publish(claim, file, "hash-1");

        assertThat(outcome).isEqualTo(Publication.PUBLISHED);
        assertThat(cities()).isEqualTo(1);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM LoadedFile")).isEqualTo(1);
        FileParameters completed = tables.files.find(file.fileId()).orElseThrow();
        assertThat(completed.status()).isEqualTo(Status.COMPLETED);
        assertThat(completed.rowsLoaded()).isEqualTo(1);
        assertThat(tables.claims.finish(claim)).contains(Status.COMPLETED);
        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
        assertThat(tables.loads.isPublished(claim, file.fileId())).isTrue();
    }

    @Test
    void aPausedWorkerCannotPublishAfterItsProcessWasRescued() throws SQLException {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        FileParameters file = begin(claim);
        try (LoadTransaction load = tables.loads.begin()) {
            insertCity(load);
            tables.lapse(claim);
            assertThat(tables.rescue.rescueLapsed(OBSERVED, 10)).hasSize(1);

            Publication outcome = load.publish(loaded(claim, file, "hash-1"), List.of());

            assertThat(outcome).isEqualTo(Publication.CLAIM_LOST);
        }
        assertThat(cities()).isZero();
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM LoadedFile")).isZero();
    }

    @Test
    void aPausedWorkerCannotPublishAfterItsSuccessorDid() throws SQLException {
        Claim old = tables.claimed("ClienteA", "a.csv");
        FileParameters file = begin(old);
        tables.lapse(old);
        tables.rescue.rescueLapsed(OBSERVED, 10);
        Worker second = tables.worker("W2", 1);
        tables.round(second, 5);
        Claim successor = tables.running(second).get(0);
        assertThat(successor.fence()).isGreaterThan(old.fence());
        begin(successor);
        assertThat(publish(successor, file, "hash-1")).isEqualTo(Publication.PUBLISHED);

        assertThat(publish(old, file, "hash-1")).isNotEqualTo(Publication.PUBLISHED);
        assertThat(tables.claims.begin(old, file.fileId(), "i", 1)).isFalse();
        assertThat(tables.claims.finish(old)).isEmpty();
        assertThat(tables.claims.release(old, "late")).isEmpty();
        assertThat(cities()).isEqualTo(1);
    }

    /** More of them than the pool has connections: each gives its place back. */
    @Test
    void loadsThatFailLeaveTheirConnectionsToOthers() throws SQLException {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        FileParameters file = begin(claim);
        for (int i = 0; i < 40; i++) {
            try (LoadTransaction load = tables.loads.begin()) {
                insertCity(load);
            }
        }

        assertThat(publish(claim, file, "hash-1")).isEqualTo(Publication.PUBLISHED);
        assertThat(cities()).isEqualTo(1);
    }

    @Test
    void theSameContentIsRefusedASecondTime() throws SQLException {
        Claim first = tables.claimed("ClienteA", "a.csv");
        publish(first, begin(first), "hash-1");
        tables.claims.finish(first);
        Claim second = tables.claimed("ClienteA", "b.csv");

        Publication outcome = publish(second, begin(second), "hash-1");

        assertThat(outcome).isEqualTo(Publication.REPEATED);
        assertThat(cities()).isEqualTo(1);
        assertThat(tables.loads.earlier(ledger(), "hash-1")).hasValueSatisfying(earlier -> assertThat(earlier.processId())
                .isEqualTo(first.processId()));
    }

    @Test
    void twoLoadsOfTheSameContentAtOnceAreDecidedByTheLedgersKey() throws Exception {
        Claim first = tables.claimed("ClienteA", "a.csv");
        FileParameters firstFile = begin(first);
        Claim second = tables.claimed("ClienteB", "b.csv");
        FileParameters secondFile = begin(second);
        var race = java.util.concurrent.Executors.newFixedThreadPool(2);
        try {
            var outcomes = race.invokeAll(List.<java.util.concurrent.Callable<Publication>>of(
                    () -> publish(first, firstFile, "hash-1"), () -> publish(second, secondFile, "hash-1")));

            assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
                    .containsExactlyInAnyOrder(Publication.PUBLISHED, Publication.REPEATED);
        } finally {
            race.shutdownNow();
        }
        assertThat(cities()).isEqualTo(1);
    }

    @Test
    void aFailedFileKeepsItsReasonAndItsRejects() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        FileParameters file = begin(claim);
        RejectedRow reject = new RejectedRow(7, 8L, "Valor", "abc", "'abc' is not a number", "x;abc");

        boolean failed = tables.loads.fail(claim, file, new LoadedRows(7, 0, 1, 10L, null), List.of(reject), "too bad");

        assertThat(failed).isTrue();
        assertThat(tables.files.rejects(file.fileId(), 0, 10)).singleElement().satisfies(row -> {
            assertThat(row.rowNumber()).isEqualTo(7);
            assertThat(row.reason()).contains("abc");
        });
        assertThat(tables.claims.finish(claim)).contains(Status.FAILED);
        assertThat(tables.processes.find(claim.processId()).orElseThrow().lastError()).isEqualTo("too bad");
    }

    @Test
    void aLostClaimCannotFailAFile() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        FileParameters file = begin(claim);
        tables.lapse(claim);
        tables.rescue.rescueLapsed(OBSERVED, 10);

        boolean failed = tables.loads.fail(claim, file, new LoadedRows(0, 0, 0, null, null), List.of(), "too late");

        assertThat(failed).isFalse();
        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.PENDING);
        assertThat(tables.files.log(file.fileId(), 0, 10)).isEmpty();
    }

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
        tables.rescue.rescueLapsed(OBSERVED, 10);

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

        FileControl released = tables.processes.find(claim.processId()).orElseThrow();
        assertThat(released.attempt()).isZero();
        assertThat(released.fence()).isEqualTo(claim.fence());
        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.PENDING);

        Worker worker = tables.worker("W2", 1);
        tables.round(worker, 1);
        Claim again = tables.running(worker).get(0);
        tables.claims.retryLater(again, Duration.ofMinutes(1), "connection lost");

        FileControl waiting = tables.processes.find(claim.processId()).orElseThrow();
        assertThat(waiting.attempt()).isEqualTo(1);
        assertThat(waiting.notBefore()).isAfter(Instant.now().plusSeconds(30));
        assertThat(tables.round(worker, 1)).isZero();
    }

    @Test
    void aCancelledProcessEndsWhenItsWorkerAcknowledges() {
        Claim claim = tables.claimed("ClienteA", "a.csv");

        assertThat(tables.processes.cancel(claim.processId())).isEqualTo(Processes.Change.REQUESTED);
        assertThat(tables.claims.of(claim.workerId())).singleElement().satisfies(assignment -> assertThat(
                        assignment.cancelRequested())
                .isTrue());
        assertThat(tables.claims.acknowledgeCancel(claim)).contains(Status.CANCELLED);
        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.CANCELLED);
        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
    }

    @Test
    void aHeartbeatRenewsWhatTheWorkerHoldsAndTellsWhatItLost() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.lapse(claim);

        assertThat(tables.leases.renew(claim.workerId(), 15_000, List.of(claim))).hasSize(1);
        assertThat(tables.rescue.rescueLapsed(OBSERVED, 10)).isEmpty();

        tables.lapse(claim);
        tables.rescue.rescueLapsed(OBSERVED, 10);
        assertThat(tables.leases.renew(claim.workerId(), 15_000, List.of(claim))).isEmpty();
        assertThat(tables.status(claim.processId())).isEqualTo(Status.PENDING);
    }

    @Test
    void nothingIsRescuedByADispatcherThatHasNotSeenTheDatabaseForOneWholeLease() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.lapse(claim);

        assertThat(tables.rescue.rescueLapsed(Duration.ofSeconds(14), 10)).isEmpty();
        assertThat(tables.rescue.rescueLapsed(Duration.ofSeconds(15), 10)).hasSize(1);
    }

    @Test
    void aProcessWhoseWorkerIsLostTooOftenFails() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.sql("UPDATE FileControl SET MaxAttempts = 1");
        tables.lapse(claim);

        assertThat(tables.rescue.rescueLapsed(OBSERVED, 10))
                .extracting(Rescue.Rescued::status)
                .containsExactly(Status.FAILED);

        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.FAILED);
        assertThat(tables.file(claim.processId(), 0).lastError()).contains("lapsed");
        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
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

        assertThat(tables.processes.retry(claim.processId(), false)).isEqualTo(Processes.Change.DONE);

        assertThat(tables.claims.openFiles(claim.processId()))
                .extracting(FileParameters::fileName)
                .containsExactly("b.csv");
        assertThat(tables.round(tables.worker("W2", 1), 1)).isEqualTo(1);
    }

    private FileParameters begin(Claim claim) {
        FileParameters file = tables.claims.openFiles(claim.processId()).get(0);
        assertThat(tables.claims.begin(claim, file.fileId(), "cities", 1)).isTrue();
        return file;
    }

    private Publication publish(Claim claim, FileParameters file, String hash) throws SQLException {
        try (LoadTransaction load = tables.loads.begin()) {
            insertCity(load);
            return load.publish(loaded(claim, file, hash), List.of());
        }
    }

    private static void insertCity(LoadTransaction load) throws SQLException {
        try (var statement = load.connection().createStatement()) {
            statement.executeUpdate("INSERT INTO Cities (Name) VALUES ('Abadia de Goiás')");
        }
    }

    private static LoadedRows rows(String hash) {
        return new LoadedRows(1, 1, 0, 10L, hash);
    }

    private static Loaded loaded(Claim claim, FileParameters file, String hash) {
        return new Loaded(claim, file, rows(hash), ledger(), Duration.ZERO);
    }

    private static LedgerEntry ledger() {
        return new LedgerEntry("Any", "cities", 1, "Cities", null, null, false);
    }

    private int cities() {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM Cities");
    }
}
