package estiva.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** One of the three services, as Maven leaves it packaged. */
public enum Service {
    REGISTRY,
    DISPATCHER,
    WORKER;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalStateException if the service was not packaged for this kind of database */
    public Path jar(Engine engine) {
        Path jar = Project.root().resolve(label() + "-service/target/" + engine.buildOutput() + "/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("Not packaged: " + jar + " (run: mvn -DskipTests package)");
        }
        return jar;
    }
}
