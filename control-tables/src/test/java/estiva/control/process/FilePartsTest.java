package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.database.DatabaseErrors;
import estiva.control.process.ProcessChanges.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes of so many files that one statement on all of them would lock the table. */
class FilePartsTest {
    private static final int FILES = 2 * FileParts.MOST + 500;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void noStatementTakesMoreThanAPart() {
        Claim claim = last(register());
        tables.sql("UPDATE FileControl SET Status = 'Cancelled', Tracking = 2");

        assertThat(settleOnce(claim)).isFalse();
        assertThat(count("Status = 'Cancelled'")).isEqualTo(FileParts.MOST);
        assertThat(settleOnce(claim)).isFalse();
        assertThat(settleOnce(claim)).isTrue();
        assertThat(count("Status = 'Cancelled'")).isEqualTo(FILES);
    }

    @Test
    void allFilesOfACancelledProcessAreCancelled() {
        long id = register();

        assertThat(tables.processes.cancel(id)).isEqualTo(Change.DONE);

        assertThat(count("Status = 'Cancelled' AND Tracking = 2 AND LastError = 'Cancelled'"))
                .isEqualTo(FILES);
    }

    @Test
    void aCancellationThatWasCutOffBetweenTwoPartsIsCompletedByTheHousekeeping() throws SQLException {
        long id = register();

        try (Connection holder = hold(id, FileParts.MOST + 300)) {
            assertThatThrownBy(() -> tables.processes.cancel(id)).matches(DatabaseErrors::isConflict);
        }
        assertThat(tables.status(id)).isEqualTo(Status.CANCELLED);
        assertThat(count("Status = 'Cancelled'")).isEqualTo(FileParts.MOST);
        assertThat(tables.round(tables.worker("W", 1), 1)).isZero();

        tables.rescue.settleEnded();

        assertThat(count("Status = 'Cancelled'")).isEqualTo(FILES);
    }

    @Test
    void aRetryThatWasCutOffBetweenTwoPartsHasStartedNothingAndIsCompletedByTheNextOne() throws SQLException {
        long id = register();
        tables.processes.cancel(id);

        try (Connection holder = hold(id, FileParts.MOST + 300)) {
            assertThatThrownBy(() -> tables.processes.retry(id, false, ControlTables.DEED))
                    .matches(DatabaseErrors::isConflict);
        }
        assertThat(tables.status(id)).isEqualTo(Status.CANCELLED);
        assertThat(count("Status = 'Pending'")).isEqualTo(FileParts.MOST);
        tables.rescue.settleEnded();
        tables.adoption.reopened(10).forEach(tables.adoption::reopen);
        assertThat(tables.round(tables.worker("W", 1), 1)).isZero();

        assertThat(tables.processes.retry(id, false, ControlTables.DEED)).isEqualTo(Change.DONE);

        assertThat(tables.status(id)).isEqualTo(Status.PENDING);
        assertThat(count("Status = 'Pending' AND Tracking = 1 AND LastError IS NULL"))
                .isEqualTo(FILES);
        assertThat(tables.round(tables.worker("W2", 1), 1)).isEqualTo(1);
    }

    @Test
    void aRetryThatIsRefusedLeavesEveryFileAsItIs() {
        Claim claim = tables.claimed(
                "ClienteA", IntStream.range(0, FILES).mapToObj(i -> i + ".csv").toArray(String[]::new));
        tables.sql("UPDATE FileParameters SET LastError = 'so it was'");

        assertThat(tables.processes.retry(claim.processId(), false, ControlTables.DEED))
                .isEqualTo(Change.REFUSED);

        assertThat(count("LastError = 'so it was'")).isEqualTo(FILES);
    }

    @Test
    void allFilesOfAProcessThatFailedForGoodFail() {
        long id = register();
        tables.sql("UPDATE FileControl SET MaxAttempts = 1");
        tables.round(tables.worker("W", 1), 1);
        Claim claim = last(id);
        tables.claims.begin(claim, tables.file(id, 7).fileId(), "i", 1);

        assertThat(tables.claims.retryLater(claim, java.time.Duration.ZERO, "for good"))
                .contains(Status.FAILED);

        assertThat(count("Status = 'Failed' AND Tracking = 2 AND LastError = 'for good'"))
                .isEqualTo(FILES);
    }

    @Test
    void aPlainInsertOfManyFilesIsAdoptedWithAllOfThem() throws SQLException {
        long id = register();
        tables.sql("UPDATE FileControl SET Tracking = 0");
        tables.sql("UPDATE FileParameters SET Tracking = 0");
        Adoption.Stranger stranger = tables.adoption.strangers(0, 10).get(0);

        try (Connection holder = hold(id, FileParts.MOST + 300)) {
            assertThat(tables.adoption.adopt(stranger)).isFalse();
        }
        assertThat(count("Tracking = 1")).isEqualTo(FileParts.MOST);
        assertThat(tables.adoption.reopened(10)).isEmpty();
        assertThat(tables.round(tables.worker("W", 1), 1)).isZero();

        tables.adoption.strangers(0, 10).forEach(tables.adoption::adopt);

        assertThat(count("Tracking = 1")).isEqualTo(FILES);
        assertThat(tables.round(tables.worker("W2", 1), 1)).isEqualTo(1);
    }

    @Test
    void aScriptsResetOfManyFilesIsTakenBackWithAllOfThem() throws SQLException {
        long id = register();
        tables.processes.cancel(id);
        tables.sql("UPDATE FileParameters SET Status = 'Pending'");

        try (Connection holder = hold(id, FileParts.MOST + 300)) {
            tables.adoption.reopen(id);
        }
        assertThat(tables.status(id)).isEqualTo(Status.CANCELLED);
        assertThat(tables.adoption.reopened(10)).containsExactly(id);

        tables.adoption.reopen(id);

        assertThat(tables.status(id)).isEqualTo(Status.PENDING);
        assertThat(count("Tracking = 1")).isEqualTo(FILES);
        assertThat(tables.adoption.reopened(10)).isEmpty();
    }

    private static long register() {
        return tables.register(
                "ClienteA", IntStream.range(0, FILES).mapToObj(i -> i + ".csv").toArray(String[]::new));
    }

    private static Claim last(long processId) {
        Long workerId = tables.query(
                Long.class, "SELECT COALESCE(WorkerID, 0) FROM FileControl WHERE ProcessID = " + processId);
        return new Claim(
                processId, "ClienteA", workerId, tables.process(processId).fence());
    }

    private static boolean settleOnce(Claim claim) {
        return tables.database.inTransaction(handle -> Endings.settleFiles(handle, claim, Status.CANCELLED));
    }

    /** Somebody holds one file, of the second part. */
    private static Connection hold(long processId, int index) throws SQLException {
        long file = tables.file(processId, index).fileId();
        Connection holder = tables.testDatabase().dataSource().getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("UPDATE FileParameters SET Parameter1 = 'held' WHERE FileID = " + file);
        }
        return holder;
    }

    private static int count(String condition) {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM FileParameters WHERE " + condition);
    }
}
