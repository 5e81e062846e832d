package estiva.registry.audit;

import estiva.control.audit.Act;
import estiva.control.audit.AuditLog;
import estiva.control.audit.AuditLog.Refused;
import estiva.control.audit.Changed;
import estiva.control.audit.Deed;
import estiva.control.database.Startup;
import estiva.control.loop.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What was refused: written by a thread of its own, so that no request waits for it, and so much of it a minute, so that nobody
 * fills the database with it.
 */
@Singleton
public class RefusedTries {
    private static final Logger LOG = Logger.getLogger(RefusedTries.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BlockingQueue<Refused> waiting = new ArrayBlockingQueue<>(TriesWindow.MOST);
    private final TriesWindow window = new TriesWindow();
    private final Loop loop = new Loop("estiva-audit", this::poll);
    private final Startup startup;
    private final AuditLog log;
    private boolean isLosing;

    public RefusedTries(Startup startup, AuditLog log) {
        this.startup = startup;
        this.log = log;
    }

    void start(@Observes StartupEvent event) {
        startup.whenReady(loop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop(PATIENCE);
        if (startup.isReady()) {
            write();
        }
    }

    /** @param path as it was asked, without the query */
    public void add(Deed deed, String method, String path, int status) {
        if (window.take(String.valueOf(deed.address()), minute())) {
            Act act = new Act("request", "path", method + " " + path, null);
            if (!waiting.offer(new Refused(deed, act, Changed.to(Map.of("status", status))))) {
                window.giveUp();
            }
        }
    }

    private static long minute() {
        return TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
    }

    private Duration poll() {
        write();
        return PAUSE;
    }

    void write() {
        List<Refused> tries = new ArrayList<>();
        waiting.drainTo(tries);
        int leftOut = window.leftOut(minute());
        if (leftOut > 0) {
            tries.add(new Refused(
                    new Deed("several", "several", null),
                    new Act("request", "path", null, null),
                    Changed.to(Map.of("leftOut", leftOut))));
        }
        if (!tries.isEmpty()) {
            write(tries);
        }
    }

    private void write(List<Refused> tries) {
        try {
            log.refused(tries);
            isLosing = false;
        } catch (RuntimeException e) {
            if (!isLosing) {
                LOG.warnf("Refused requests are missing in the audit until the database answers: %s", e.getMessage());
            }
            isLosing = true;
        }
    }
}
