package estiva.control.imports;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The import definitions for the files of one client as they stand now: each is read once, however many files ask. Lives
 * as long as one request and is used by one thread.
 */
public final class ClientImports {
    private final ImportDefinitions definitions;
    private final String processName;
    private final Map<String, Optional<ImportDefinition>> named = new HashMap<>();
    private List<Candidate> candidates;
    private Optional<ImportDefinition> calledLikeIt;

    private record Candidate(NamePattern fileNames, ImportVersion version) {}

    ClientImports(ImportDefinitions definitions, String processName) {
        this.definitions = definitions;
        this.processName = processName;
    }

    /** As {@link ImportDefinitions#resolve}. */
    public Optional<ImportDefinition> resolve(String fileName, String importName) {
        if (importName != null) {
            return current(importName);
        }
        if (candidates == null) {
            candidates = definitions.ofClient(processName).stream()
                    .map(it -> new Candidate(NamePattern.of(it.fileNames()), it))
                    // They come by their names, which then decide.
                    .sorted(Comparator.comparing(it -> -it.fileNames().literals()))
                    .toList();
        }
        for (Candidate candidate : candidates) {
            if (candidate.fileNames().matchesFile(fileName)) {
                return definitions.version(
                        candidate.version().importName(), candidate.version().version());
            }
        }
        if (calledLikeIt == null) {
            calledLikeIt = definitions.calledLike(processName);
        }
        return calledLikeIt;
    }

    private Optional<ImportDefinition> current(String importName) {
        return named.computeIfAbsent(
                importName.strip().toLowerCase(Locale.ROOT), name -> definitions.current(importName));
    }
}
