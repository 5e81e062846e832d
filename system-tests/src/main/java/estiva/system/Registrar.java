package estiva.system;

import static java.util.Map.entry;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The clients of a chaos run: programs that register over HTTP and ask again with the same key until they are answered,
 * scripts that insert by plain SQL, and with both somebody who brings missing files later.
 */
final class Registrar {

    private static final int HTTP_THREADS = 3;
    private static final int MOST_OPEN = 200;
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final Duration LAST_CALL = Duration.ofSeconds(90);

    private final ChaosCluster cluster;
    private final ChaosWatch watch;
    private final long seed;
    private final long intervalNanos;
    private final AtomicInteger httpNumber = new AtomicInteger();
    private final AtomicInteger scriptNumber = new AtomicInteger();
    private final AtomicLong next = new AtomicLong();
    private final Map<Integer, ChaosProcess> registered = new ConcurrentHashMap<>();
    private final List<String> unanswered = new ArrayList<>();
    private final LateFiles late;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;
    private volatile long lastCall = Long.MAX_VALUE;

    /** What may fail and is done again until it is answered. */
    @FunctionalInterface
    private interface Request {
        long send() throws IOException, SQLException;
    }

    /** @param perSecond processes registered in a second, as long as not too many are open */
    Registrar(ChaosCluster cluster, ChaosWatch watch, long seed, int perSecond) {
        this.cluster = cluster;
        this.watch = watch;
        this.seed = seed;
        this.late = new LateFiles(cluster);
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** The table, the imports and the clients' settings; nothing is ill yet. */
    void prepare(int maxAttempts) throws SQLException {
        cluster.database().sql().execute(ChaosFile.CREATE_TABLE);
        cluster.registry().putImport(ChaosFile.TABLE, ChaosFile.DEFINITION);
        for (String client : ChaosProcess.legacyClients()) {
            cluster.registry().putImport(client, ChaosFile.DEFINITION);
        }
        int number = 0;
        for (String client : ChaosProcess.clients()) {
            Map<String, Object> settings = Map.ofEntries(
                    entry("maxAttempts", maxAttempts),
                    entry("retryDelaySeconds", 1),
                    entry("retryMaxDelaySeconds", 2),
                    entry("priority", 1 + number % 3),
                    entry("ordering", number % 2 == 0 ? "strict" : "relaxed"));
            cluster.registry().putClient(client, settings);
            number++;
        }
    }

    void start() {
        next.set(System.nanoTime());
        for (int i = 0; i < HTTP_THREADS; i++) {
            thread("registrar-" + i, () -> registerOverHttp(ChaosProcess.of(seed, nextHttpNumber())));
        }
        thread("script", () -> insert(ChaosProcess.of(seed, ChaosProcess.LEGACY * scriptNumber.incrementAndGet())));
        late.start();
    }

    /** Nothing new; what is under way is answered or given up by the last call. */
    void stop() {
        lastCall = System.nanoTime() + LAST_CALL.toNanos();
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** After all is over: nobody looks at the database any more. */
    void close() {
        late.close();
    }

    /** Processes whose missing file is still to be brought. */
    int waitingForFiles() {
        return late.waiting();
    }

    /** By number: those whose registration was answered. */
    Map<Integer, ChaosProcess> registered() {
        return registered;
    }

    synchronized List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    private void thread(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    while (!stopping) {
                        awaitTurn();
                        if (!stopping) {
                            work.run();
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void awaitTurn() {
        long turn = next.getAndUpdate(last -> Math.max(last, System.nanoTime() - intervalNanos) + intervalNanos);
        while (!stopping && (System.nanoTime() < turn || watch.open() > MOST_OPEN)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private int nextHttpNumber() {
        int number = httpNumber.incrementAndGet();
        return number % ChaosProcess.LEGACY == 0 ? nextHttpNumber() : number;
    }

    private void registerOverHttp(ChaosProcess process) {
        String key = "chaos-" + seed + "-" + process.number();
        untilAnswered(process, afterFiles(process, () -> cluster.registry().register(process.registration(), key)));
    }

    private void insert(ChaosProcess process) {
        LegacyScript script = new LegacyScript(process);
        untilAnswered(process, afterFiles(process, () -> script.run(cluster.database())));
    }

    /** Each file is written once, however often is asked: a registration whose answer was lost may have it read by then. */
    private Request afterFiles(ChaosProcess process, Request request) {
        Queue<ChaosFile> missing = new ArrayDeque<>(process.punctual());
        return () -> {
            while (!missing.isEmpty()) {
                missing.peek().write(cluster.files());
                missing.remove();
            }
            return request.send();
        };
    }

    private void untilAnswered(ChaosProcess process, Request request) {
        Exception last = null;
        while (System.nanoTime() < lastCall) {
            try {
                long processId = request.send();
                registered.put(process.number(), process);
                if (process.isLate()) {
                    late.add(processId, process);
                }
                return;
            } catch (IOException | SQLException | RuntimeException e) {
                last = e;
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
        synchronized (this) {
            unanswered.add("process " + process.number() + ": " + last);
        }
    }
}
