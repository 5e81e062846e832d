package estiva.system;

import estiva.control.load.LedgerEntry;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadedRows;
import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.Claims.Assignment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks, beats, begins files, publishes them and ends processes when their time is over: what a worker asks of the control
 * tables, without a file and without a row.
 */
final class SimulatedWorker {

    private final Simulation.Tables tables;
    private final SimulatedTimes times;
    private final ScheduledExecutorService schedule;
    private final Simulate.Options options;
    private final int number;
    private final Map<Long, Claim> held = new ConcurrentHashMap<>();
    private final Set<Long> ended = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private long workerId;

    SimulatedWorker(
            Simulation.Tables tables,
            SimulatedTimes times,
            ScheduledExecutorService schedule,
            Simulate.Options options,
            int number) {
        this.tables = tables;
        this.times = times;
        this.schedule = schedule;
        this.options = options;
        this.number = number;
    }

    /** Registers it; looks and beats of different workers are out of step, as they are in life. */
    void start() {
        workerId = tables.workers()
                .start("simulated-" + number, options.slots(), Simulation.LEASE.toMillis(), "simulated");
        repeat("look", this::look, Simulation.LOOK, number * 31L % Simulation.LOOK.toMillis());
        repeat("beat", this::beat, Simulation.BEAT, number * 37L % Simulation.BEAT.toMillis());
    }

    void stop() {
        stopped = true;
    }

    private void repeat(String what, Runnable work, Duration interval, long delayMillis) {
        run(what, work, interval, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis));
    }

    private void run(String what, Runnable work, Duration interval, long due) {
        schedule.schedule(
                () -> {
                    if (stopped) {
                        return;
                    }
                    times.add(what + " late", System.nanoTime() - due);
                    measured(what, work);
                    run(what, work, interval, Math.max(System.nanoTime(), due + interval.toNanos()));
                },
                Math.max(0, due - System.nanoTime()),
                TimeUnit.NANOSECONDS);
    }

    /** What fails is told apart, and neither counted nor the end of the simulation. */
    private void measured(String what, Runnable work) {
        long begun = System.nanoTime();
        try {
            work.run();
            times.add(what, System.nanoTime() - begun);
        } catch (RuntimeException e) {
            if (!stopped) {
                times.add(what + " failed", System.nanoTime() - begun);
            }
        }
    }

    private void look() {
        List<Assignment> fresh = tables.looks().look(workerId).assignments().stream()
                .filter(assignment ->
                        !held.containsKey(assignment.processId()) && !ended.contains(assignment.processId()))
                .toList();
        for (Assignment assignment : fresh) {
            held.put(assignment.processId(), assignment.claim());
        }
        if (!fresh.isEmpty()) {
            Map<Long, List<ClaimedFile>> files = tables.claims()
                    .openFiles(fresh.stream().map(Assignment::processId).toList());
            fresh.forEach(
                    assignment -> begin(assignment.claim(), files.getOrDefault(assignment.processId(), List.of())));
        }
    }

    private void beat() {
        tables.leases().renew(workerId, Simulation.LEASE.toMillis(), held.values());
    }

    private void begin(Claim claim, List<ClaimedFile> files) {
        files.forEach(file -> measured("begin", () -> tables.claims().begin(claim, file.fileId(), "Simulated", 1)));
        schedule.schedule(
                () -> measured("complete", () -> complete(claim, files)), loadMillis(claim), TimeUnit.MILLISECONDS);
    }

    /** From a tenth to nearly twice of what is asked, so that processes that began together do not end together. */
    private long loadMillis(Claim claim) {
        return options.load() * (100 + Math.floorMod(claim.processId() * 7_919, 1_800));
    }

    private void complete(Claim claim, List<ClaimedFile> files) {
        for (ClaimedFile file : files) {
            LoadedRows rows = new LoadedRows(1, 1, 0, 117L, Long.toString(file.fileId()));
            LedgerEntry entry =
                    new LedgerEntry(claim.processName(), "Simulated", 1, "[dbo].[Simulated]", null, null, false);
            try (LoadTransaction load = tables.loads().begin(claim, file.fileId())) {
                load.publish(new Loaded(claim, file, rows, entry, Duration.ofSeconds(options.load())), List.of());
            }
        }
        ended.add(claim.processId());
        held.remove(claim.processId());
        tables.claims().finish(claim);
    }
}
