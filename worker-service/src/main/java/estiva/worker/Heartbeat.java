package estiva.worker;

import estiva.control.database.ControlDatabase;
import estiva.control.process.Claim;
import estiva.control.process.Claims.Assignment;
import estiva.control.process.Leases;
import estiva.worker.claim.HeldRuns;
import estiva.worker.claim.Run;
import estiva.worker.config.WorkerConfig;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Renews the worker's leases, over a connection that nothing else uses: no load keeps a heartbeat waiting. */
@Singleton
public class Heartbeat {
    /** Three heartbeats may fail before a lease ends. */
    private static final int BEATS_A_LEASE = 4;

    private final Leases leases;
    private final HeldRuns runs;
    private final Duration lease;

    public Heartbeat(@DataSource("heartbeat") AgroalDataSource connection, HeldRuns runs, WorkerConfig config) {
        this.lease = config.lease();
        this.leases = new Leases(new ControlDatabase(connection, lease.dividedBy(3)));
        this.runs = runs;
    }

    /** @return the delay to the next heartbeat */
    Duration beat(long workerId) {
        long begun = System.nanoTime();
        List<Run> asked = runs.all();
        Set<Claim> locked = new HashSet<>();
        List<Assignment> known = leases.renew(
                workerId, lease.toMillis(), asked.stream().map(Run::claim).toList(), locked::add);
        asked = asked.stream().filter(run -> !locked.contains(run.claim())).toList();
        runs.renewed(asked, known, begun + lease.toNanos());
        runs.cancelRequested(known);
        return lease.dividedBy(BEATS_A_LEASE);
    }
}
