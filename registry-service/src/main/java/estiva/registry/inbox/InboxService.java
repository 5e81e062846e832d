package estiva.registry.inbox;

import estiva.control.database.Startup;
import estiva.control.loop.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Watches the inbox from the moment the schema is current to the moment the service stops, if it is asked to. */
@Singleton
public class InboxService {
    private static final Logger LOG = Logger.getLogger(InboxService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Startup startup;
    private final Inbox inbox;
    private final InboxConfig config;
    private volatile Loop loop;

    public InboxService(Startup startup, Inbox inbox, InboxConfig config) {
        this.startup = startup;
        this.inbox = inbox;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        if (config.interval().toMillis() < 100) {
            throw new IllegalStateException(
                    "estiva.inbox.interval is " + config.interval() + "; at least 100ms is needed");
        }
        if (config.forgetAfterDays() < 1) {
            throw new IllegalStateException(
                    "estiva.inbox.forget-after-days is " + config.forgetAfterDays() + "; at least 1 is needed");
        }
        startup.whenReady(() -> {
            loop = new Loop("estiva-inbox", inbox::poll).start();
            LOG.infof("Watching the inbox %s", config.folder());
        });
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop(PATIENCE);
        }
    }
}
