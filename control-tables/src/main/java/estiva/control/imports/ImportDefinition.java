package estiva.control.imports;

import java.time.Instant;
import java.util.List;

/**
 * One version of an import definition. Versions count from 1 and are never changed.
 *
 * @param createdBy the identity; null: not known
 * @param warnings what may not be meant, as far as it was looked for; not stored
 */
public record ImportDefinition(
        String importName,
        int version,
        ImportSpec definition,
        Instant createdAt,
        String createdBy,
        List<String> warnings) {

    ImportDefinition(String importName, int version, ImportSpec definition, Instant createdAt, String createdBy) {
        this(importName, version, definition, createdAt, createdBy, List.of());
    }

    /** The same with warnings. */
    public ImportDefinition warning(List<String> of) {
        return new ImportDefinition(importName, version, definition, createdAt, createdBy, of);
    }
}
