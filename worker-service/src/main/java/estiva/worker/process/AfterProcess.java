package estiva.worker.process;

import estiva.control.alert.Alerts;
import estiva.control.alert.Alerts.Kind;
import estiva.control.database.DatabaseErrors;
import estiva.control.imports.ImportDefinitions;
import estiva.control.load.ProcedureCalls;
import estiva.control.load.ProcedureCalls.ProcedureCall;
import estiva.control.loop.NamedThreads;
import estiva.worker.load.Wording;
import estiva.worker.write.AllowedObjects;
import estiva.worker.write.StoredProcedure;
import estiva.worker.write.TargetRefused;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Runs the procedures that imports name for the time after a process. No claim and no load waits for them. */
@Singleton
public class AfterProcess {
    private static final Logger LOG = Logger.getLogger(AfterProcess.class);
    private static final int AT_ONCE = 4;
    private static final int LONGEST_DELAY_SECONDS = 3600;
    private static final int FIRST_DELAY_SECONDS = 5;
    /** Failures in a row from which a human should know. */
    private static final int TOO_OFTEN = 3;
    /** Well within a turn, which each look begins again for what still runs. */
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ProcedureCalls calls;
    private final ImportDefinitions definitions;
    private final Alerts alerts;
    private final AllowedObjects allowed;
    private final Set<ProcedureCall> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, new NamedThreads("estiva-procedure"));
    private volatile Runnable whenEnded = () -> {};
    private volatile boolean draining;

    public AfterProcess(ProcedureCalls calls, ImportDefinitions definitions, Alerts alerts, AllowedObjects allowed) {
        this.calls = calls;
        this.definitions = definitions;
        this.alerts = alerts;
        this.allowed = allowed;
    }

    /** @param action told whenever a procedure has ended: the next one of its client may be due */
    public void whenEnded(Runnable action) {
        whenEnded = action;
    }

    /** One look. @return the delay to the next one */
    public Duration poll(long workerId) {
        running.forEach(calls::renew);
        if (mayStart()) {
            for (ProcedureCall due : calls.due()) {
                if (mayStart()) {
                    calls.take(due, workerId).ifPresent(this::start);
                }
            }
        }
        return INTERVAL;
    }

    private boolean mayStart() {
        return !draining && running.size() < AT_ONCE;
    }

    private void start(ProcedureCall call) {
        running.add(call);
        threads.execute(() -> {
            try {
                run(call);
            } catch (RuntimeException e) {
                // Its turn will be over, and then another worker has it.
                LOG.warnf(
                        "Procedure %s given up, processId=%d: %s",
                        call.procedureName(), call.processId(), e.getMessage());
            } finally {
                running.remove(call);
                whenEnded.run();
            }
        });
    }

    private void run(ProcedureCall call) {
        try {
            boolean isDone = calls.run(call, connection -> {
                try {
                    StoredProcedure.call(connection, allowed, wanted(call), "ProcessID", call.processId());
                } catch (TargetRefused | SQLException e) {
                    throw new ProcedureFailed(e);
                }
            });
            if (isDone) {
                LOG.infof("Procedure %s has run, processId=%d", call.procedureName(), call.processId());
                alerts.clear(Kind.ProcedureFailing, call.processId());
            }
        } catch (RuntimeException e) {
            failed(call, e);
        }
    }

    /** The name as the definition has it: what runs is what an import says, and the row only that it is due. */
    private String wanted(ProcedureCall call) throws TargetRefused {
        return calls.loadedBy(call).stream()
                .flatMap(it -> definitions.version(it.importName(), it.importVersion()).stream())
                .map(it -> it.definition().proceduresOrNone().afterProcess())
                .filter(call.procedureName()::equals)
                .findFirst()
                .orElseThrow(() -> new TargetRefused("procedure " + call.procedureName()
                        + " is named by no import that loaded a file of the process; delete its row in ProcedureCall"));
    }

    private void failed(ProcedureCall call, RuntimeException e) {
        String what = e instanceof ProcedureFailed && !DatabaseErrors.isTransient(e)
                ? e.getMessage()
                : "procedure " + call.procedureName() + " was interrupted: " + e.getMessage();
        if (e.getCause() != null && !keepsText(call)) {
            what = "procedure " + call.procedureName() + " failed: " + Wording.untold(e);
        }
        Duration delay = delay(call.attempt());
        String message = "After the process: " + what + "; attempt " + call.attempt() + ", the next one in "
                + delay.toSeconds() + " s";
        LOG.warnf("%s, processId=%d", message, call.processId());
        if (calls.failed(call, delay, message) && call.attempt() >= TOO_OFTEN) {
            alerts.raise(
                    Kind.ProcedureFailing,
                    call.processId(),
                    call.processName(),
                    "Process " + call.processId() + " of " + call.processName() + " is Completed, but " + what
                            + "; it is tried again until it succeeds or its row in ProcedureCall is deleted");
        }
    }

    /** Whether messages that may quote values are kept. Not if that cannot be found out. */
    private boolean keepsText(ProcedureCall call) {
        try {
            return calls.loadedBy(call).stream()
                    .flatMap(it -> definitions.version(it.importName(), it.importVersion()).stream())
                    .allMatch(it -> it.definition().rejectsOrDefault().keepsRawText());
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Duration delay(int attempt) {
        long doubled = (long) FIRST_DELAY_SECONDS << Math.min(attempt - 1, 20);
        return Duration.ofSeconds(Math.min(doubled, LONGEST_DELAY_SECONDS));
    }

    private static final class ProcedureFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProcedureFailed(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    public boolean isIdle() {
        return running.isEmpty();
    }

    /** Nothing new is started; what runs goes on. */
    public void drain() {
        draining = true;
    }

    public void close() {
        threads.shutdown();
    }
}
