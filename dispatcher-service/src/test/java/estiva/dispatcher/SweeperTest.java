package estiva.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import estiva.control.Configured;
import estiva.control.alert.Alerts;
import estiva.control.database.ControlDatabase;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransactions;
import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import estiva.control.process.Oddities;
import estiva.control.process.Status;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SweeperTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private Sweeper sweeper;
    private boolean isCut;
    private boolean adoptionFails;

    @BeforeEach
    void sweeper() {
        DispatcherConfig config = Configured.of(DispatcherConfig.class, "estiva.dispatcher.adopt-after", "200ms");
        Alerts alerts = new Alerts(tables.database);
        sweeper = new Sweeper(
                new Oddities(tables.database) {
                    @Override
                    public Found look() {
                        if (isCut) {
                            throw new IllegalStateException("the connection is cut");
                        }
                        return super.look();
                    }
                },
                tables.rescue,
                tables.sessions,
                new Adopter(tables.adoption, alerts, config) {
                    @Override
                    public void adopt(Oddities.Found found) {
                        if (adoptionFails) {
                            throw new IllegalStateException("no adoption today");
                        }
                        super.adopt(found);
                    }
                },
                alerts,
                config,
                new SimpleMeterRegistry());
    }

    @Test
    void aLapsedLeaseIsRescuedOnceTheDispatcherHasWatchedForOneWholeLease() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.sql("UPDATE Worker SET LeaseMillis = 300");
        tables.lapse(claim);

        sweeper.poll();
        assertThat(tables.status(claim.processId())).isEqualTo(Status.IN_PROGRESS);

        sweepUntil("the process is Pending again", () -> tables.status(claim.processId()) == Status.PENDING);
    }

    @Test
    void aConnectionThatBreaksForAMomentDelaysNoRescue() {
        Claim first = tables.claimed("ClienteA", "a.csv");
        Claim second = tables.claimed("ClienteB", "b.csv");
        tables.sql("UPDATE Worker SET LeaseMillis = 300");
        tables.lapse(first);
        sweepUntil("the first process is Pending again", () -> tables.status(first.processId()) == Status.PENDING);
        tables.lapse(second);

        isCut = true;
        assertThatThrownBy(sweeper::poll).hasMessageContaining("cut");
        isCut = false;
        sweeper.poll();

        assertThat(tables.status(second.processId())).isEqualTo(Status.PENDING);
    }

    /** With a lease longer than what counts as an outage. */
    @Test
    void whatFailsBehindTheLookPutsOffNoRescue() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.sql("UPDATE Worker SET LeaseMillis = 1200");
        tables.lapse(claim);
        adoptionFails = true;

        sweepUntil("the process is Pending again", () -> tables.status(claim.processId()) == Status.PENDING);
    }

    /** The lost worker was paused between its fence and its COMMIT. */
    @Test
    void aLostWorkerThatHoldsTheProcessItselfIsCutOffAndPutsOffNoOthers() throws Exception {
        Claim holder = tables.claimed("ClienteA", "a.csv");
        Claim other = tables.claimed("ClienteB", "b.csv");
        long file = tables.file(holder.processId(), 0).fileId();
        tables.claims.begin(holder, file, null, null);
        tables.sql("UPDATE Worker SET LeaseMillis = 300");
        tables.lapse(holder);
        tables.lapse(other);
        // Of a pool of its own: nobody else is to get the connection that is ended here.
        try (AgroalDataSource lostWorker = tables.testDatabase().pool(1);
                LoadTransaction load =
                        new LoadTransactions(new ControlDatabase(lostWorker), tables.sessions).begin(holder, file);
                Statement statement = load.connection().createStatement()) {
            statement.executeUpdate("UPDATE FileControl SET Priority = 1 WHERE ProcessID = " + holder.processId());
            long begun = System.nanoTime();

            sweepUntil(
                    "both processes are Pending again",
                    () -> tables.status(other.processId()) == Status.PENDING
                            && tables.status(holder.processId()) == Status.PENDING);

            // Waiting for the row would take the connection's lock time-out, and several of them.
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThatThrownBy(() -> statement.executeQuery("SELECT COUNT(*) FROM Worker"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(tables.line("SELECT Priority FROM FileControl WHERE ProcessName = 'ClienteA'"))
                .isEqualTo("0");
    }

    @Test
    void whileALeaseIsLapsedTheNextSweepIsSoon() {
        assertThat(sweeper.poll()).isEqualTo(Duration.ofSeconds(2));
        tables.lapse(tables.claimed("ClienteA", "a.csv"));

        assertThat(sweeper.poll()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aPlainInsertIsAdoptedOnceItsFilesStandStill() {
        tables.sql("INSERT INTO FileControl (ProcessName, Status) VALUES ('Legado', 'Pending')");
        sweeper.poll();
        assertThat(tables.adoption.strangers(0, 10)).hasSize(1);

        tables.sql("INSERT INTO FileParameters (ProcessID, FileName, Status)"
                + " SELECT ProcessID, 'a.csv', 'Pending' FROM FileControl");

        sweepUntil(
                "the insert is adopted", () -> tables.adoption.strangers(0, 10).isEmpty());
        assertThat(tables.round(tables.worker("W1", 1), 1)).isEqualTo(1);
    }

    @Test
    void aProcessWithoutFilesRaisesOneAlarmThatIsClearedWhenItGetsThem() {
        tables.sql("INSERT INTO FileControl (ProcessName, Status, CreatedAt)"
                + " VALUES ('Legado', 'Pending', DATEADD(MINUTE, -11, <now>))");

        sweeper.poll();
        sweeper.poll();

        assertThat(alerts("ClearedAt IS NULL")).isEqualTo(1);
        tables.sql("INSERT INTO FileParameters (ProcessID, FileName, Status)"
                + " SELECT ProcessID, 'a.csv', 'Pending' FROM FileControl");
        sweepUntil("the alarm is cleared", () -> alerts("ClearedAt IS NOT NULL") == 1);
    }

    @Test
    void aScriptsResetOfARunningProcessRaisesAnAlarm() {
        tables.claimed("ClienteA", "a.csv");

        tables.sql("UPDATE FileControl SET Status = 'Pending', WorkerAssigned = NULL, StartTime = NULL");
        sweeper.poll();

        assertThat(alerts("Kind = 'ResetWhileRunning'")).isEqualTo(1);
    }

    private static int alerts(String condition) {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM Alert WHERE " + condition);
    }

    private void sweepUntil(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    sweep();
                    return condition.call();
                });
    }

    private void sweep() {
        try {
            sweeper.poll();
        } catch (IllegalStateException e) {
            assertThat(adoptionFails).isTrue();
        }
    }
}
