package estiva.control.files;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one folder below which every file must lie. A name is checked as text when it is registered and by its real path
 * when it is opened: between the two, a folder may have become a link.
 */
@Singleton
public class FileRoot {
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*");

    private final Path root;
    private final List<Map.Entry<String, String>> mappings;

    /**
     * @param mappings {@code legacy prefix=folder below the root}, tried in order, case not regarded: for rows that hold
     *     the paths of the file servers of old
     */
    @Inject
    public FileRoot(
            @ConfigProperty(name = "estiva.files.root") Path root,
            @ConfigProperty(name = "estiva.files.mappings") Optional<List<String>> mappings) {
        this.root = root.toAbsolutePath().normalize();
        this.mappings = mappings.orElse(List.of()).stream().map(FileRoot::mapping).toList();
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
    }

    /** The root itself, for those who look what is in it. */
    public Path path() {
        return root;
    }

    /**
     * The path below the root that a registration means, after the mappings.
     *
     * @throws Refused if it is absolute, climbs by {@code ..}, or is no path at all
     */
    public String relative(String directory, String fileName) throws Refused {
        String path = slashes(directory == null || directory.isBlank() ? fileName : directory + "/" + fileName);
        path = mapped(path);
        if (path.chars().anyMatch(c -> c < ' ')) {
            throw new Refused("The path contains a control character");
        }
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            throw new Refused("'" + path + "' is absolute; paths are below the file root");
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                throw new Refused("'" + path + "' contains '..'; paths stay below the file root");
            }
        }
        if (path.isBlank() || path.endsWith("/")) {
            throw new Refused("'" + path + "' names no file");
        }
        try {
            return Path.of(path).normalize().toString();
        } catch (InvalidPathException e) {
            throw new Refused("'" + path + "' is not a path: " + e.getReason());
        }
    }

    /**
     * The real path of a file that {@link #relative} let pass.
     *
     * @throws Refused if a link on the way leaves the root, or if it is no plain file
     * @throws NoSuchFileException if there is none
     */
    public Path resolve(String relative) throws Refused, IOException {
        Path real;
        try {
            real = root.resolve(relative).toRealPath();
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(relative);
        }
        if (!real.startsWith(root.toRealPath())) {
            throw new Refused("'" + relative + "' leads out of the file root through a link");
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refused("'" + relative + "' is not a plain file");
        }
        return real;
    }

    /**
     * As {@link #resolve}, but a file that is not there (yet) passes if the folders that are there stay below the root:
     * for registration. It is resolved again when it is loaded.
     */
    public void refuseLinksOutward(String relative) throws Refused {
        try {
            resolve(relative);
        } catch (NoSuchFileException e) {
            refuseFoldersOutward(relative);
        } catch (IOException e) {
            throw unreadable(relative, e);
        }
    }

    private void refuseFoldersOutward(String relative) throws Refused {
        Path folder = root.resolve(relative).getParent();
        while (folder.startsWith(root) && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            if (folder.startsWith(root) && !folder.toRealPath().startsWith(root.toRealPath())) {
                throw new Refused("'" + relative + "' leads out of the file root through a link");
            }
        } catch (IOException e) {
            throw unreadable(relative, e);
        }
    }

    /**
     * Moves a file that {@link #resolve} gave to a folder of the root, below which it keeps its path. One that has been
     * moved already is left where it is.
     *
     * @param number what makes its name another where there is one of that name
     * @throws Refused if a link on the way leaves the root
     */
    public void move(Path file, String folder, long number) throws Refused, IOException {
        Path home = root.toRealPath();
        Path target = home.resolve(folder).resolve(home.relativize(file));
        refuseFoldersOutward(folder + "/" + home.relativize(file));
        Files.createDirectories(target.getParent());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            target = target.resolveSibling(number + "-" + target.getFileName());
        }
        try {
            Files.move(file, target);
        } catch (NoSuchFileException e) {
            // Another try of the same load was quicker.
        }
    }

    /** The reason without the absolute path, which is nobody's business outside. */
    private static Refused unreadable(String relative, IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e.getClass().getSimpleName();
        return new Refused("'" + relative + "' cannot be looked at: " + reason);
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

    private static String slashes(String path) {
        return path.replace('\\', '/');
    }
}
