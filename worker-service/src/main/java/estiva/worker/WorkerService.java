package estiva.worker;

import estiva.control.database.ControlDatabase;
import estiva.control.database.Startup;
import estiva.control.database.Vendor;
import estiva.control.loop.LookPace;
import estiva.control.loop.Loop;
import estiva.control.process.Claims;
import estiva.control.process.Claims.Assignment;
import estiva.control.process.Looks;
import estiva.control.process.Looks.Look;
import estiva.control.text.VisibleText;
import estiva.control.worker.Workers;
import estiva.worker.claim.HeldRuns;
import estiva.worker.config.WorkerConfig;
import estiva.worker.file.Leftovers;
import estiva.worker.process.AfterProcess;
import estiva.worker.process.LoadedRuns;
import estiva.worker.process.Runs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/**
 * A worker's life: it registers itself, looks for what was assigned to it, beats, and when it is told to stop takes no
 * more, finishes what it can within its grace, and gives the rest back.
 */
@Liveness
@Singleton
public class WorkerService implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(WorkerService.class);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration BUSY = Duration.ofMillis(4);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Startup startup;
    private final ControlDatabase database;
    private final Workers workers;
    private final Claims claims;
    private final Looks looks;
    private final Inspector inspector;
    private final HeldRuns held;
    private final LoadedRuns loaded;
    private final Runs runs;
    private final Heartbeat heartbeat;
    private final Leftovers leftovers;
    private final AfterProcess afterProcess;
    private final WorkerConfig config;
    private final String version;
    private volatile long workerId;
    private volatile boolean draining;
    private int announcedPrefetch;
    private final LookPace pace;
    private volatile List<Loop> loops = List.of();

    public WorkerService(
            Startup startup,
            ControlDatabase database,
            Workers workers,
            Claims claims,
            Looks looks,
            Inspector inspector,
            HeldRuns held,
            LoadedRuns loaded,
            Runs runs,
            Heartbeat heartbeat,
            Leftovers leftovers,
            AfterProcess afterProcess,
            WorkerConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.startup = startup;
        this.database = database;
        this.workers = workers;
        this.claims = claims;
        this.looks = looks;
        this.inspector = inspector;
        this.held = held;
        this.loaded = loaded;
        this.runs = runs;
        this.heartbeat = heartbeat;
        this.leftovers = leftovers;
        this.afterProcess = afterProcess;
        this.config = config;
        this.version = version;
        this.pace = new LookPace(config.interval(), config.quietInterval(), config.quietAfter());
    }

    void start(@Observes StartupEvent event) {
        if (config.slots() < 1) {
            throw new IllegalStateException("estiva.worker.slots is " + config.slots() + "; at least 1 is needed");
        }
        if (config.parallelFiles() < 0) {
            throw new IllegalStateException(
                    "estiva.worker.parallel-files is " + config.parallelFiles() + "; at least 0 is needed");
        }
        if (config.lease().compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalStateException("estiva.worker.lease is " + config.lease() + "; at least 1s is needed");
        }
        String fault = VisibleText.fault(config.name().orElse(null));
        if (fault != null) {
            throw new IllegalStateException("estiva.worker.name " + fault);
        }
        startup.whenReady(() -> {
            warnOfSkippedHours();
            Loop assignments = new Loop("estiva-assignments", this::poll);
            runs.whenEnded(() -> {
                pace.hurry(BUSY);
                assignments.wake();
            });
            Loop procedures = new Loop("estiva-procedures", this::runProcedures);
            loaded.whenProcedureIsDue(procedures::wake);
            afterProcess.whenEnded(procedures::wake);
            loops = List.of(assignments, procedures, new Loop("estiva-heartbeat", this::beat));
            loops.forEach(Loop::start);
        });
    }

    /**
     * The driver's bulk copy (13.2.1) passes times through java.sql.Timestamp, which has none for an hour that the zone of the JVM
     * skips: SQLServerBulkCopy.writeColumnToTdsWriter, case TIMESTAMP. Such a value is refused with its row.
     */
    private void warnOfSkippedHours() {
        ZoneId zone = ZoneId.systemDefault();
        if (database.vendor() == Vendor.SQL_SERVER && !zone.getRules().isFixedOffset()) {
            LOG.warnf(
                    "Times in an hour that the zone %s skips, as when summer time begins, cannot be loaded in bulk; start the"
                            + " worker with -Duser.timezone=UTC",
                    zone);
        }
    }

    /** Ends what is loaded, then looks for what was assigned: at once again while slots become free. */
    private Duration poll() {
        loaded.finish();
        if (draining) {
            return LOOK;
        }
        if (workerId == 0) {
            register();
        }
        announcePrefetch();
        long asked = System.nanoTime();
        Look look = looks.look(workerId);
        look.inspectionId().ifPresent(id -> inspector.offer(id, workerId));
        // Nothing more is assigned to a worker that is full; what ends wakes this loop.
        return runs.take(look.assignments(), asked)
                ? pace.worked(runs.isFull() ? config.interval() : BUSY)
                : pace.idle(held.isEmpty());
    }

    private void announcePrefetch() {
        int prefetch = runs.prefetch();
        if (prefetch != announcedPrefetch) {
            workers.prefetch(workerId, prefetch);
            announcedPrefetch = prefetch;
        }
    }

    private void register() {
        String name = config.name().orElseGet(WorkerService::hostName);
        announcedPrefetch = config.slots();
        workerId = workers.start(name, config.slots(), config.lease().toMillis(), version);
        LOG.infof("Registered, worker=%s, workerId=%d, slots=%d", name, workerId, config.slots());
    }

    private Duration beat() {
        return workerId == 0 ? LOOK : heartbeat.beat(workerId);
    }

    private Duration runProcedures() {
        return workerId == 0 ? LOOK : afterProcess.poll(workerId);
    }

    void stop(@Observes ShutdownEvent event) {
        draining = true;
        leftovers.drain();
        if (workerId != 0) {
            try {
                drain();
            } catch (RuntimeException e) {
                LOG.warnf("Not everything was given back, its leases will lapse: %s", e.getMessage());
            }
        }
        Loop.stop(loops, PATIENCE);
        leftovers.stop(PATIENCE);
        runs.close();
        afterProcess.close();
    }

    private void drain() {
        LOG.infof("Draining, at most %d s", config.grace().toSeconds());
        workers.drain(workerId);
        runs.drain();
        afterProcess.drain();
        await(config.grace());
        runs.releaseAll();
        await(PATIENCE);
        // What was assigned in the last moment and never started.
        for (Assignment assignment : claims.of(workerId)) {
            claims.release(assignment.claim(), "released by a worker that stops");
        }
        workers.stop(workerId);
        LOG.info("Drained");
    }

    private void await(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!(held.isEmpty() && afterProcess.isIdle()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Live as long as its loops are; whether the database answers is readiness. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("worker loops")
                .status(loops.stream().allMatch(Loop::isAlive))
                .build();
    }

    private static String hostName() {
        String suffix = "-" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x100000, 0x1000000));
        try {
            return InetAddress.getLocalHost().getHostName() + suffix;
        } catch (UnknownHostException e) {
            return "worker" + suffix;
        }
    }
}
