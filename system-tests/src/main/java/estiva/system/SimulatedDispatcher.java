package estiva.system;

import estiva.control.database.ControlDatabase;
import estiva.control.process.Dispatch;
import estiva.control.process.Dispatch.Turn;
import estiva.control.process.Oddities;
import estiva.control.worker.Worker;
import estiva.control.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Round after round as a dispatcher with its defaults does them, and its look for what has gone wrong. */
final class SimulatedDispatcher {

    private static final int BATCH = 200;
    private static final int SPARE = 16;
    private static final Duration FLOWING = Duration.ofMillis(2);
    private static final Duration INTERVAL = Duration.ofMillis(105);
    private static final long SWEEP_NANOS = Duration.ofSeconds(2).toNanos();

    private final Dispatch dispatch;
    private final Oddities oddities;
    private final Workers workers;
    private final SimulatedTimes times;
    private final boolean isPacked;
    private final AtomicLong assigned = new AtomicLong();
    private volatile Thread thread;
    private int room;

    SimulatedDispatcher(ControlDatabase control, Workers workers, SimulatedTimes times, boolean isPacked) {
        dispatch = new Dispatch(control);
        oddities = new Oddities(control);
        this.workers = workers;
        this.times = times;
        this.isPacked = isPacked;
    }

    void start() {
        if (thread == null) {
            thread = new Thread(this::run, "simulated-dispatcher");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop() {
        Thread running = thread;
        thread = null;
        try {
            if (running != null) {
                running.join(Duration.ofSeconds(30).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many were assigned since the last time that was asked. */
    long takeAssigned() {
        return assigned.getAndSet(0);
    }

    private void run() {
        long nextSweep = System.nanoTime();
        while (thread != null) {
            int now = 0;
            try {
                now = times.of("round", this::round);
                if (System.nanoTime() - nextSweep > 0) {
                    times.of("sweep", oddities::look);
                    nextSweep = System.nanoTime() + SWEEP_NANOS;
                }
            } catch (RuntimeException e) {
                times.add("round failed", 0);
            }
            assigned.addAndGet(now);
            LockSupport.parkNanos((now > 0 ? FLOWING : INTERVAL).toNanos());
        }
    }

    private int round() {
        List<Turn> looked = times.of("turns", () -> dispatch.turns(Math.min(BATCH, room + SPARE)));
        List<Turn> turns = times.of("startable", () -> dispatch.startable(looked));
        List<Worker> available = turns.isEmpty() ? List.of() : times.of("workers", workers::available);
        room = available.stream().mapToInt(Worker::room).sum();
        int count = 0;
        for (Map.Entry<Worker, List<Turn>> match : match(turns, available).entrySet()) {
            count += times.of("assign", () -> dispatch.assign(match.getKey(), match.getValue()));
        }
        return count;
    }

    /** Turn by turn to the worker with the most room, or the least. */
    private Map<Worker, List<Turn>> match(List<Turn> turns, List<Worker> available) {
        record Load(Worker worker, int free) {}
        Comparator<Load> leastRoom = Comparator.comparingInt(Load::free);
        PriorityQueue<Load> byRoom = new PriorityQueue<>(isPacked ? leastRoom : leastRoom.reversed());
        available.stream().filter(worker -> worker.room() > 0).forEach(worker -> byRoom.add(new Load(worker, worker.room())));
        Map<Worker, List<Turn>> matched = new LinkedHashMap<>();
        for (Turn turn : turns) {
            Load first = byRoom.poll();
            if (first == null) {
                break;
            }
            matched.computeIfAbsent(first.worker(), worker -> new ArrayList<>()).add(turn);
            if (first.free() > 1) {
                byRoom.add(new Load(first.worker(), first.free() - 1));
            }
        }
        return matched;
    }
}
