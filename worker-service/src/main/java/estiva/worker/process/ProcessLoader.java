package estiva.worker.process;

import estiva.control.alert.Alerts;
import estiva.control.client.Clients;
import estiva.control.client.RetryPolicy;
import estiva.control.database.DatabaseErrors;
import estiva.control.imports.ImportSpec;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims;
import estiva.control.process.DatabaseWaits;
import estiva.control.process.DatabaseWaits.Waiting;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import estiva.worker.file.FileOutcome.Retry;
import estiva.worker.file.FileOutcome.Unavailable;
import estiva.worker.file.FileRun;
import estiva.worker.process.ProcessFiles.Unended;
import estiva.worker.write.TargetTable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Loads the files of one process, and gives the process back if it must stop before they end. */
@Singleton
public class ProcessLoader {
    private static final Logger LOG = Logger.getLogger(ProcessLoader.class);
    private static final Duration BLOCKED = Duration.ofSeconds(5);
    /** A failover takes less than a minute; a full disk needs somebody, and no load that fills it every second. */
    private static final Duration AWAY = Duration.ofSeconds(30);

    private final Claims claims;
    private final Clients clients;
    private final FileRun fileRun;
    private final ProcessFiles files;
    private final DatabaseWaits waits;
    private final Alerts alerts;

    public ProcessLoader(
            Claims claims, Clients clients, FileRun fileRun, ProcessFiles files, DatabaseWaits waits, Alerts alerts) {
        this.claims = claims;
        this.clients = clients;
        this.fileRun = fileRun;
        this.files = files;
        this.waits = waits;
        this.alerts = alerts;
    }

    /**
     * Never throws. A run that could not say how it ended, because the database was away, is in the tables as it was:
     * the next look for assignments finds it there and starts it again, or its lease lapses.
     *
     * @return whether all files have ended, so that the process may end too
     */
    public boolean load(Run run) {
        long processId = run.claim().processId();
        try {
            return loadFiles(run);
        } catch (OutOfMemoryError e) {
            LOG.errorf("Out of memory, processId=%d: %s", processId, e.getMessage());
            fail(run, e);
            return false;
        } catch (RuntimeException e) {
            if (DatabaseErrors.isTransient(e)) {
                LOG.warnf("Process interrupted, processId=%d: %s", processId, e.getMessage());
                if (DatabaseErrors.isUnavailable(e) && !DatabaseErrors.isBroken(e)) {
                    // It answers, so it would be asked again at once and all the time.
                    orLeave(run, () -> await(run, e.toString(), null));
                }
            } else {
                LOG.errorf(e, "Process failed unexpectedly, processId=%d", processId);
                fail(run, e);
            }
            return false;
        }
    }

    private boolean loadFiles(Run run) {
        Optional<Unended> unended = files.load(run);
        unended.ifPresent(at -> {
            if (at.outcome() instanceof Retry retry) {
                giveBack(run, at.file(), retry);
            } else if (at.outcome() instanceof Unavailable away) {
                await(run, away.error(), away.target());
            } else {
                stop(run);
            }
        });
        return unended.isEmpty();
    }

    /** A claim that is lost unknown to the run makes these statements void. */
    private void stop(Run run) {
        if (run.isLost()) {
            LOG.warnf("Claim lost, nothing published, processId=%d", run.claim().processId());
        } else if (run.isCancelled()) {
            claims.acknowledgeCancel(run.claim()).ifPresent(status -> log(run, status));
        } else {
            claims.release(run.claim(), "released by a worker that stops").ifPresent(status -> log(run, status));
        }
    }

    private void giveBack(Run run, ClaimedFile file, Retry retry) {
        Optional<Status> status = retry.isBlocked()
                ? claims.postpone(run.claim(), BLOCKED, retry.error())
                : claims.retryLater(run.claim(), delay(run, fileRun.retryPolicy(run, file)), retry.error());
        status.ifPresent(now -> log(run, now));
    }

    /**
     * With jitter: all that failed together would come back together.
     *
     * @param target of the load; null: not known
     */
    private void await(Run run, String error, String target) {
        Duration delay = AWAY.dividedBy(2)
                .plusMillis(
                        ThreadLocalRandom.current().nextLong(AWAY.dividedBy(2).toMillis()));
        waits.await(run.claim(), delay, error, other -> target != null && TargetTable.areInOneDatabase(target, other))
                .ifPresent(now -> {
                    log(run, now.status());
                    if (now.times() >= DatabaseWaits.OFTEN) {
                        tell(run, now, error);
                    }
                });
    }

    private void tell(Run run, Waiting waiting, String error) {
        String message = "Process " + run.claim().processId() + " of "
                + run.claim().processName() + " ended " + waiting.times()
                + " times in a row because a database was not there or not able, " + waiting.timesAlone()
                + " times while other files were loaded into the same database: " + error;
        try {
            alerts.raise(
                    Alerts.Kind.LoadKeepsFailing,
                    run.claim().processId(),
                    run.claim().processName(),
                    message);
        } catch (RuntimeException e) {
            // The next ending raises it.
            LOG.warnf("%s (not in the table Alert: %s)", message, e.getMessage());
        }
    }

    private void fail(Run run, Throwable error) {
        orLeave(run, () -> claims.retryLater(run.claim(), delay(run, FileRun.AS_THE_CLIENT_HAS_IT), error.toString()));
    }

    /** What cannot be written now is found by the next look, or the lease lapses. */
    private static void orLeave(Run run, Runnable giveBack) {
        try {
            giveBack.run();
        } catch (RuntimeException e) {
            LOG.warnf("Process not given back, processId=%d: %s", run.claim().processId(), e.getMessage());
        }
    }

    /**
     * Doubles with each attempt, to the limit of the import, otherwise of the client. The jitter keeps processes that failed
     * together from coming back together.
     */
    private Duration delay(Run run, ImportSpec.Retry policy) {
        RetryPolicy client = clients.retryPolicy(run.claim().processName()).orElseThrow();
        int attempt = claims.attempt(run.claim().processId());
        int first = Objects.requireNonNullElse(policy.delaySeconds(), client.retryDelaySeconds());
        int longest = Objects.requireNonNullElse(policy.maxDelaySeconds(), client.retryMaxDelaySeconds());
        long limited = Math.min(first * (1L << Math.min(attempt, 20)), longest) * 1000;
        return Duration.ofMillis(limited / 2 + ThreadLocalRandom.current().nextLong(limited / 2 + 1));
    }

    private static void log(Run run, Status status) {
        LOG.infof(
                "Process ended here, processId=%d, client=%s, status=%s",
                run.claim().processId(), run.claim().processName(), status.text());
    }
}
