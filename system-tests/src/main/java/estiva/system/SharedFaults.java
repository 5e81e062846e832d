package estiva.system;

import estiva.system.FaultPlan.Fault;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Faults of what the services share: the database, the file root, and the processes, which people cancel. */
final class SharedFaults {

    private static final int CANCELLED_AT_ONCE = 4;

    private final ChaosCluster cluster;
    private boolean databaseDown;

    SharedFaults(ChaosCluster cluster) {
        this.cluster = cluster;
    }

    BegunFault cutAll() {
        cluster.gates().forEach(TcpGate::cut);
        return new BegunFault(FaultRecord.EVERYBODY, () -> {});
    }

    /** Nothing else is begun with a service that no fault has yet; what has begun goes on meanwhile. */
    Optional<BegunFault> outage(Fault fault) {
        if (!beginOutage()) {
            return Optional.empty();
        }
        List<ChaosService> taken =
                cluster.services().stream().filter(ChaosService::take).toList();
        cluster.database().fail(cluster.gates());
        return Optional.of(new BegunFault(FaultRecord.EVERYBODY, () -> {
            fault.last();
            cluster.database().comeBack(cluster.gates());
            taken.forEach(ChaosService::giveBack);
            endOutage();
        }));
    }

    Optional<BegunFault> fill(Fault fault) {
        return cluster.disk().map(disk -> {
            disk.fill();
            return new BegunFault("file root", () -> {
                fault.last();
                disk.free();
            });
        });
    }

    Optional<BegunFault> cancel(Fault fault) {
        List<Long> open;
        try {
            open = cluster.database()
                    .sql()
                    .rows(
                            row -> row.getLong(1),
                            "SELECT ProcessID FROM FileControl WHERE Status IN ('Pending', 'InProgress') ORDER BY Status, ProcessID");
        } catch (SQLException e) {
            return Optional.empty(); // the database is away by another fault
        }
        if (open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BegunFault("processes", () -> {
            List<Long> cancelled = cancelSome(open, new Random(fault.target()));
            fault.last();
            for (int i = 0; i < cancelled.size(); i += 2) {
                long id = cancelled.get(i);
                isAccepted(() -> cluster.registry().retry(id));
            }
        }));
    }

    private List<Long> cancelSome(List<Long> open, Random random) {
        List<Long> cancelled = new ArrayList<>();
        for (int i = 0; i < CANCELLED_AT_ONCE; i++) {
            // InProgress comes before Pending: one running one each time, the others as it comes.
            long id = open.get(i == 0 ? 0 : random.nextInt(open.size()));
            if (isAccepted(() -> cluster.registry().cancel(id))) {
                cancelled.add(id);
            }
        }
        return cancelled;
    }

    /** The registry may be away, or the process over by now. */
    private static boolean isAccepted(Runnable request) {
        try {
            request.run();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private synchronized boolean beginOutage() {
        boolean began = !databaseDown;
        databaseDown = true;
        return began;
    }

    private synchronized void endOutage() {
        databaseDown = false;
    }
}
