package estiva.registry.inbox;

import estiva.control.files.FileRoot;
import estiva.control.files.SourceStore.Listed;
import estiva.control.files.SourceStore.Listing;
import estiva.control.imports.NamePattern;
import estiva.control.inbox.InboxFiles.InboxFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One look at the inbox.
 *
 * @param files by their paths below the file root
 * @param markers the paths for which there is a marker
 * @param unreadable folders and files that could not be looked at, and why
 */
record InboxLook(List<InboxFile> files, Set<String> markers, Map<String, String> unreadable) {

    /** Whether what it did not see is not there. A folder without any file may be one whose volume is not mounted. */
    boolean isWhole() {
        return unreadable.isEmpty() && !files.isEmpty();
    }

    static InboxLook at(FileRoot root, InboxConfig config) throws IOException {
        List<NamePattern> ignored = config.ignore().stream()
                .map(pattern -> NamePattern.ofAsciiCase(pattern.strip()))
                .toList();
        Listing listing = root.list(
                config.folder(),
                name -> name.startsWith(".") || ignored.stream().anyMatch(pattern -> pattern.matches(name)));
        List<InboxFile> files = new ArrayList<>();
        Set<String> markers = new HashSet<>();
        for (Listed each : listing.files()) {
            String path = each.path();
            if (!config.marker().isEmpty() && path.endsWith(config.marker())) {
                markers.add(path.substring(0, path.length() - config.marker().length()));
            } else {
                files.add(new InboxFile(path, each.size(), each.modifiedAt(), each.version()));
            }
        }
        return new InboxLook(files, markers, listing.unreadable());
    }
}
