package estiva.dispatcher;

import estiva.control.database.Startup;
import estiva.control.loop.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/** Runs the dispatcher's two loops from the moment the schema is current to the moment the service stops; the scheduler runs the housekeeping. */
@Liveness
@Singleton
public class DispatcherService implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(DispatcherService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Startup startup;
    private final Assigner assigner;
    private final Sweeper sweeper;
    private final Housekeeping housekeeping;
    private volatile List<Loop> loops = List.of();

    public DispatcherService(Startup startup, Assigner assigner, Sweeper sweeper, Housekeeping housekeeping) {
        this.startup = startup;
        this.assigner = assigner;
        this.sweeper = sweeper;
        this.housekeeping = housekeeping;
    }

    void start(@Observes StartupEvent event) {
        startup.whenReady(() -> {
            loops = List.of(new Loop("estiva-assign", assigner::poll), new Loop("estiva-sweep", sweeper::poll));
            loops.forEach(Loop::start);
            LOG.info("Dispatching");
        });
    }

    void stop(@Observes ShutdownEvent event) {
        Loop.stop(loops, PATIENCE);
        housekeeping.stop(PATIENCE);
    }

    /** Live as long as its loops are; whether the database answers is readiness. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("dispatcher loops")
                .status(loops.stream().allMatch(Loop::isAlive))
                .build();
    }
}
