package estiva.dispatcher;

import estiva.control.alert.Alerts;
import estiva.control.alert.Alerts.Kind;
import estiva.control.process.Adoption;
import estiva.control.process.Adoption.Stranger;
import estiva.control.process.Oddities;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Adopts processes that others inserted, once their number of files has stood still for a while. The quiet is measured
 * between this dispatcher's own looks: the times in the rows are their writers'.
 */
@Singleton
public class Adopter {
    private static final Logger LOG = Logger.getLogger(Adopter.class);
    private static final int PAGE = 500;

    private final Adoption adoption;
    private final Alerts alerts;
    private final DispatcherConfig config;
    private Map<Long, Sighting> sightings = Map.of();

    private record Sighting(int files, long since) {}

    public Adopter(Adoption adoption, Alerts alerts, DispatcherConfig config) {
        this.adoption = adoption;
        this.alerts = alerts;
        this.config = config;
    }

    public void adopt(Oddities.Found found) {
        if (found.unsettled()) {
            adoption.settle();
        }
        if (found.reopened()) {
            adoption.reopened(PAGE).forEach(adoption::reopen);
        }
        sightings = found.strangers() ? lookAtStrangers() : Map.of();
    }

    private Map<Long, Sighting> lookAtStrangers() {
        Map<Long, Sighting> seen = new HashMap<>();
        long after = 0;
        List<Stranger> page;
        do {
            page = adoption.strangers(after, PAGE);
            for (Stranger stranger : page) {
                look(stranger, seen);
                after = stranger.processId();
            }
        } while (page.size() == PAGE);
        return seen;
    }

    private void look(Stranger stranger, Map<Long, Sighting> seen) {
        Sighting last = sightings.get(stranger.processId());
        long now = System.nanoTime();
        boolean isQuiet = last != null && last.files() == stranger.files() && !stranger.isWriting();
        Sighting sighting = isQuiet ? last : new Sighting(stranger.files(), now);
        Duration quiet = Duration.ofNanos(now - sighting.since());
        if (stranger.files() == 0) {
            if (!stranger.isWriting() && (quiet.compareTo(Adoption.WITHOUT_FILES) >= 0 || stranger.isOld())) {
                raise(stranger);
            }
        } else if (quiet.compareTo(config.adoptAfter()) >= 0) {
            if (adoption.adopt(stranger)) {
                LOG.infof("Adopted a process from a plain INSERT: processId=%d", stranger.processId());
                alerts.clear(Kind.ProcessWithoutFiles, stranger.processId());
            }
            return;
        }
        seen.put(stranger.processId(), sighting);
    }

    private void raise(Stranger stranger) {
        String message = "Process " + stranger.processId() + " of " + stranger.processName()
                + " has no files; it waits until it gets some";
        if (alerts.raise(Kind.ProcessWithoutFiles, stranger.processId(), stranger.processName(), message)) {
            LOG.warn(message);
        }
    }
}
