package estiva.worker.kubernetes;

import estiva.control.loop.Loop;
import estiva.worker.claim.HeldRuns;
import estiva.worker.config.WorkerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/**
 * Tells Kubernetes how many processes this worker runs, so that among the workers it could stop it takes the idlest:
 * https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#pod-deletion-cost. Seldom, as that page wants it, and as
 * best it can: a pod that is stopped while it is busy gives its work back, so nothing depends on this, and nothing waits for it.
 */
@Singleton
public class DeletionCost {
    private static final Logger LOG = Logger.getLogger(DeletionCost.class);
    private static final String ANNOTATION = "controller.kubernetes.io/pod-deletion-cost";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int UNKNOWN = -1;

    private final IntSupplier running;
    private final Optional<OwnPod> pod;
    private final Duration interval;
    private Optional<Loop> loop = Optional.empty();
    /** A container that was started again finds what the one before it has told. */
    private int told = UNKNOWN;

    private long due = System.nanoTime();
    private boolean isFailing;

    @Inject
    public DeletionCost(HeldRuns runs, WorkerConfig config) {
        this(runs::size, config.deletionCost());
    }

    DeletionCost(IntSupplier running, WorkerConfig.DeletionCost config) {
        this.running = running;
        this.pod = config.account().map(folder -> new OwnPod(config.api(), folder));
        this.interval = config.interval();
    }

    void start(@Observes StartupEvent event) {
        loop = pod.map(own -> new Loop("estiva-deletion-cost", () -> look(own)).start());
    }

    void stop(@Observes ShutdownEvent event) {
        loop.ifPresent(started -> started.stop(LOOK));
    }

    Duration look(OwnPod own) {
        int now = running.getAsInt();
        if (now != told && System.nanoTime() - due >= 0) {
            tell(own, now);
        }
        return LOOK;
    }

    private void tell(OwnPod own, int cost) {
        due = System.nanoTime() + interval.toNanos();
        try {
            own.annotate(ANNOTATION, String.valueOf(cost));
            told = cost;
            if (isFailing) {
                LOG.info("Kubernetes knows this pod's deletion cost again");
            }
            isFailing = false;
        } catch (IOException e) {
            if (!isFailing) {
                LOG.warnf("Kubernetes does not know this pod's deletion cost: %s", e);
            }
            isFailing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
