package estiva.system;

import estiva.system.FaultPlan.Fault;
import estiva.system.FaultPlan.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Carries a plan of faults out, each fault set right by a thread of its own; what cannot be done now is left out. */
final class FaultInjector {

    private static final String EVERYBODY = "everybody";
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);
    private static final Duration WORK_LIMIT = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int CANCELLED_AT_ONCE = 4;

    private final ChaosCluster cluster;
    private final ChaosClock clock;
    private final Map<Kind, Integer> injected = new EnumMap<>(Kind.class);
    private final List<WorkerKill> kills = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private final ExecutorService enders = Executors.newCachedThreadPool();
    private boolean databaseDown;

    /** A worker that was killed, and the processes that were running there by the tables, asked for after its end. */
    record WorkerKill(LocalDateTime at, String worker, List<Long> processIds) {}

    /** A fault that was set right: when, and of which service; {@code everybody} if the database was gone for all. */
    record Trouble(Kind kind, String service, LocalDateTime from, LocalDateTime to) {
        @Override
        public String toString() {
            return from + " to " + to + " " + kind + " of " + service;
        }

        boolean befell(ChaosService other) {
            return service.equals(EVERYBODY) || service.equals(other.name());
        }
    }

    /** What is to be done to whom until the fault is right again. */
    private record Begun(String service, Runnable end) {}

    FaultInjector(ChaosCluster cluster, ChaosClock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Returns when the plan is through and all is set right again. */
    void run(FaultPlan plan) {
        long start = System.nanoTime();
        for (Fault fault : plan.faults()) {
            long wait = start + fault.at().toNanos() - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = start + fault.at().toNanos() - System.nanoTime();
            }
            inject(fault);
        }
        enders.shutdown();
        try {
            if (!enders.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                note("A fault was not set right within " + LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cluster.services().forEach(ChaosService::requireRunning);
    }

    private void inject(Fault fault) {
        LocalDateTime from = clock.now();
        Optional<Begun> begun = switch (fault.kind()) {
            case KILL_WORKER -> kill(pick(Service.WORKER, fault), fault);
            case KILL_DISPATCHER -> kill(pick(Service.DISPATCHER, fault), fault);
            case KILL_REGISTRY -> kill(pick(Service.REGISTRY, fault), fault);
            case DRAIN_WORKER -> drain(pick(Service.WORKER, fault), fault);
            case PAUSE_WORKER -> pause(pick(Service.WORKER, fault), fault);
            case PAUSE_DISPATCHER -> pause(pick(Service.DISPATCHER, fault), fault);
            case REFUSE_LINK -> link(fault, TcpGate::shut, TcpGate::open);
            case STALL_LINK -> link(fault, gate -> gate.let(TcpGate.Flow.HELD), gate -> gate.let(TcpGate.Flow.FREE));
            case LOSE_ANSWERS -> link(fault, gate -> gate.let(TcpGate.Flow.ANSWERS_HELD), gate -> {
                gate.cut();
                gate.let(TcpGate.Flow.FREE);
            });
            case CUT_ALL -> {
                cluster.gates().forEach(TcpGate::cut);
                yield Optional.of(new Begun(EVERYBODY, () -> {}));
            }
            case DATABASE_OUTAGE -> outage(fault);
            case FULL_DISK -> fill(fault);
            case CANCEL -> cancel(fault);
        };
        if (begun.isPresent()) {
            injected.merge(fault.kind(), 1, Integer::sum);
            enders.execute(() -> end(fault, from, begun.get()));
        }
    }

    private void end(Fault fault, LocalDateTime from, Begun begun) {
        try {
            begun.end().run();
        } catch (RuntimeException | AssertionError e) {
            note(fault.kind() + ": " + e);
        }
        synchronized (this) {
            troubles.add(new Trouble(fault.kind(), begun.service(), from, clock.now()));
        }
    }

    private Optional<Begun> fill(Fault fault) {
        return cluster.disk().map(disk -> {
            disk.fill();
            return new Begun("file root", () -> {
                sleep(fault.lasting());
                disk.free();
            });
        });
    }

    /** The first service from the target on that no other fault has. */
    private Optional<ChaosService> pick(Service kind, Fault fault) {
        return pick(cluster.services(kind), fault);
    }

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

    private Optional<Begun> kill(Optional<ChaosService> victim, Fault fault) {
        return victim.map(service -> {
            awaitWork(service);
            service.process().kill();
            if (fault.kind() == Kind.KILL_WORKER) {
                remember(service, clock.now());
            }
            return new Begun(service.name(), () -> {
                sleep(fault.lasting());
                startAgain(service);
            });
        });
    }

    private Optional<Begun> drain(Optional<ChaosService> victim, Fault fault) {
        return victim.map(service -> {
            awaitWork(service);
            service.process().terminate();
            return new Begun(service.name(), () -> {
                int exitCode = service.process().awaitExit(DRAIN_LIMIT);
                if (exitCode != 143) {
                    note(service.process().name() + " ended with exit code " + exitCode + " after SIGTERM");
                }
                sleep(fault.lasting());
                startAgain(service);
            });
        });
    }

    private Optional<Begun> pause(Optional<ChaosService> victim, Fault fault) {
        return victim.map(service -> {
            awaitWork(service);
            service.process().pause();
            return new Begun(service.name(), () -> {
                sleep(fault.lasting());
                service.process().resume();
                service.giveBack();
            });
        });
    }

    private Optional<Begun> link(Fault fault, Consumer<TcpGate> begin, Consumer<TcpGate> end) {
        return pick(cluster.services(), fault).map(service -> {
            begin.accept(service.gate());
            return new Begun(service.name(), () -> {
                sleep(fault.lasting());
                end.accept(service.gate());
                service.giveBack();
            });
        });
    }

    /** Nothing else is begun with a service that no fault has yet; what has begun goes on meanwhile. */
    private Optional<Begun> outage(Fault fault) {
        if (!beginOutage()) {
            return Optional.empty();
        }
        List<ChaosService> taken = cluster.services().stream().filter(ChaosService::take).toList();
        cluster.database().fail(cluster.gates());
        return Optional.of(new Begun(EVERYBODY, () -> {
            sleep(fault.lasting());
            cluster.database().comeBack(cluster.gates());
            taken.forEach(ChaosService::giveBack);
            synchronized (this) {
                databaseDown = false;
            }
        }));
    }

    private synchronized boolean beginOutage() {
        boolean began = !databaseDown;
        databaseDown = true;
        return began;
    }

    private Optional<Begun> cancel(Fault fault) {
        Random random = new Random(fault.target());
        List<Long> open;
        try {
            open = cluster.database().sql().rows(
                    row -> row.getLong(1),
                    "SELECT ProcessID FROM FileControl WHERE Status IN ('Pending', 'InProgress') ORDER BY Status, ProcessID");
        } catch (SQLException e) {
            return Optional.empty(); // the database is away by another fault
        }
        if (open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Begun("processes", () -> {
            List<Long> cancelled = new ArrayList<>();
            for (int i = 0; i < CANCELLED_AT_ONCE; i++) {
                // InProgress comes before Pending: one running one each time, the others as it comes.
                long id = open.get(i == 0 ? 0 : random.nextInt(open.size()));
                if (accepted(() -> cluster.registry().cancel(id))) {
                    cancelled.add(id);
                }
            }
            sleep(fault.lasting());
            for (int i = 0; i < cancelled.size(); i += 2) {
                long id = cancelled.get(i);
                accepted(() -> cluster.registry().retry(id));
            }
        }));
    }

    /** The registry may be away, or the process over by now. */
    private static boolean accepted(Runnable request) {
        try {
            request.run();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void startAgain(ChaosService service) {
        service.start();
        try {
            service.awaitReady();
        } finally {
            service.giveBack();
        }
    }

    /** A worker is struck while it has something to lose, if that comes soon. */
    private void awaitWork(ChaosService service) {
        long deadline = System.nanoTime() + WORK_LIMIT.toNanos();
        try {
            while (service.service() == Service.WORKER && held(service).isEmpty() && System.nanoTime() < deadline) {
                sleep(LOOK);
            }
        } catch (SQLException e) {
            // The database is away: whatever the worker has then.
        }
    }

    private List<Long> held(ChaosService worker) throws SQLException {
        return cluster.database().sql().rows(
                row -> row.getLong(1),
                "SELECT ProcessID FROM FileControl WHERE WorkerAssigned = ? AND Status = 'InProgress'",
                worker.name());
    }

    private void remember(ChaosService worker, LocalDateTime at) {
        try {
            kills.add(new WorkerKill(at, worker.name(), held(worker)));
        } catch (SQLException e) {
            // The database is away too: this kill is not timed.
        }
    }

    private synchronized void note(String oddity) {
        oddities.add(oddity);
    }

    private static void sleep(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    Map<Kind, Integer> injected() {
        return injected;
    }

    List<WorkerKill> kills() {
        return kills;
    }

    synchronized List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    synchronized List<String> oddities() {
        List<String> all = new ArrayList<>(oddities);
        cluster.services().forEach(service -> all.addAll(service.ownEnds()));
        return all;
    }
}
