package estiva.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

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

    /** The folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
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
