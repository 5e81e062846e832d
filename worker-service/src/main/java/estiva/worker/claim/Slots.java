package estiva.worker.claim;

import estiva.control.loop.NamedThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The loads of their own that a worker runs at once. */
public final class Slots {
    private final int count;
    private final ExecutorService threads;
    /** Those that a slot loads, or will. */
    private final Set<Run> taken = ConcurrentHashMap.newKeySet();

    public Slots(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, new NamedThreads("estiva-slot"));
    }

    /** A run that is lost still has its thread, but its claim is nobody's: what comes in its place waits for it. */
    public boolean hasFree() {
        return taken.stream().filter(run -> !run.isLost()).count() < count;
    }

    public void take(Run run, Runnable load) {
        taken.add(run);
        threads.execute(load);
    }

    public void free(Run run) {
        taken.remove(run);
    }

    public void close() {
        threads.shutdown();
    }
}
