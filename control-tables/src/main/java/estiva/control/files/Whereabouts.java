package estiva.control.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where paths lead, also those to what is not there, or may not be looked at. */
final class Whereabouts {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private Whereabouts() {}

    /** The real path, as far as there is one; the rest is taken as it is written, for it may come. */
    static Path of(Path path) {
        return of(path, MOST_LINKS).normalize();
    }

    private static Path of(Path path, int links) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            if (parent == null) {
                return path;
            }
            Path in = of(parent, links);
            Path place = in.resolve(path.getFileName());
            return links > 0 && Files.isSymbolicLink(place) ? behind(place, in, links - 1) : place;
        }
    }

    /** A link to what is not there says where that would be. */
    private static Path behind(Path link, Path in, int links) {
        try {
            return of(in.resolve(Files.readSymbolicLink(link)), links);
        } catch (IOException e) {
            return link;
        }
    }

    /**
     * Whether a place is a folder or below it, as the file system sees it: one that does not tell upper from lower case may give a
     * path back as it was written.
     */
    static boolean isIn(Path place, Path folder) {
        if (place.startsWith(folder)) {
            return true;
        }
        for (Path each = place.getParent(); each != null; each = each.getParent()) {
            try {
                if (Files.isSameFile(each, folder)) {
                    return true;
                }
            } catch (IOException e) {
                // Not there, or not to be looked at: another one then.
            }
        }
        return false;
    }
}
