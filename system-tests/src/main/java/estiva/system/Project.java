package estiva.system;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies on this machine, and what Maven left there. */
public final class Project {

    private static final Path ROOT = find(Path.of("").toAbsolutePath());

    private Project() {}

    public static Path root() {
        return ROOT;
    }

    /** The real input beside the project, which is there on some machines only. */
    public static Path realData() {
        return ROOT.resolveSibling("shared").resolve("data");
    }

    private static Path find(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("system-tests/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No Estiva project at or above " + start + ": start this inside the clone");
    }
}
