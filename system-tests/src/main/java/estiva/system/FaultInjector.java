package estiva.system;

import estiva.system.FaultPlan.Fault;
import estiva.system.FaultRecord.Trouble;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Carries a plan of faults out, each fault set right by a thread of its own; what cannot be done now is left out. */
final class FaultInjector {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final ChaosCluster cluster;
    private final ChaosClock clock;
    private final FaultRecord record = new FaultRecord();
    private final ServiceFaults ofOne;
    private final SharedFaults ofAll;
    private final ExecutorService enders = Executors.newCachedThreadPool();

    FaultInjector(ChaosCluster cluster, ChaosClock clock) {
        this.cluster = cluster;
        this.clock = clock;
        ofOne = new ServiceFaults(cluster, clock, record);
        ofAll = new SharedFaults(cluster);
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
                record.note("A fault was not set right within " + LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cluster.services().forEach(ChaosService::requireRunning);
    }

    private void inject(Fault fault) {
        LocalDateTime from = clock.now();
        begin(fault).ifPresent(begun -> {
            record.add(fault.kind());
            enders.execute(() -> end(fault, from, begun));
        });
    }

    private Optional<BegunFault> begin(Fault fault) {
        return switch (fault.kind()) {
            case KILL_WORKER -> ofOne.kill(Service.WORKER, fault);
            case KILL_DISPATCHER -> ofOne.kill(Service.DISPATCHER, fault);
            case KILL_REGISTRY -> ofOne.kill(Service.REGISTRY, fault);
            case DRAIN_WORKER -> ofOne.drain(Service.WORKER, fault);
            case PAUSE_WORKER -> ofOne.pause(Service.WORKER, fault);
            case PAUSE_DISPATCHER -> ofOne.pause(Service.DISPATCHER, fault);
            case REFUSE_LINK -> ofOne.link(fault, TcpGate::shut, TcpGate::open);
            case STALL_LINK ->
                ofOne.link(fault, gate -> gate.let(TcpGate.Flow.HELD), gate -> gate.let(TcpGate.Flow.FREE));
            case LOSE_ANSWERS ->
                ofOne.link(fault, gate -> gate.let(TcpGate.Flow.ANSWERS_HELD), gate -> {
                    gate.cut();
                    gate.let(TcpGate.Flow.FREE);
                });
            case CUT_ALL -> Optional.of(ofAll.cutAll());
            case DATABASE_OUTAGE -> ofAll.outage(fault);
            case FULL_DISK -> ofAll.fill(fault);
            case CANCEL -> ofAll.cancel(fault);
        };
    }

    private void end(Fault fault, LocalDateTime from, BegunFault begun) {
        try {
            begun.end().run();
        } catch (RuntimeException | AssertionError e) {
            record.note(fault.kind() + ": " + e);
        }
        record.add(new Trouble(fault.kind(), begun.service(), from, clock.now()));
    }

    FaultRecord record() {
        return record;
    }

    /** Of the faults, and of services that ended by themselves. */
    List<String> oddities() {
        List<String> all = new ArrayList<>(record.oddities());
        cluster.services().forEach(service -> all.addAll(service.ownEnds()));
        return all;
    }
}
