package estiva.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry, a dispatcher and workers on one database and one file root: {@code home/files}. */
public final class Cluster implements AutoCloseable {

    /** For tests: little memory, quick start, and a zone with an offset that shows a local time taken for UTC. */
    public static final List<String> SMALL_JVM =
            List.of("-Xmx160m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.timezone=America/Sao_Paulo");

    /** With it the registry is closed, and {@link #client} comes in by it. */
    static final String ADMIN_KEY = "ESTIVA_ACCESS_ADMIN_KEY";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Settings settings;
    private final List<ServiceProcess> workers = new ArrayList<>();
    private ServiceProcess registry;
    private ServiceProcess dispatcher;

    /**
     * What a cluster is made of.
     *
     * @param home working directory of every service, with {@code files/} and {@code logs/}
     * @param workers how many workers start with it
     * @param firstPort port of the registry; 0: any free one, also for probes and metrics, which otherwise are on those from {@link
     *     #TO_MANAGEMENT} above it on, one for each service
     * @param environment added to that of every service
     */
    public record Settings(
            RunningDatabase database,
            Path home,
            int workers,
            int firstPort,
            List<String> jvmOptions,
            Map<String, String> environment) {

        static final int TO_MANAGEMENT = 1000;

        /** Two workers with short leases, as tests want it. */
        public static Settings small(RunningDatabase database, Path home) {
            return new Settings(database, home, 2, 0, SMALL_JVM, Map.of("ESTIVA_WORKER_LEASE", "3s"));
        }

        public Settings withWorkers(int count) {
            return new Settings(database, home, count, firstPort, jvmOptions, environment);
        }

        public Settings with(String key, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(key, value);
            return new Settings(database, home, workers, firstPort, jvmOptions, more);
        }
    }

    public Cluster(Settings settings) {
        this.settings = settings;
        try {
            Files.createDirectories(files());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts all services side by side and waits until each is ready. */
    public Cluster start() {
        launchRegistry();
        launchDispatcher();
        for (int i = 1; i <= settings.workers(); i++) {
            launchWorker("worker-" + i);
        }
        return awaitReady();
    }

    public ServiceProcess launchRegistry() {
        registry = launch(Service.REGISTRY, "registry", 0, Map.of());
        return registry;
    }

    public ServiceProcess launchDispatcher() {
        dispatcher = launch(Service.DISPATCHER, "dispatcher", 1, Map.of());
        return dispatcher;
    }

    public ServiceProcess launchWorker(String name) {
        ServiceProcess worker = launch(Service.WORKER, name, 2 + workers.size(), Map.of("ESTIVA_WORKER_NAME", name));
        workers.add(worker);
        return worker;
    }

    public Cluster awaitReady() {
        services().forEach(service -> service.awaitReady(START_LIMIT));
        return this;
    }

    public RegistryClient client() {
        return new RegistryClient(registry.uri("/"), settings.environment().get(ADMIN_KEY));
    }

    public ServiceProcess registry() {
        return registry;
    }

    public ServiceProcess dispatcher() {
        return dispatcher;
    }

    /** All workers that were started, also those that have ended. */
    public List<ServiceProcess> workers() {
        return List.copyOf(workers);
    }

    /** The worker that holds a process, by what FileControl says in WorkerAssigned. */
    public ServiceProcess worker(String workerAssigned) {
        return workers.stream()
                .filter(worker -> workerAssigned != null && workerAssigned.startsWith(worker.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No worker is called " + workerAssigned));
    }

    public List<ServiceProcess> services() {
        List<ServiceProcess> services = new ArrayList<>(workers);
        if (dispatcher != null) {
            services.add(dispatcher);
        }
        if (registry != null) {
            services.add(registry);
        }
        return services;
    }

    public Path files() {
        return settings.home().resolve("files");
    }

    /** Waits until the process is over and returns its row. */
    public ControlRows.ProcessRow awaitOver(long processId, Duration limit) {
        return awaitOver(processId, limit, Await.PAUSE);
    }

    /** @param pause between two questions: each costs a connection, which on SQL Server is dear */
    ControlRows.ProcessRow awaitOver(long processId, Duration limit, Duration pause) {
        ControlRows tables = ControlRows.of(settings.database());
        return Await.value(
                "process " + processId + " is over",
                limit,
                pause,
                () -> Optional.of(tables.process(processId)).filter(ControlRows.ProcessRow::isOver));
    }

    @Override
    public void close() {
        ChildProcess.end(
                System.nanoTime() + Duration.ofSeconds(15).toNanos(), services().toArray(ChildProcess[]::new));
    }

    private ServiceProcess launch(Service service, String name, int offset, Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(settings.database().environment(service));
        environment.putAll(settings.environment());
        environment.putAll(own);
        int port = settings.firstPort();
        if (port != 0) {
            environment.put(ServiceProcess.MANAGEMENT_PORT, Integer.toString(port + Settings.TO_MANAGEMENT + offset));
        }
        return ServiceProcess.start(new ServiceProcess.Launch(
                service,
                settings.database().engine(),
                name,
                settings.home(),
                port,
                settings.jvmOptions(),
                environment));
    }
}
