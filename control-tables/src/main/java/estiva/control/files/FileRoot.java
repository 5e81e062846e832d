package estiva.control.files;

import estiva.control.text.VisibleText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one place below which every file must lie: a folder, a bucket or a container. A name is checked as text when it is registered,
 * and once more, as it really is, when it is opened.
 */
@Singleton
public class FileRoot {
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*");

    private final SourceStore store;
    private final List<Map.Entry<String, String>> mappings;

    @Inject
    public FileRoot(FilesConfig config) {
        this(
                switch (config.store()) {
                    case folder -> new FolderStore(config.root());
                    case s3 -> S3Clients.store(config.s3());
                    case azure -> AzureClients.store(config.azure());
                },
                config.mappings());
    }

    /**
     * @param mappings {@code legacy prefix=folder below the root}, tried in order, case not regarded: for rows that hold
     *     the paths of the file servers of old
     */
    public FileRoot(Path folder, Optional<List<String>> mappings) {
        this(new FolderStore(folder), mappings);
    }

    FileRoot(SourceStore store, Optional<List<String>> mappings) {
        this.store = store;
        this.mappings =
                mappings.orElse(List.of()).stream().map(FileRoot::mapping).toList();
    }

    private static Map.Entry<String, String> mapping(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "estiva.files.mappings: '" + text + "' is not of the form <legacy prefix>=<folder below the root>");
        }
        return Map.entry(slashes(text.substring(0, equals)), slashes(text.substring(equals + 1)));
    }

    /** A path that may not be used, and why. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }

        /** The same words whether there is such a file or not. */
        static Refused outside(String path, String folder) {
            return new Refused(
                    "'" + path + "' does not lie in '" + folder + "', the folder of its client: put the file there"
                            + " and name it so, or change \"folder\" of the client");
        }
    }

    /**
     * The folder below the root that the files of a client must lie in, as {@link #find} takes it.
     *
     * @param folder as people or scripts have set it; null or empty: none
     * @throws Refused if it is no folder below the root, as far as its text tells
     */
    public String folder(String folder) throws Refused {
        if (folder == null || folder.isEmpty()) {
            return "";
        }
        try {
            String path = relative(folder, "x");
            String below = path.substring(0, Math.max(0, path.length() - 2));
            if (below.isBlank()) {
                throw new Refused("'" + folder + "' names no folder below the file root");
            }
            return below;
        } catch (Refused refused) {
            throw new Refused("The folder of the client cannot be used: " + refused.getMessage()
                    + "; correct \"folder\" of the client");
        }
    }

    /**
     * The path below the root that a registration means, after the mappings.
     *
     * @throws Refused if it is absolute, climbs by {@code ..}, or is no path at all
     */
    public String relative(String directory, String fileName) throws Refused {
        String path = slashes(directory == null || directory.isBlank() ? fileName : directory + "/" + fileName);
        path = mapped(path);
        String fault = VisibleText.fault(path);
        if (fault != null) {
            throw new Refused("The path " + fault);
        }
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            throw new Refused("'" + path + "' is absolute; paths are below the file root");
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                throw new Refused("'" + path + "' contains '..'; paths stay below the file root");
            }
        }
        String relative = plain(path);
        if (relative.isBlank() || path.endsWith("/")) {
            throw new Refused("'" + path + "' names no file");
        }
        return relative;
    }

    /**
     * A file whose path {@link #relative} let pass.
     *
     * @throws Refused if the path leads out of the root through a link, or to what is no plain file
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public SourceFile find(String relative) throws Refused, IOException {
        return store.find(relative, "");
    }

    /**
     * As {@link #find(String)}, of a file that must lie in a folder.
     *
     * @param folder as {@link #folder} gives it
     */
    public SourceFile find(String relative, String folder) throws Refused, IOException {
        return store.find(relative, folder);
    }

    /** As {@link #find}, but a file that is not there (yet) passes: for registration. It is sought again for its load. */
    public void check(String relative) throws Refused {
        store.check(relative, "");
    }

    /** As {@link #check(String)}, of a file that must lie in a folder, which {@link #folder} has given. */
    public void check(String relative, String folder) throws Refused {
        store.check(relative, folder);
    }

    /** Whether it takes no time to speak of to find a file, and to read a small one. */
    public boolean isNear() {
        return store.isNear();
    }

    /**
     * All files below a folder of the root.
     *
     * @param isIgnored told the last name of a file or a folder; what is in such a folder is not looked at
     * @throws java.nio.file.NotDirectoryException if there is no such folder, where folders are more than names
     */
    public SourceStore.Listing list(String folder, Predicate<String> isIgnored) throws IOException {
        return store.list(plain(slashes(folder)), isIgnored);
    }

    private String mapped(String path) {
        for (Map.Entry<String, String> mapping : mappings) {
            String prefix = mapping.getKey();
            if (path.regionMatches(true, 0, prefix, 0, prefix.length())) {
                String rest = path.substring(prefix.length());
                String joined = mapping.getValue() + "/" + rest;
                return joined.replaceAll("/{2,}", "/").replaceFirst("^/", "");
            }
        }
        return path;
    }

    /** Without what does not count in it. */
    static String plain(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .collect(Collectors.joining("/"));
    }

    private static String slashes(String path) {
        return path.replace('\\', '/');
    }
}
