package estiva.control.files;

import estiva.control.files.SourceStore.Listed;
import estiva.control.files.SourceStore.Listing;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One look through a folder. No link is followed, and a folder that cannot be read keeps none of the others back. */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private static final int DEEPEST = 20;

    private final Path root;
    private final Path start;
    private final Predicate<String> isIgnored;
    private final List<Listed> files = new ArrayList<>();
    private final Map<String, String> unreadable = new HashMap<>();

    private FolderWalk(Path root, Path start, Predicate<String> isIgnored) {
        this.root = root;
        this.start = start;
        this.isIgnored = isIgnored;
    }

    static Listing walk(Path root, Path start, Predicate<String> isIgnored) throws IOException {
        FolderWalk walk = new FolderWalk(root, start, isIgnored);
        Files.walkFileTree(start, EnumSet.noneOf(FileVisitOption.class), DEEPEST, walk);
        return new Listing(walk.files, walk.unreadable);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean isLeftAlone =
                !folder.equals(start) && isIgnored.test(folder.getFileName().toString());
        return isLeftAlone ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && !isIgnored.test(file.getFileName().toString())) {
            files.add(new Listed(
                    path(file), attributes.size(), attributes.lastModifiedTime().toInstant(), null));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        unreadable.put(path(file), e.getClass().getSimpleName());
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
        if (e != null) {
            unreadable.put(path(folder), e.getClass().getSimpleName());
        }
        return FileVisitResult.CONTINUE;
    }

    private String path(Path path) {
        return root.relativize(path).toString().replace(root.getFileSystem().getSeparator(), "/");
    }
}
