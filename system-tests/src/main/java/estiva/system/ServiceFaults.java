package estiva.system;

import estiva.system.FaultPlan.Fault;
import estiva.system.FaultPlan.Kind;
import estiva.system.FaultRecord.WorkerKill;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Faults of one service: of its process, or of its link to the database. None is begun with a service that has one already. */
final class ServiceFaults {

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);
    private static final Duration WORK_LIMIT = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final ChaosCluster cluster;
    private final ChaosClock clock;
    private final FaultRecord record;

    ServiceFaults(ChaosCluster cluster, ChaosClock clock, FaultRecord record) {
        this.cluster = cluster;
        this.clock = clock;
        this.record = record;
    }

    Optional<BegunFault> kill(Service kind, Fault fault) {
        return pick(cluster.services(kind), fault).map(service -> {
            awaitWork(service);
            service.process().kill();
            if (fault.kind() == Kind.KILL_WORKER) {
                remember(service, clock.now());
            }
            return new BegunFault(service.name(), () -> {
                fault.last();
                startAgain(service);
            });
        });
    }

    Optional<BegunFault> drain(Service kind, Fault fault) {
        return pick(cluster.services(kind), fault).map(service -> {
            awaitWork(service);
            service.process().terminate();
            return new BegunFault(service.name(), () -> {
                int exitCode = service.process().awaitExit(DRAIN_LIMIT);
                if (exitCode != 143) {
                    record.note(service.process().name() + " ended with exit code " + exitCode + " after SIGTERM");
                }
                fault.last();
                startAgain(service);
            });
        });
    }

    Optional<BegunFault> pause(Service kind, Fault fault) {
        return pick(cluster.services(kind), fault).map(service -> {
            awaitWork(service);
            service.process().pause();
            return new BegunFault(service.name(), () -> {
                fault.last();
                service.process().resume();
                service.giveBack();
            });
        });
    }

    /** @param begin what is done to the gate between one of the services and the database */
    Optional<BegunFault> link(Fault fault, Consumer<TcpGate> begin, Consumer<TcpGate> end) {
        return pick(cluster.services(), fault).map(service -> {
            begin.accept(service.gate());
            return new BegunFault(service.name(), () -> {
                fault.last();
                end.accept(service.gate());
                service.giveBack();
            });
        });
    }

    /** The first service from the target on that no other fault has. */
    private static Optional<ChaosService> pick(List<ChaosService> among, Fault fault) {
        for (int i = 0; i < among.size(); i++) {
            ChaosService candidate = among.get((fault.target() + i) % among.size());
            if (candidate.take()) {
                candidate.requireRunning();
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static void startAgain(ChaosService service) {
        service.start();
        try {
            service.awaitReady();
        } finally {
            service.giveBack();
        }
    }

    /** A worker is struck while it has something to lose, if that comes soon. */
    private void awaitWork(ChaosService service) {
        if (service.service() == Service.WORKER) {
            Await.within(WORK_LIMIT, LOOK, () -> !held(service).isEmpty());
        }
    }

    private List<Long> held(ChaosService worker) throws SQLException {
        return cluster.database()
                .sql()
                .rows(
                        row -> row.getLong(1),
                        "SELECT ProcessID FROM FileControl WHERE WorkerAssigned = ? AND Status = 'InProgress'",
                        worker.name());
    }

    private void remember(ChaosService worker, LocalDateTime at) {
        try {
            record.add(new WorkerKill(at, worker.name(), held(worker)));
        } catch (SQLException e) {
            // The database is away too: this kill is not timed.
        }
    }
}
