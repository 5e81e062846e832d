package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.HeldRows.By;
import estiva.control.worker.Worker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever holds rows of one client keeps no other client waiting: each transition is tried while he does, beside one that does
 * not concern him. Neither H2 nor Babelfish lets a reader wait: what SQL Server's looks do is held by their texts.
 */
class LockedRowsTest {
    /** A session of these tests waits for a lock for 5 s, a service's for 10 s. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @ParameterizedTest
    @EnumSource
    void theTurnsOfOthersAreAssigned(By holder) throws SQLException {
        tables.register("Held", "a.csv");
        long free = tables.register("Free", "a.csv");
        Worker worker = tables.worker("W", 4);

        try (HeldRows held = new HeldRows(tables, holder)) {
            List<Dispatch.Turn> turns = inTime(() -> tables.dispatch.startable(tables.dispatch.turns(10)));
            inTime(() -> tables.assign(worker, turns));

            assertThat(tables.status(free)).isEqualTo(Status.IN_PROGRESS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOtherLeasesOfTheWorkerAreRenewedAndTheHeldOneIsNotLost(By holder) throws SQLException {
        Worker worker = tables.worker("W", 4);
        List<Claim> claims = bothRunAt(worker);
        claims.forEach(tables::lapse);

        try (HeldRows held = new HeldRows(tables, holder)) {
            Set<Claim> locked = new HashSet<>();
            Set<Claim> known = new HashSet<>();
            inTime(() -> tables.leases.renew(worker.workerId(), 15_000, claims, locked::add))
                    .forEach(assignment -> known.add(assignment.claim()));

            known.addAll(locked);
            assertThat(known).containsAll(claims);
            assertThat(locked).doesNotContain(claims.get(1));
            assertThat(isLeased(claims.get(1))).isTrue();
        }
        assertThat(tables.leases.renew(worker.workerId(), 15_000, claims)).hasSize(2);
        assertThat(claims).allMatch(LockedRowsTest::isLeased);
    }

    @ParameterizedTest
    @EnumSource
    void otherLapsedProcessesAreRescued(By holder) throws SQLException {
        List<Claim> claims = bothRunAt(tables.worker("W", 4));
        claims.forEach(tables::lapse);

        try (HeldRows held = new HeldRows(tables, holder)) {
            List<Rescue.Rescued> rescued = inTime(() -> tables.rescueLapsed(Duration.ofMinutes(1)));

            assertThat(rescued).extracting(Rescue.Rescued::claim).contains(claims.get(1));
        }
        tables.rescueLapsed(Duration.ofMinutes(1));
        assertThat(claims).allMatch(claim -> tables.status(claim.processId()) == Status.PENDING);
    }

    @ParameterizedTest
    @EnumSource
    void otherClientsAreFreed(By holder) throws SQLException {
        bothRunAt(tables.worker("W", 4));
        tables.sql("UPDATE FileControl SET Status = 'Completed', WorkerID = NULL");

        try (HeldRows held = new HeldRows(tables, holder)) {
            inTime(() -> tables.rescue.freeClients());

            assertThat(tables.client("Free").runningProcessId()).isNull();
        }
        tables.rescue.freeClients();
        assertThat(tables.client("Held").runningProcessId()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersInsertedOrResetIsTakenIntoTheBooks(By holder) throws SQLException {
        List<Long> processes = new ArrayList<>();
        for (String client : List.of("Held", "Free")) {
            processes.add(tables.claimed(client, "a.csv").processId());
        }
        tables.sql("UPDATE FileControl SET Status = 'Failed', Tracking = 2, WorkerID = NULL");
        tables.sql("UPDATE FileParameters SET Status = 'Pending', Tracking = 2");
        tables.sql("INSERT INTO FileControl (ProcessName, Status) VALUES ('HeldOld', 'Pending')");
        tables.sql("INSERT INTO FileControl (ProcessName, Status) VALUES ('FreeOld', 'Pending')");
        tables.sql("INSERT INTO FileParameters (ProcessID, FileName, Status)"
                + " SELECT ProcessID, 'old.csv', 'Pending' FROM FileControl WHERE Tracking = 0");

        try (HeldRows held = new HeldRows(tables, holder)) {
            inTime(() -> new Oddities(tables.database).look());
            inTime(() -> adoptAll());
            inTime(() -> reopenAll());
            inTime(() -> settle());

            assertThat(tables.line("SELECT Tracking FROM FileControl WHERE ProcessName LIKE 'Free%'"))
                    .isEqualTo("1,1");
            assertThat(tables.status(processes.get(1))).isEqualTo(Status.PENDING);
        }
        adoptAll();
        reopenAll();
        assertThat(tables.line("SELECT Tracking FROM FileControl")).isEqualTo("1,1,1,1");
    }

    @ParameterizedTest
    @EnumSource
    void otherProcessesEndAndAreReleased(By holder) throws SQLException {
        Worker worker = tables.worker("W", 4);
        List<Claim> claims = bothRunAt(worker);

        try (HeldRows held = new HeldRows(tables, holder)) {
            inTime(() -> claims.stream()
                    .map(claim -> tables.claims.release(claim, "for a test"))
                    .toList());

            assertThat(tables.status(claims.get(1).processId())).isEqualTo(Status.PENDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoOnlyLooksDoesNotWait(By holder) throws SQLException {
        Worker worker = tables.worker("W", 4);
        List<Claim> claims = bothRunAt(worker);

        try (HeldRows held = new HeldRows(tables, holder)) {
            assertThat(inTime(() -> new Looks(tables.database).look(worker.workerId()))
                            .assignments())
                    .extracting(Claims.Assignment::claim)
                    .contains(claims.get(1));
            assertThat(inTime(() -> tables.workers.available())).hasSize(1);
            assertThat(inTime(() -> tables.claims.openFiles(claims.get(1).processId())))
                    .hasSize(1);
            inTime(() -> tables.claims.of(worker.workerId()));
            inTime(() -> tables.procedureCalls.due());
            inTime(() -> tables.putAways.due());
            inTime(() -> tables.stagingTables.dropOrphans());
            inTime(() -> tables.longRuns.overCeiling());
            inTime(() -> tables.statusCounts.upTo(10));
        }
    }

    /** The claims to Held's process and to Free's. */
    private static List<Claim> bothRunAt(Worker worker) {
        tables.register("Held", "a.csv");
        tables.register("Free", "a.csv");
        tables.round(worker, 4);
        List<Claim> claims = new ArrayList<>(tables.running(worker));
        claims.sort((one, other) -> other.processName().compareTo(one.processName()));
        assertThat(claims).extracting(Claim::processName).containsExactly("Held", "Free");
        return claims;
    }

    private static boolean isLeased(Claim claim) {
        return tables.query(
                        Integer.class,
                        "SELECT COUNT(*) FROM FileControl WHERE LeaseUntil > DATEADD(SECOND, 5, <now>) AND ProcessID = "
                                + claim.processId())
                == 1;
    }

    private static boolean adoptAll() {
        tables.adoption.strangers(0, 10).forEach(tables.adoption::adopt);
        return true;
    }

    private static boolean reopenAll() {
        tables.adoption.reopened(10).forEach(tables.adoption::reopen);
        return true;
    }

    private static boolean settle() {
        tables.adoption.settle();
        return true;
    }

    private static <T> T inTime(Supplier<T> transition) {
        long begun = System.nanoTime();
        T result = transition.get();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);
        return result;
    }
}
