package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import estiva.control.database.TestDatabase;
import estiva.control.load.LedgerEntry;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadedRows;
import estiva.control.worker.Worker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one statement does to several claims of a worker. */
class HeldClaimsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static final String LEASES =
            "SELECT LeaseUntil FROM FileControl WHERE LeaseUntil > DATEADD(MINUTE, 5, <now>)";

    private Worker worker;
    private List<Claim> claims;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Cities (Name NVARCHAR(100) NOT NULL)");
    }

    /** Five: no power of two. */
    @BeforeEach
    void claim() {
        tables.sql("DELETE FROM Cities");
        IntStream.range(0, 5).forEach(i -> tables.register("Client" + i, "a.csv"));
        worker = tables.worker("W", 5);
        tables.round(worker, 5);
        claims = new ArrayList<>(tables.running(worker));
    }

    @Test
    void processesOfOneWorkerAreLoadedAndEndedTogether() throws SQLException {
        assertThat(publishTogether()).isTrue();

        assertThat(cities()).isEqualTo(5);
        assertThat(tables.line("SELECT DISTINCT Status FROM FileControl")).isEqualTo("Completed");
        assertThat(tables.line("SELECT DISTINCT Status FROM FileParameters")).isEqualTo("Completed");
        assertThat(tables.file(claims.get(4).processId(), 0).startTime()).isNotNull();
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Client WHERE RunningProcessID IS NULL"))
                .isEqualTo(5);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM LoadedFile"))
                .isEqualTo(5);
        assertThat(tables.line("SELECT Message FROM ProcessLog WHERE ProcessID = "
                        + claims.get(0).processId() + " ORDER BY LogID"))
                .endsWith("Assigned to W,Completed");
    }

    @Test
    void noneIsPublishedIfTheClaimToOneIsLost() throws SQLException {
        tables.lapse(claims.get(3));
        tables.rescueLapsed(Duration.ofMinutes(1));

        assertNothingIsPublished();
        assertThat(tables.status(claims.get(3).processId())).isEqualTo(Status.PENDING);
    }

    @Test
    void noneIsPublishedIfOneWasGivenBackAndCameToTheSameWorkerAgain() throws SQLException {
        comesAgain(claims.get(3));

        assertNothingIsPublished();
        assertThat(tables.status(claims.get(3).processId())).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void theLeasesOfThoseThatAreHeldAreRenewedAndNoOther() {
        comesAgain(claims.get(3));
        tables.lapse(claims.get(1));

        List<Claims.Assignment> known = tables.leases.renew(worker.workerId(), 600_000, claims);

        assertThat(known).hasSize(5);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM (" + LEASES + ") AS l"))
                .isEqualTo(4);
    }

    @Test
    void moreClaimsThanAStatementTakesAreRenewedInParts() {
        List<Claim> many = new ArrayList<>(claims);
        LongStream.range(1, 1_200).forEach(id -> many.add(0, new Claim(-id, "Nobody", worker.workerId(), 1)));

        tables.leases.renew(worker.workerId(), 600_000, many);

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM (" + LEASES + ") AS l"))
                .isEqualTo(5);
    }

    /** H2 takes the key either way, so that only the text can be held to it. */
    @Test
    void theIndexOfWorkersIsOutOfReachForSeveralClaims() {
        String held = tables.database.inTransaction(handle -> (String)
                HeldClaims.bind(handle.createUpdate("UPDATE FileControl SET Fence = Fence WHERE <held>"), claims)
                        .getConfig(SqlStatements.class)
                        .getAttribute("held"));

        assertThat(held).startsWith("ProcessID IN (:id0, ").contains(" AND WorkerID + 0 = :heldBy ");
    }

    @Test
    void severalClaimsAreSoughtByTheirKeys() {
        assumeThat(TestDatabase.isSqlServer()).isFalse();
        LongStream.range(0, HeldClaims.MOST - claims.size())
                .forEach(id -> claims.add(0, new Claim(-id, "Nobody", worker.workerId(), 1)));

        String plan = tables.database.read(handle -> HeldClaims.bind(
                        handle.createQuery("EXPLAIN UPDATE FileControl SET LeaseUntil = <now> WHERE <held>"), claims)
                .mapTo(String.class)
                .one());

        assertThat(plan).contains("PRIMARY_KEY").doesNotContain("IX_");
    }

    private void comesAgain(Claim claim) {
        tables.claims.release(claim, "for a test");
        tables.round(worker, 5);
        assertThat(tables.running(worker)).hasSize(5).doesNotContain(claim);
    }

    private void assertNothingIsPublished() throws SQLException {
        assertThat(publishTogether()).isFalse();
        assertThat(cities()).isZero();
        assertThat(tables.status(claims.get(0).processId())).isEqualTo(Status.IN_PROGRESS);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM LoadedFile"))
                .isZero();
    }

    private boolean publishTogether() throws SQLException {
        try (LoadTransaction load = tables.loads.begin()) {
            List<Loaded> loaded = new ArrayList<>();
            for (Claim claim : claims) {
                try (var statement = load.connection().createStatement()) {
                    statement.executeUpdate("INSERT INTO Cities (Name) VALUES ('Abadia de Goiás')");
                }
                LoadedRows rows = new LoadedRows(1, 1, 0, 10L, "hash-" + claim.processId());
                LedgerEntry entry = new LedgerEntry("Any", "cities", 1, "Cities", null, null, false);
                loaded.add(new Loaded(claim, tables.file(claim.processId(), 0).claimed(), rows, entry, Duration.ZERO));
            }
            return load.publishAndFinish(loaded);
        }
    }

    private static int cities() {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM Cities");
    }
}
