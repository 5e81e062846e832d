package estiva.dispatcher;

import estiva.control.alert.Alerts;
import estiva.control.alert.Alerts.Kind;
import estiva.control.database.DatabaseErrors;
import estiva.control.inspect.Inspections;
import estiva.control.load.StagingTables;
import estiva.control.loop.Chore;
import estiva.control.loop.UntilReady;
import estiva.control.process.LongRuns;
import estiva.control.process.ProcessChanges;
import estiva.control.process.Rescue;
import estiva.control.process.Status;
import estiva.control.worker.Workers;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * What recurs by the minute, each job on its own: one that fails, hangs or waits for a lock keeps neither the others nor a
 * rescue from their work. Each is safe to be done by several dispatchers at once.
 */
@Singleton
public class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final String EVERY = "{estiva.dispatcher.housekeeping-interval}";
    private static final int REPROCESSED_AT_ONCE = 1_000;
    private static final int SECONDS_FOR_AN_ANSWER = 60;
    private static final int SECONDS_AN_ANSWER_IS_KEPT = 3600;

    private final LongRuns longRuns;
    private final ProcessChanges processes;
    private final Alerts alerts;
    private final DispatcherConfig config;
    private final Chore settleEnded;
    private final Chore reprocess;
    private final Chore clearAlerts;
    private final Chore raiseLongRunning;
    private final Chore stopOverCeiling;
    private final Chore forgetWorkers;
    private final Chore sweepInspections;
    private final Chore dropOrphans;

    public Housekeeping(
            Rescue rescue,
            LongRuns longRuns,
            ProcessChanges processes,
            Alerts alerts,
            Workers workers,
            Inspections inspections,
            StagingTables stagingTables,
            DispatcherConfig config) {
        this.longRuns = longRuns;
        this.processes = processes;
        this.alerts = alerts;
        this.config = config;
        settleEnded = new Chore("Ending the files of ended processes", rescue::settleEnded);
        reprocess = new Chore("Reprocessing", this::reprocessDue);
        clearAlerts = new Chore("Clearing alerts", this::clearAlertsThatAreOver);
        raiseLongRunning = new Chore("Looking for long runs", this::raiseLongRuns);
        stopOverCeiling = new Chore("Looking for runs over their ceiling", this::stopRunsOverCeiling);
        forgetWorkers = new Chore("Forgetting workers", () -> workers.forget(config.forgetWorkersAfterDays()));
        sweepInspections = new Chore(
                "Ending inspections", () -> inspections.sweep(SECONDS_FOR_AN_ANSWER, SECONDS_AN_ANSWER_IS_KEPT));
        dropOrphans = new Chore("Dropping staging tables", stagingTables::dropOrphans);
    }

    // The delays keep them from asking the database all at the same moment.

    @Scheduled(
            every = EVERY,
            delayed = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UntilReady.class)
    void settleEnded() {
        settleEnded.run();
    }

    @Scheduled(
            every = EVERY,
            delayed = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UntilReady.class)
    void reprocess() {
        reprocess.run();
    }

    @Scheduled(
            every = EVERY,
            delayed = "3s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UntilReady.class)
    void clearAlerts() {
        clearAlerts.run();
    }

    @Scheduled(
            every = EVERY,
            delayed = "4s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UntilReady.class)
    void raiseLongRunning() {
        raiseLongRunning.run();
    }

    @Scheduled(
            every = EVERY,
            delayed = "5s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UntilReady.class)
    void stopOverCeiling() {
        stopOverCeiling.run();
    }

    @Scheduled(
            every = EVERY,
            delayed = "6s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UntilReady.class)
    void forgetWorkers() {
        forgetWorkers.run();
    }

    @Scheduled(
            every = EVERY,
            delayed = "7s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UntilReady.class)
    void sweepInspections() {
        sweepInspections.run();
    }

    @Scheduled(
            every = EVERY,
            delayed = "8s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UntilReady.class)
    void dropOrphans() {
        dropOrphans.run();
    }

    /**
     * Begins none of them again, and waits for those that run.
     *
     * @param patience for all together
     */
    void stop(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Chore> chores = List.of(
                settleEnded,
                reprocess,
                clearAlerts,
                raiseLongRunning,
                stopOverCeiling,
                forgetWorkers,
                sweepInspections,
                dropOrphans);
        chores.forEach(Chore::stop);
        chores.forEach(chore -> chore.awaitEnd(deadline));
    }

    /** Of a load that kept failing, and has Failed in the end, the alert says why: a person clears it. */
    private void clearAlertsThatAreOver() {
        alerts.clearEnded(Kind.LostSession, Status.COMPLETED, Status.FAILED, Status.CANCELLED);
        alerts.clearEnded(Kind.LoadKeepsFailing, Status.COMPLETED, Status.CANCELLED);
        alerts.clearRetried(Kind.OlderThanLoaded);
    }

    private void reprocessDue() {
        forEach(processes.dueForReprocessing(REPROCESSED_AT_ONCE), processId -> {
            if (processes.reprocess(processId)) {
                LOG.infof("Reprocessed by its client's policy: processId=%d", processId);
            }
        });
    }

    /** One that somebody holds comes next time, and does not keep the others from their turn. */
    private static void forEach(List<Long> processIds, LongConsumer work) {
        for (long processId : processIds) {
            try {
                work.accept(processId);
            } catch (RuntimeException e) {
                if (!DatabaseErrors.isConflict(e)) {
                    throw e;
                }
                LOG.warnf("Left for later, a row of it is locked: processId=%d", processId);
            }
        }
    }

    /** A client may set a ceiling; even then its worker is asked to stop, and nothing is taken from it. */
    private void stopRunsOverCeiling() {
        forEach(longRuns.overCeiling(), processId -> {
            LOG.warnf("Asked to stop, it runs for longer than its client allows: processId=%d", processId);
            processes.cancel(processId);
        });
    }

    private void raiseLongRuns() {
        int minutes = config.longRunningMinutes();
        for (LongRuns.LongRunning process : longRuns.longRunning(minutes)) {
            String message = "Process " + process.processId() + " of " + process.processName() + " has been running at "
                    + process.workerAssigned() + " for more than " + minutes + " minutes";
            if (alerts.raise(Kind.LongRunning, process.processId(), process.processName(), message)) {
                LOG.warn(message);
            }
            if (process.byPackage() && process.mayRescue()) {
                longRuns.rescueExternal(process, minutes);
            }
        }
    }
}
