package estiva.control.files;

import estiva.control.files.FileRoot.Refused;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Files as objects, whose keys are a prefix and the path. What is found is one version of an object, told by its ETag: an
 * object that is written again is another file.
 */
abstract class ObjectStore implements SourceStore {
    private final String prefix;

    /** @param prefix of all keys, with or without slashes around it; empty: none */
    ObjectStore(String prefix) {
        String plain = FileRoot.plain(prefix);
        this.prefix = plain.isEmpty() ? "" : plain + "/";
    }

    /** @throws java.nio.file.NoSuchFileException if there is no such object */
    abstract ObjectFile head(String path) throws IOException;

    /**
     * @param position from 0; the bytes before are not sent
     * @throws FileChanged if the object is no longer this version
     */
    abstract ObjectBytes.Body get(ObjectFile file, long position) throws IOException;

    /** All objects whose keys begin so, by their keys. */
    abstract void each(String keyPrefix, Consumer<Listed> action) throws IOException;

    /** The ETag of the version of which the object is a copy, as far as that can be told, otherwise its own; empty: no object. */
    abstract Optional<String> origin(String path) throws IOException;

    /**
     * Made by the server, over what may be there.
     *
     * @throws FileChanged if the object is no longer this version
     */
    abstract void copy(ObjectFile file, String target) throws IOException;

    /** @throws FileChanged if the object is no longer this version */
    abstract void delete(ObjectFile file) throws IOException;

    /** @throws Refused if a key is longer than the server takes */
    abstract void checkLength(String path, String key) throws Refused;

    /** Of the object or the folder with this key, as messages call it. */
    abstract String addressOf(String key);

    @Override
    public final SourceFile find(String path, String folder) throws Refused, IOException {
        check(path, folder);
        try {
            return head(path);
        } catch (AccessDeniedException e) {
            throw new Refused(e.getMessage());
        }
    }

    /** A key leads nowhere else, and one that is not there may come: there is nothing to ask the server for. */
    @Override
    public final void check(String path, String folder) throws Refused {
        if (!folder.isEmpty() && !path.startsWith(folder + "/")) {
            throw Refused.outside(path, folder);
        }
        checkLength(path, key(path));
    }

    @Override
    public final boolean isNear() {
        return false;
    }

    @Override
    public final Listing list(String folder, Predicate<String> isIgnored) throws IOException {
        String start = folder.isEmpty() ? prefix : key(folder) + "/";
        List<Listed> files = new ArrayList<>();
        each(start, object -> {
            String below = object.path().substring(start.length());
            if (!below.isEmpty()
                    && !below.endsWith("/")
                    && Arrays.stream(below.split("/")).noneMatch(isIgnored)) {
                String path = object.path().substring(prefix.length());
                files.add(new Listed(path, object.size(), object.modifiedAt(), object.version()));
            }
        });
        return new Listing(files, Map.of());
    }

    final String key(String path) {
        return prefix + path;
    }

    final String address(String path) {
        return addressOf(key(path));
    }
}
