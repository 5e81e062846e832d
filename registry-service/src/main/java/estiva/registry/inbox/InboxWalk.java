package estiva.registry.inbox;

import estiva.control.process.InboxFiles.InboxFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One look through the inbox. No link is followed, and a folder that cannot be read keeps none of the others back. */
final class InboxWalk extends SimpleFileVisitor<Path> {
    private static final int DEEPEST = 20;

    private final Path root;
    private final InboxConfig config;
    private final Pattern ignored;
    private final List<InboxFile> files = new ArrayList<>();
    private final Set<String> markers = new HashSet<>();
    private final Map<String, String> unreadable = new HashMap<>();

    private InboxWalk(Path root, InboxConfig config) {
        this.root = root;
        this.config = config;
        this.ignored = Pattern.compile(
                config.ignore().stream().map(InboxWalk::regex).collect(Collectors.joining("|", "\\..*|", "")),
                Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /**
     * What was seen.
     *
     * @param files by their paths below the file root
     * @param markers the paths for which there is a marker
     * @param unreadable folders and files that could not be looked at, and why
     */
    record Seen(List<InboxFile> files, Set<String> markers, Map<String, String> unreadable) {}

    static Seen walk(Path root, Path inbox, InboxConfig config) throws IOException {
        InboxWalk walk = new InboxWalk(root, config);
        Files.walkFileTree(inbox, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, walk);
        return new Seen(walk.files, walk.markers, walk.unreadable);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return isIgnored(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile() || isIgnored(file)) {
            return FileVisitResult.CONTINUE;
        }
        String path = path(file);
        if (!config.marker().isEmpty() && path.endsWith(config.marker())) {
            markers.add(path.substring(0, path.length() - config.marker().length()));
        } else {
            files.add(new InboxFile(path, attributes.size(), attributes.lastModifiedTime().toInstant()));
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

    private boolean isIgnored(Path path) {
        return ignored.matcher(path.getFileName().toString()).matches();
    }

    private String path(Path path) {
        return root.relativize(path).toString();
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.strip().toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return regex.toString();
    }
}
