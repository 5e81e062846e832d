package estiva.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.Configured;
import estiva.control.alert.Alerts;
import estiva.control.inspect.Inspections;
import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each job does. */
class HousekeepingTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private Housekeeping housekeeping;

    @BeforeEach
    void housekeeping() {
        housekeeping = new Housekeeping(
                tables.rescue,
                tables.longRuns,
                tables.processes,
                new Alerts(tables.database),
                tables.workers,
                new Inspections(tables.database),
                tables.stagingTables,
                Configured.of(DispatcherConfig.class));
    }

    @Test
    void filesThatStayedOpenWhenTheirProcessFailedAreEnded() {
        Claim claim = tables.claimed("ClienteA", "a.csv", "b.csv");
        tables.claims.begin(claim, tables.file(claim.processId(), 0).fileId(), null, null);
        tables.sql(
                "UPDATE FileControl SET Status = 'Failed', Tracking = 2, WorkerID = NULL, LastError = 'the lease lapsed'");

        housekeeping.settleEnded();

        assertThat(tables.line("SELECT Status FROM FileParameters")).isEqualTo("Failed,Failed");
        assertThat(tables.file(claim.processId(), 0).lastError()).isEqualTo("the lease lapsed");
    }

    @Test
    void aLongRunRaisesAnAlarmAndLosesNothing() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.sql("UPDATE FileControl SET StartTime = DATEADD(MINUTE, -61, <now>)");

        housekeeping.raiseLongRunning();

        assertThat(alerts("Kind = 'LongRunning'")).isEqualTo(1);
        assertThat(tables.status(claim.processId())).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void theAlertOfAProcessThatCameTooLateStandsUntilSomebodyRetriesIt() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        new Alerts(tables.database)
                .raise(Alerts.Kind.OlderThanLoaded, claim.processId(), "ClienteA", "is older than what is loaded");
        tables.endAllFiles(claim, "Failed");

        housekeeping.clearAlerts();
        assertThat(alerts("ClearedAt IS NULL")).isEqualTo(1);

        tables.processes.retry(claim.processId(), false, ControlTables.DEED);
        housekeeping.clearAlerts();
        assertThat(alerts("ClearedAt IS NULL")).isZero();
    }

    @Test
    void aProcessOverItsClientsCeilingIsAskedToStop() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        Claim other = tables.claimed("ClienteB", "b.csv");
        tables.sql("UPDATE Client SET MaxRunMinutes = 30 WHERE ProcessName = 'ClienteA'");
        tables.sql("UPDATE FileControl SET StartTime = DATEADD(MINUTE, -31, <now>)");

        housekeeping.stopOverCeiling();

        assertThat(tables.process(claim.processId()).cancelRequestedAt()).isNotNull();
        assertThat(tables.process(other.processId()).cancelRequestedAt()).isNull();
        assertThat(tables.status(claim.processId())).isEqualTo(Status.IN_PROGRESS);
    }

    private static int alerts(String condition) {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM Alert WHERE " + condition);
    }
}
