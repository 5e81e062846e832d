package estiva.control.files;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where the files lie: below a folder, or as objects in a bucket or a container. Paths are relative to the root, with slashes, as
 * {@link FileRoot#relative} makes them.
 *
 * <p>Wherever they lie, errors are the same: {@link java.nio.file.NoSuchFileException},
 * {@link java.nio.file.AccessDeniedException}, {@link FileChanged}, {@link FileUnavailable} for what may pass.
 */
public interface SourceStore {

    /**
     * @param folder in which the file must lie, wherever its path leads; empty: anywhere below the root. Of a file that does not lie
     *     in it nothing is told, not even whether there is one
     * @throws FileRoot.Refused if the path leads out of the root or the folder, or to what is no plain file
     */
    SourceFile find(String path, String folder) throws FileRoot.Refused, IOException;

    /** A file anywhere below the root. */
    default SourceFile find(String path) throws FileRoot.Refused, IOException {
        return find(path, "");
    }

    /** As {@link #find}, but a file that is not there (yet) passes: for registration. */
    void check(String path, String folder) throws FileRoot.Refused;

    /** Whether it takes no time to speak of to find a file, and to read a small one. */
    boolean isNear();

    /**
     * All files below a folder of the root.
     *
     * @param isIgnored told the last name of a file or a folder; what is in such a folder is not looked at
     * @throws java.nio.file.NotDirectoryException if there is no such folder, where folders are more than names
     */
    Listing list(String folder, Predicate<String> isIgnored) throws IOException;

    /**
     * What was seen.
     *
     * @param unreadable folders and files that could not be looked at, and why
     */
    record Listing(List<Listed> files, Map<String, String> unreadable) {}

    /**
     * A file as it was seen.
     *
     * @param version a further mark that tells it from another one under its path; null: there is none
     */
    record Listed(String path, long size, Instant modifiedAt, String version) {}
}
