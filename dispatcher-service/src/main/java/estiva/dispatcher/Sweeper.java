package estiva.dispatcher;

import estiva.control.alert.Alerts;
import estiva.control.alert.Alerts.Kind;
import estiva.control.load.LoadSessions;
import estiva.control.process.Claim;
import estiva.control.process.Oddities;
import estiva.control.process.Rescue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sets right what stopped without saying so, and what waits for it: lapsed leases, clients of processes that no longer run, rows
 * that others wrote. What can wait for a minute is {@link Housekeeping}.
 */
@Singleton
public class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final int RESCUES_A_SWEEP = 500;
    /** To the next sweep while a lease is lapsed: nobody else brings its process back to work. */
    private static final Duration AGAIN = Duration.ofMillis(500);
    /** Too short for a worker to lose a lease by it. */
    private static final Duration BLINK = Duration.ofSeconds(1);

    private final Oddities oddities;
    private final Rescue rescue;
    private final LoadSessions sessions;
    private final Adopter adopter;
    private final Alerts alerts;
    private final DispatcherConfig config;
    private final Counter rescues;
    private long reachableSince = System.nanoTime();
    private long lastReached = reachableSince;
    private boolean isAway = true;

    public Sweeper(
            Oddities oddities,
            Rescue rescue,
            LoadSessions sessions,
            Adopter adopter,
            Alerts alerts,
            DispatcherConfig config,
            MeterRegistry metrics) {
        this.oddities = oddities;
        this.rescue = rescue;
        this.sessions = sessions;
        this.adopter = adopter;
        this.alerts = alerts;
        this.config = config;
        this.rescues = metrics.counter("estiva.rescues");
    }

    /** @return the delay to the next sweep */
    public Duration poll() {
        Oddities.Found found = look();
        if (found.lapsed()) {
            rescueLapsed();
        }
        if (found.stuck()) {
            freeClients();
        }
        adopter.adopt(found);
        return found.lapsed() ? min(AGAIN, config.sweepInterval()) : config.sweepInterval();
    }

    /**
     * Tells too whether the database is reached. What goes wrong after the look does not: an adoption that fails each
     * time would otherwise put off every rescue. Nor does one connection that broke: the others may never have noticed.
     */
    private Oddities.Found look() {
        try {
            Oddities.Found found = oddities.look();
            long now = System.nanoTime();
            if (isAway && now - lastReached > BLINK.toNanos()) {
                reachableSince = now;
            }
            isAway = false;
            lastReached = now;
            return found;
        } catch (RuntimeException e) {
            isAway = true;
            throw e;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** After an outage every lease has lapsed, and most of their workers are alive: they get one lease to say so. */
    private void rescueLapsed() {
        Duration observed = Duration.ofNanos(System.nanoTime() - reachableSince);
        for (Rescue.Rescued rescued : rescue.rescueLapsed(observed, RESCUES_A_SWEEP, this::endSessions)) {
            rescues.increment();
            LOG.warnf(
                    "Rescued a process whose lease lapsed: processId=%d, status=%s",
                    rescued.claim().processId(), rescued.status().text());
        }
    }

    private void endSessions(Claim lost) {
        if (sessions.endThoseOf(lost.processId(), lost.fence()) == LoadSessions.Left.STANDING) {
            String message = "The load of process " + lost.processId() + " of " + lost.processName()
                    + " is lost with its worker, but its session still holds its locks; FileParameters.SessionID names it:"
                    + " end it, or grant the dispatcher ALTER ANY CONNECTION";
            LOG.warn(message);
            alerts.raise(Kind.LostSession, lost.processId(), lost.processName(), message);
        }
    }

    private void freeClients() {
        for (Rescue.Freed freed : rescue.freeClients()) {
            if (freed.workerId() != null) {
                String message = "A script changed the status of process " + freed.processId() + " of "
                        + freed.processName() + " while a worker was running it; nothing is loaded twice, but the"
                        + " original's 60-minute reset must be switched off";
                LOG.warn(message);
                alerts.raise(Kind.ResetWhileRunning, freed.processId(), freed.processName(), message);
            }
        }
    }
}
