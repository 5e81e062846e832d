package estiva.control.load;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadTransaction.Publication;
import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.control.worker.Worker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a file's load becomes visible, and when it does not. */
class PublicationTest {
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
        ClaimedFile file = begin(claim);

        Publication outcome = publish(claim, file, "hash-1");

        assertThat(outcome).isEqualTo(Publication.PUBLISHED);
        assertThat(cities()).isEqualTo(1);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM LoadedFile"))
                .isEqualTo(1);
        FileRow completed = tables.file(claim.processId(), 0);
        assertThat(completed.status()).isEqualTo(Status.COMPLETED);
        assertThat(completed.rowsLoaded()).isEqualTo(1);
        assertThat(tables.claims.finish(claim)).contains(Status.COMPLETED);
        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
        assertThat(tables.loads.isPublished(claim, file.fileId())).isTrue();
    }

    @Test
    void aPausedWorkerCannotPublishAfterItsProcessWasRescued() throws SQLException {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        ClaimedFile file = begin(claim);
        try (LoadTransaction load = tables.loads.begin()) {
            insertCity(load);
            tables.lapse(claim);
            assertThat(tables.rescueLapsed(OBSERVED)).hasSize(1);

            Publication outcome = load.publish(loaded(claim, file, "hash-1"), List.of());

            assertThat(outcome).isEqualTo(Publication.CLAIM_LOST);
        }
        assertThat(cities()).isZero();
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM LoadedFile"))
                .isZero();
    }

    @Test
    void aPausedWorkerCannotPublishAfterItsSuccessorDid() throws SQLException {
        Claim old = tables.claimed("ClienteA", "a.csv");
        ClaimedFile file = begin(old);
        tables.lapse(old);
        tables.rescueLapsed(OBSERVED);
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
        ClaimedFile file = begin(claim);
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
        assertThat(tables.loads.earlier(ledger(), "hash-1"))
                .hasValueSatisfying(earlier -> assertThat(earlier.processId()).isEqualTo(first.processId()));
    }

    @Test
    void twoLoadsOfTheSameContentAtOnceAreDecidedByTheLedgersKey() throws Exception {
        Claim first = tables.claimed("ClienteA", "a.csv");
        ClaimedFile firstFile = begin(first);
        Claim second = tables.claimed("ClienteB", "b.csv");
        ClaimedFile secondFile = begin(second);
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
        ClaimedFile file = begin(claim);
        RejectedRow reject = new RejectedRow(7, 8L, "Valor", "abc", "'abc' is not a number", "x;abc");

        boolean failed = tables.loads.fail(
                claim, file, new LoadedRows(7, 0, 1, 10L, null), List.of(reject), List.of(), "too bad");

        assertThat(failed).isTrue();
        assertThat(tables.rejects(file.fileId())).singleElement().satisfies(row -> {
            assertThat(row.rowNumber()).isEqualTo(7);
            assertThat(row.reason()).contains("abc");
        });
        assertThat(tables.claims.finish(claim)).contains(Status.FAILED);
        assertThat(tables.process(claim.processId()).lastError()).isEqualTo("too bad");
    }

    @Test
    void aLostClaimCannotFailAFile() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        ClaimedFile file = begin(claim);
        tables.lapse(claim);
        tables.rescueLapsed(OBSERVED);

        boolean failed =
                tables.loads.fail(claim, file, new LoadedRows(0, 0, 0, null, null), List.of(), List.of(), "too late");

        assertThat(failed).isFalse();
        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.PENDING);
        assertThat(tables.fileLog(file.fileId())).isEmpty();
    }

    private ClaimedFile begin(Claim claim) {
        ClaimedFile file = tables.claims.openFiles(claim.processId()).get(0);
        assertThat(tables.claims.begin(claim, file.fileId(), "cities", 1)).isTrue();
        return file;
    }

    private Publication publish(Claim claim, ClaimedFile file, String hash) throws SQLException {
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

    private static Loaded loaded(Claim claim, ClaimedFile file, String hash) {
        return new Loaded(claim, file, rows(hash), ledger(), Duration.ZERO);
    }

    private static LedgerEntry ledger() {
        return new LedgerEntry("Any", "cities", 1, "Cities", null, null, false);
    }

    private int cities() {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM Cities");
    }
}
