package estiva.control.imports;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Versions that were read before: of those used last as many as have so many characters together. */
final class KnownVersions {
    private static final int MOST = 1_000;
    /** As objects they take some ten times as many bytes. */
    private static final int MOST_CHARACTERS = 2 * 1024 * 1024;

    private record Key(String importName, int version) {}

    private record Known(ImportDefinition definition, int characters) {}

    private final Map<Key, Known> versions = new LinkedHashMap<>(16, 0.75f, true);
    private int characters;

    Optional<ImportDefinition> find(String importName, int version, Supplier<Optional<ImportDefinition>> read) {
        // By the very letters: which others are the same is for the database to say.
        Key key = new Key(importName, version);
        synchronized (versions) {
            Known known = versions.get(key);
            if (known != null) {
                return Optional.of(known.definition());
            }
        }
        Optional<ImportDefinition> found = read.get();
        found.ifPresent(it ->
                keep(key, new Known(it, ImportSpecs.write(it.definition()).length())));
        return found;
    }

    private void keep(Key key, Known read) {
        synchronized (versions) {
            if (versions.putIfAbsent(key, read) == null) {
                characters += read.characters();
            }
            Iterator<Known> longestUnused = versions.values().iterator();
            while (versions.size() > MOST || characters > MOST_CHARACTERS && versions.size() > 1) {
                characters -= longestUnused.next().characters();
                longestUnused.remove();
            }
        }
    }
}
