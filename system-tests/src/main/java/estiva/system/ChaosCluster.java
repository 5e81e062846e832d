package estiva.system;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A database, a registry, two dispatchers and three workers, each with a link to the database that can fail alone. */
final class ChaosCluster implements AutoCloseable {

    private static final int DISPATCHERS = 2;
    private static final int WORKERS = 3;
    private static final List<String> ZONES = List.of("America/Sao_Paulo", "Pacific/Kiritimati", "UTC");
    private static final List<Path> FAKETIME = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/faketime/libfaketime.so.1"));

    private final Path home;
    private final Duration lease;
    private final Optional<SmallDisk> disk;
    private final ChaosDatabase database;
    private final List<ChaosService> services = new ArrayList<>();
    private final RegistryClient registry;

    ChaosCluster(Engine engine, Path home, Duration lease, Optional<SmallDisk> disk) throws IOException {
        this.home = home;
        this.lease = lease;
        this.disk = disk;
        Files.createDirectories(files());
        this.database = ChaosDatabase.start(engine, home.resolve("database"));
        int port = freePort();
        registry = new RegistryClient(java.net.URI.create("http://localhost:" + port + "/"), null);
        add(Service.REGISTRY, "registry", port, Map.of());
        for (int i = 1; i <= DISPATCHERS; i++) {
            add(Service.DISPATCHER, "dispatcher-" + i, 0, Map.of());
        }
        for (int i = 1; i <= WORKERS; i++) {
            add(Service.WORKER, "worker-" + i, 0, i == WORKERS ? skew() : Map.of());
        }
    }

    /** A worker whose clock is wrong by hours; the monotonic one, which counts its lease, goes on as it is. */
    private static Map<String, String> skew() {
        return faketime()
                .map(library -> Map.of(
                        "LD_PRELOAD", library.toString(),
                        "FAKETIME", "-5h",
                        "DONT_FAKE_MONOTONIC", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1"))
                .orElse(Map.of());
    }

    static Optional<Path> faketime() {
        return FAKETIME.stream().filter(Files::exists).findFirst();
    }

    private void add(Service service, String name, int port, Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(own);
        environment.put("ESTIVA_FILES_ROOT", files().toString());
        environment.put("ESTIVA_WORKER_LEASE", lease.toMillis() + "ms");
        environment.put("ESTIVA_WORKER_GRACE", "5s");
        environment.put("ESTIVA_WORKER_NAME", name);
        List<String> options = new ArrayList<>(Cluster.SMALL_JVM);
        options.set(0, "-Xmx128m");
        options.add("-Duser.timezone=" + ZONES.get(services.size() % ZONES.size()));
        services.add(new ChaosService(
                new ServiceProcess.Launch(service, database.engine(), name, home, port, options, environment),
                new TcpGate(database)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    void start() {
        services.forEach(ChaosService::start);
        services.forEach(ChaosService::awaitReady);
    }

    ChaosDatabase database() {
        return database;
    }

    /** Where the registry answers whenever it does: its port stays. */
    RegistryClient registry() {
        return registry;
    }

    Optional<SmallDisk> disk() {
        return disk;
    }

    Path files() {
        return disk.map(SmallDisk::folder).orElse(home.resolve("files"));
    }

    Path logs() {
        return home.resolve("logs");
    }

    List<ChaosService> services() {
        return services;
    }

    List<ChaosService> services(Service kind) {
        return services.stream().filter(it -> it.service() == kind).toList();
    }

    List<TcpGate> gates() {
        return services.stream().map(ChaosService::gate).toList();
    }

    @Override
    public void close() {
        ChildProcess[] running = services.stream()
                .map(ChaosService::process)
                .flatMap(Stream::ofNullable)
                .toArray(ChildProcess[]::new);
        ChildProcess.end(System.nanoTime() + Duration.ofSeconds(15).toNanos(), running);
        gates().forEach(TcpGate::close);
        database.close();
    }
}
