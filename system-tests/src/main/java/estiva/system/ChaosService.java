package estiva.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** One service of a chaos run: its process, started again and again, behind a gate of its own. */
final class ChaosService {

    /** On two cores a JVM may take 45 s to start beside eight others, and the outages of the run go on meanwhile. */
    private static final Duration READY_LIMIT = Duration.ofSeconds(300);

    private final ServiceProcess.Launch launch;
    private final TcpGate gate;
    private final Semaphore free = new Semaphore(1);
    private final List<String> ownEnds = new ArrayList<>();
    private volatile ServiceProcess process;
    private int starts;

    /** @param launch as for the first start; the gate's address is added to its environment */
    ChaosService(ServiceProcess.Launch launch, TcpGate gate) {
        this.launch = launch;
        this.gate = gate;
        gate.open();
    }

    String name() {
        return launch.name();
    }

    Service service() {
        return launch.service();
    }

    TcpGate gate() {
        return gate;
    }

    ServiceProcess process() {
        return process;
    }

    /** Takes the service for one fault, so that no two befall it at once. */
    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }

    /** Starts it under its name, each time with a log of its own. */
    synchronized void start() {
        starts++;
        Map<String, String> environment = new HashMap<>(launch.environment());
        environment.putAll(gate.environment());
        process = ServiceProcess.start(new ServiceProcess.Launch(
                launch.service(),
                launch.engine(),
                launch.name() + "." + starts,
                launch.home(),
                launch.port(),
                launch.jvmOptions(),
                environment));
    }

    void awaitReady() {
        process.awaitReady(READY_LIMIT);
    }

    /** A service that ended though nobody ended it is a bug; it is noted and started again. */
    synchronized void requireRunning() {
        if (!process.isAlive()) {
            ownEnds.add(process.name() + " ended by itself with exit code " + process.awaitExit(Duration.ZERO));
            start();
        }
    }

    synchronized List<String> ownEnds() {
        return List.copyOf(ownEnds);
    }
}
