package estiva.system;

import java.nio.file.Path;
import java.util.List;

/**
 * The database of a chaos run, reached by the services through gates only. H2 is a process that is killed and comes back
 * on another port; of a SQL Server, which is not ours to kill, an outage is that no gate lets anyone through.
 */
final class ChaosDatabase implements DatabaseBehind {

    private final Path folder;
    private volatile RunningDatabase current;

    private ChaosDatabase(Path folder, RunningDatabase current) {
        this.folder = folder;
        this.current = current;
    }

    static ChaosDatabase start(Engine engine, Path folder) {
        return new ChaosDatabase(folder, engine.start(folder));
    }

    void fail(List<TcpGate> gates) {
        if (current instanceof H2Server server) {
            server.kill();
        } else {
            gates.forEach(TcpGate::shut);
        }
    }

    void comeBack(List<TcpGate> gates) {
        if (current instanceof H2Server) {
            current = H2Server.start(folder);
        } else {
            gates.forEach(TcpGate::open);
        }
    }

    @Override
    public RunningDatabase database() {
        return current;
    }
}
