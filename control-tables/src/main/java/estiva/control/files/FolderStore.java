package estiva.control.files;

import estiva.control.files.FileRoot.Refused;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Files below a folder. A folder on a path may become a link at any time, so that only its real path tells where it leads. */
final class FolderStore implements SourceStore {
    private final Path root;

    FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public SourceFile find(String path, String folder) throws Refused, IOException {
        Path real;
        try {
            real = place(path).toRealPath();
        } catch (IOException e) {
            requireIn(folder, Whereabouts.of(place(path)), path);
            throw e instanceof NoSuchFileException ? new NoSuchFileException(path) : e;
        }
        requireIn(folder, real, path);
        if (!real.startsWith(root.toRealPath())) {
            throw outward(path);
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refused("'" + path + "' is not a plain file");
        }
        return new FolderFile(this, real);
    }

    @Override
    public void check(String path, String folder) throws Refused {
        try {
            find(path, folder);
        } catch (NoSuchFileException e) {
            refuseFoldersOutward(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public boolean isNear() {
        return true;
    }

    @Override
    public Listing list(String folder, Predicate<String> isIgnored) throws IOException {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start)) {
            throw new NotDirectoryException(folder);
        }
        return FolderWalk.walk(root, start, isIgnored);
    }

    /** @throws Refused if a link on the way leaves the root */
    void move(Path file, String folder, long number) throws Refused, IOException {
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

    private void refuseFoldersOutward(String path) throws Refused {
        Path folder = place(path).getParent();
        while (folder.startsWith(root) && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            if (folder.startsWith(root) && !folder.toRealPath().startsWith(root.toRealPath())) {
                throw outward(path);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private void requireIn(String folder, Path real, String path) throws Refused {
        if (!folder.isEmpty() && !Whereabouts.isIn(real, Whereabouts.of(place(folder)))) {
            throw Refused.outside(path, folder);
        }
    }

    private Path place(String path) throws Refused {
        try {
            return root.resolve(path);
        } catch (InvalidPathException e) {
            throw new Refused("'" + path + "' is not a path: " + e.getReason());
        }
    }

    private static Refused outward(String path) {
        return new Refused("'" + path + "' leads out of the file root through a link");
    }

    /** The reason without the absolute path, which is nobody's business outside. */
    private static Refused unreadable(String path, IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e.getClass().getSimpleName();
        return new Refused("'" + path + "' cannot be looked at: " + reason);
    }
}
