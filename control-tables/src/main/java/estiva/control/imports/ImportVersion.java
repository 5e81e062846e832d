package estiva.control.imports;

import java.time.Instant;

/**
 * One version of an import definition without the definition itself, for lists.
 *
 * @param processName the client whose files take it; null: files take it only by its name
 * @param fileNames pattern of the names of these files; null: none is found by its name
 * @param createdBy the identity; null: not known
 */
public record ImportVersion(
        String importName, int version, String processName, String fileNames, Instant createdAt, String createdBy) {}
